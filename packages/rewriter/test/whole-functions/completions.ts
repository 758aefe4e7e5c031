import { indent, wrap } from '../fuzz/context.js';
import { type Place, type StepName, noteCompletion } from './place.js';
import { writeLog, writeTest, writeValue } from './values.js';

/** The arguments of a callback that is told of success: as many results as callers expect. */
function writeSuccess(place: Place): string {
  const { choices, own } = place;
  if (own.results === 0) return choices.pick(['null', '', 'null, undefined', 'undefined']);
  const values = [writeValue(place), ...(own.results === 2 ? [writeValue(place)] : [])];
  return ['null', ...values].join(', ');
}

function writeError(place: Place): string {
  const { choices, module } = place;
  const number = module.nextNumber();
  if (choices.isOneIn(5)) return choices.pick([`\`t${number}\``, `'t' + ${number}`]);
  if (choices.isOneIn(5)) return `${module.need('fault')}('e${number}')`;
  return choices.pick([`new Error('e${number}')`, `Object.assign(new Error('e${number}'), { code: 'E${number}' })`]);
}

const isError = (args: string): boolean => !/^(null|undefined|)(,|$)/.test(args);

/** The completion as the last statement of its path: `cb(null, x);`. */
export function writeCompletion(place: Place, given?: string): string[] {
  const { choices, callback, steps } = place;
  const step = given === undefined && choices.below(3) > 0 ? steps[choices.below(Math.max(1, steps.length))] : undefined;
  // A caller that passes a callback is taken not to read what the function returns: with `return`, a step that becomes async gives it a promise.
  if (step) return [`${place.isAtOnce ? '' : choices.pick(['', 'return '])}${writeStepCall(place, step)};`];
  const args = given ?? writeSuccess(place);
  noteCompletion(place, { isError: isError(args) });
  if (callback === null) return [args === '' ? writeLog(place) : `log('done', ${args});`];
  const call = `${callback}(${args})`;
  if (place.mayLackCallback) {
    const alone = writeAlone(place, args);
    return [
      choices.pick([`if (${callback}) ${call};`, `${callback} && ${call};`, `if (${callback}) return ${call};`, `${callback} ? ${call} : ${alone};`, `if (${callback}) ${call}; else ${alone};`]),
    ];
  }
  return [choices.pick([`${call};`, `return ${call};`])];
}

/** What is done in place of a call where there is no callback: mostly the same for all errors, and for all successes. */
function writeAlone({ choices, own }: Place, args: string): string {
  const word = isError(args) ? 'failed' : 'done';
  return `log('${own.name} ${choices.isOneIn(10) ? choices.pick(['alone', 'left']) : word}')`;
}

/** `step1(key)`, or a call with the step as its callback. */
function writeStepCall(place: Place, step: StepName): string {
  const isPassed = step.parameter === 'error' && place.choices.isOneIn(2);
  return isPassed ? `api.write('k${place.module.nextNumber()}', 1, ${step.name})` : `${step.name}(${writeStepArgument(place, step)})`;
}

function writeStepArgument(place: Place, { parameter }: StepName): string {
  switch (parameter) {
    case 'none':
      return '';
    case 'value':
      return writeValue(place);
    case 'error':
      return place.choices.isOneIn(3) ? writeError(place) : 'null';
    case 'count':
      return place.choices.pick(['0', '1', '2']);
  }
}

/** The completion as an exit in front of other statements: `return cb(err);`. */
export function writeExit(place: Place, args: string = writeSuccess(place)): string[] {
  const { choices, callback } = place;
  noteCompletion(place, { isError: isError(args) });
  if (callback === null) return [args === '' ? 'return;' : `return log('left', ${args});`];
  const call = `${callback}(${args})`;
  if (!place.mayLackCallback) return choices.pick([[`return ${call};`], [`return ${call};`], [`${call};`, 'return;']]);
  return choices.pick([[`return ${callback} && ${call};`], [`if (${callback}) ${call};`, 'return;'], [`return ${callback} ? ${call} : ${writeAlone(place, args)};`]]);
}

/** `if (test) return cb(args);`, in one line or as a block. */
export function writeExitIf(place: Place, test: string, args: string): string[] {
  const exit = writeExit(place, args);
  const [only] = exit;
  if (exit.length === 1 && only !== undefined && place.choices.below(3) > 0) return [`if (${test}) ${only}`];
  const log = place.choices.isOneIn(4) ? [writeLog(place)] : [];
  return wrap(`if (${test}) {`, [...log, ...exit], '}');
}

/** Completions before the first call of anything asynchronous: bad arguments, a cached value. */
export function writeEarlyExit(place: Place): string[] {
  const { choices, own, module } = place;
  const isKeyed = own.parameters.includes('key') && place.values.includes('key');
  const form = choices.below(5);
  if (form === 0 && isKeyed) return writeExitIf(place, '!key', writeError(place));
  if (form === 1 && isKeyed && own.results === 1) {
    module.need('cache');
    return [...writeExitIf(place, `cache['${own.name}' + key]`, `null, cache['${own.name}' + key]`)];
  }
  if (form === 2) return writeExitIf(place, writeTest(place), writeSuccess(place));
  if (form === 4) return writeExitFromLoop(place);
  return writeExitIf(place, writeTest(place), writeError(place));
}

/** A loop that a round may leave with a completion. */
function writeExitFromLoop(place: Place): string[] {
  const { choices, module } = place;
  const item = `item${module.nextNumber()}`;
  const inner = { ...place, values: [item, ...place.values] };
  const test = choices.pick([`${item} === 'two'`, writeTest(inner)]);
  const exit = writeExitIf(inner, test, choices.isOneIn(2) ? writeError(inner) : writeSuccess(inner));
  const log = choices.isOneIn(3) ? [writeLog(inner)] : [];
  if (choices.isOneIn(3)) return [`let ${item} = 'start';`, ...wrap(`while ((${item} += 'x').length < 8) {`, [...log, ...exit], '}')];
  return wrap(`for (const ${item} of ['one', ${choices.pick(["'two'", "'three'"])}]) {`, [...exit, ...log], '}');
}

/** Keeps a result for the next call, where an early exit looks for it. */
export const writeToCache = (place: Place, value: string): string[] =>
  place.module.head.has('const cache = {};') && place.values.includes('key') ? [`cache['${place.own.name}' + key] = ${value};`] : [];

/** The completion by a promise: `fetch(x).then((found) => cb(null, found), cb);`. */
function writePromisedCompletion(place: Place): string[] {
  const { choices, callback } = place;
  const promise = choices.isOneIn(3) ? `Promise.reject(${writeError(place)})` : `Promise.resolve(${writeValue(place)})`;
  const passed = choices.pick([`(found) => ${callback}(null, found)`, `function (found) { ${callback}(null, found); }`]);
  const failed = choices.pick([callback!, `(failure) => ${callback}(failure)`, `function (failure) { return ${callback}(failure); }`]);
  return [choices.pick(['', 'return ']) + choices.pick([`${promise}.then(${passed}, ${failed});`, `${promise}.then(${passed}).catch(${failed});`])];
}

/** The completion through a timer: `process.nextTick(cb, null, x);`. */
export function writeLaterCompletion(place: Place): string[] {
  const { choices, callback } = place;
  if (callback === null || place.mayLackCallback) return writeCompletion(place);
  if (place.own.results === 1 && choices.isOneIn(4)) return writePromisedCompletion(place);
  const args = choices.isOneIn(3) ? writeError(place) : writeSuccess(place);
  const behind = args === '' ? '' : `, ${args}`;
  const lead = choices.pick(['', 'return ']);
  return choices.pick([
    [`${lead}process.nextTick(${callback}${behind});`],
    [`${lead}setImmediate(${callback}${behind});`],
    [`${lead}process.nextTick(function () {`, `  ${callback}(${args});`, '});'],
    [`${lead}setImmediate(() => ${callback}(${args}));`],
    [`${lead}setTimeout(function () {`, ...indent([`${callback}(${args});`]), '}, 3);'],
    [`${lead}setTimeout(${callback}, 3${behind});`],
  ]);
}

/** `try { x = JSON.parse(text); } catch (e) { return cb(e); }`, and a completion with the value. */
export function writeParsed(place: Place, text: string, rest: (place: Place) => string[]): string[] {
  const parsed = `parsed${place.module.nextNumber()}`;
  const inner = { ...place, values: [parsed, ...place.values] };
  return [`let ${parsed};`, 'try {', `  ${parsed} = JSON.parse(${text});`, '} catch (e) {', ...indent(writeExit(place, 'e')), '}', ...rest(inner)];
}
