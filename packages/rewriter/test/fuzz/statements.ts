import { type Context, inBlock, inContinuation, inImmediateFunction, nextNumber, wrap } from './context.js';
import { writeLoop } from './loops.js';
import { writeSite } from './sites.js';
import { pickName, readName, writeNote, writeTest, writeValue, writeValues } from './values.js';

type Writer = (context: Context) => readonly string[];

/** The kinds of statements, the simplest first; a kind that is listed twice is twice as frequent. */
const writers: readonly [Writer, ...Writer[]] = [
  (context) => [`${writeNote(context)};`],
  writeSite,
  writeSite,
  writeSite,
  writeSettlement,
  writeSettlement,
  writeDeclaration,
  writeDeclaration,
  writeAssignment,
  writeExit,
  writeIf,
  writeIf,
  writeLoop,
  writeLocalFunction,
  writeSwitch,
  writeRisk,
  writeTry,
  writeComment,
  writeBlockOfItsOwn,
  writeLater,
  writeDefaultCallback,
  writeFinally,
  writeFinisher,
  writeDelayed,
  writeArguments,
];

/** The statements of a block. The recursion ends, since the number of statements is limited. */
export function writeStatements(context: Context): string[] {
  const lines: string[] = [];
  const count = context.choices.below(4);
  for (let index = 0; index <= count && context.program.budget-- > 0; index++) {
    lines.push(...context.choices.pick(writers)(context));
  }
  return lines;
}

/** A statement that uses the host's callback; a note where it has none. */
export function writeSettlement(context: Context): readonly string[] {
  const { callback, choices } = context;
  if (callback === null) return [`${writeNote(context)};`];
  const call = `${callback}(${writeOutcome(context)})`;
  switch (choices.below(20)) {
    case 0:
    case 1:
    case 2:
      return [context.canReturn ? `return ${call};` : `${call};`];
    case 3:
      return [`if (${callback}) ${call};`];
    case 4:
      return [`${callback} && ${call};`];
    case 5:
      return [`setTimeout(function () { ${call}; }, 3);`];
    case 6:
      return [`process.nextTick(${callback});`];
    case 7:
      return [`setImmediate(() => ${call});`];
    case 8:
      return [`if (typeof ${callback} === 'function') ${call};`];
    case 9:
      return context.canReturn ? [`return void ${call};`] : [`${call};`];
    case 10:
      return [`if (${writeTest(context)}) ${call};`, `else ${callback}(${writeOutcome(context)});`];
    case 11:
      return [`${callback}.${choices.pick(['call(null', 'call(this'])}, ${writeOutcome(context) || 'null'});`];
    case 12:
      return [`${callback}.apply(${choices.pick(['null', 'this'])}, ${context.hasArguments && choices.isOneIn(2) ? 'arguments' : `[${writeOutcome(context)}]`});`];
    case 13:
      return [`${choices.pick(['setImmediate', 'process.nextTick'])}(${callback}, ${writeOutcome(context) || 'null'});`];
    case 14:
      return context.canReturn ? [`return ${callback} && ${call};`] : [`${callback} ? ${call} : ${writeNote(context)};`];
    case 15:
      return [`try {`, `  ${writeNote(context)};`, `} catch (e) {`, `  ${context.canReturn ? 'return ' : ''}${callback}(e);`, '}', `${call};`];
    default:
      return [`${call};`];
  }
}

function writeOutcome(context: Context): string {
  const { choices, scope } = context;
  const form = choices.below(6);
  if (form === 0) return '';
  const error = scope.visibleNames().find((name) => /^(err|error|er|e)$/.test(name));
  if (form === 1 && error !== undefined) {
    scope.read(error);
    return choices.isOneIn(2) ? `${error}, ${writeValue(context)}` : error;
  }
  if (form === 2) return `new Error('e${nextNumber(context)}')`;
  if (form === 3) return `null, ${writeValue(context)}, ${writeValue(context)}`;
  return `null, ${writeValue(context)}`;
}

function writeDeclaration(context: Context): readonly string[] {
  const { choices, scope } = context;
  const value = writeValue(context);
  const keyword = choices.pick(['var', 'var', 'let', 'const'] as const);
  let name = pickName(context);
  if (name === context.hostCallback || name === context.presentResult) name = `local${nextNumber(context)}`;
  const isFree = keyword === 'var' ? scope.declareVar(name) : scope.declareLexical(name, keyword);
  return isFree ? [`${keyword} ${name} = ${value};`] : [`${writeNote(context)};`];
}

function writeAssignment(context: Context): readonly string[] {
  const { choices, scope } = context;
  const names = scope.assignableNames().filter((name) => name !== context.hostCallback && name !== context.presentResult);
  const name = names[choices.below(Math.max(1, names.length))];
  if (name === undefined) return [`${writeNote(context)};`];
  scope.read(name);
  const value = writeValue(context);
  return [choices.isOneIn(3) ? `${name} += ${value};` : `${name} = ${value};`];
}

function writeExit(context: Context): readonly string[] {
  const { choices, callback } = context;
  const test = writeTest(context);
  if (context.isInLoop && choices.isOneIn(2)) return [`if (${test}) continue;`];
  if (!context.canReturn) return [`${writeNote(context)};`];
  if (context.canThrow && choices.isOneIn(4)) return [`if (${test}) throw new Error('t${nextNumber(context)}');`];
  if (callback !== null && choices.isOneIn(2)) {
    return choices.isOneIn(2)
      ? [`if (${test}) return ${callback}(new Error('e${nextNumber(context)}'));`]
      : [`if (${test}) {`, `  ${callback}(${writeOutcome(context)});`, '  return;', '}'];
  }
  return choices.isOneIn(2) ? [`if (${test}) return;`] : [`if (${test}) return ${writeNote(context)};`];
}

function writeIf(context: Context): readonly string[] {
  const head = `if (${writeTest(context)}) {`;
  const then = writeStatements(inBlock(context));
  if (context.choices.isOneIn(2)) return wrap(head, then, '}');
  return [...wrap(head, then, '} else {'), ...wrap('', writeStatements(inBlock(context)), '}').slice(1)];
}

function writeLocalFunction(context: Context): readonly string[] {
  const { choices, scope } = context;
  if (!scope.isFunction) return writeIf(context);
  const name = `step${nextNumber(context)}`;
  const parameter = pickName(context);
  const inner = inImmediateFunction(context, [parameter]);
  const declaration = wrap(`function ${name}(${parameter}) {`, writeStatements(inner), '}');
  const call = choices.isOneIn(4) ? `note(${name}(${writeValue(context)}));` : `${name}(${writeValue(context)});`;
  return choices.pick([[...declaration, call], [call, ...declaration], [call, ...declaration, call]]);
}

function writeSwitch(context: Context): readonly string[] {
  const test = writeValue(context);
  const first = writeStatements(inBlock(context, { isInLoop: false }));
  const second = writeStatements(inBlock(context, { isInLoop: false }));
  return [
    ...wrap(`switch (typeof (${test})) {`, [...wrap("case 'string': {", [...first, 'break;'], '}'), ...wrap('default: {', second, '}')], '}'),
  ];
}

/** A call that throws in some scenarios. */
function writeRisk(context: Context): readonly string[] {
  if (!context.isContinuation || !context.canThrow) return [`${writeNote(context)};`];
  return [`risk('r${nextNumber(context)}', ${writeValue(context)});`];
}

function writeTry(context: Context): readonly string[] {
  const body = writeStatements(inBlock(context));
  const inner = inBlock(context);
  inner.scope.declare('e');
  const handler = writeStatements(inner);
  return [...wrap('try {', body, '} catch (e) {'), ...wrap('', handler, '}').slice(1)];
}

function writeComment(context: Context): readonly string[] {
  const id = nextNumber(context);
  return [context.choices.pick([`// remark ${id}`, `/* remark ${id} */`]), `${writeNote(context)}; // behind ${id}`];
}

/** A function that reads the variables at a later time. */
function writeLater(context: Context): readonly string[] {
  return [context.choices.pick(['setTimeout(', 'process.nextTick(', 'setImmediate(']) + `function () { ${writeNote(context)}; });`];
}

/** `cb = cb || function () {};` */
function writeDefaultCallback(context: Context): readonly string[] {
  const { hostCallback, choices } = context;
  if (hostCallback === null) return [`${writeNote(context)};`];
  return [choices.pick([`${hostCallback} = ${hostCallback} || function () {};`, `if (!${hostCallback}) ${hostCallback} = function () {};`])];
}

function writeFinally(context: Context): readonly string[] {
  const body = writeStatements(inBlock(context));
  return [...wrap('try {', body, '} finally {'), `  ${writeNote(context)};`, '}'];
}

function writeBlockOfItsOwn(context: Context): readonly string[] {
  const name = readName(context);
  const head = name === null ? '(function () {' : '(function (given) {';
  const inner = inImmediateFunction(context, name === null ? [] : ['given']);
  return wrap(head, writeStatements(inner), `})(${name ?? writeValues(context)});`);
}

function writeArguments(context: Context): readonly string[] {
  if (!context.hasArguments) return [`${writeNote(context)};`];
  return [`note('given', ${context.choices.pick(['arguments.length', 'arguments[0]', '[].slice.call(arguments)'])});`];
}

/** A function that ends the work: the paths behind it call it instead of the callback. */
function writeFinisher(context: Context): readonly string[] {
  const { hostCallback, callback, scope } = context;
  if (hostCallback === null || !scope.isFunction) return [`${writeNote(context)};`];
  const name = `finish${nextNumber(context)}`;
  const inner = inContinuation(context, ['err', 'value'], { receiver: null });
  const capture = context.choices.pick([`${hostCallback}(err, value);`, `if (err) return ${hostCallback}(err);`, `${hostCallback}(err);`]);
  const rest = capture.startsWith('if') ? [`${hostCallback}(null, value);`] : [];
  const declaration = wrap(`function ${name}(err, value) {`, [`${writeNote(inner)};`, capture, ...rest], '}');
  const body = writeStatements({ ...context, callback: callback === null ? null : name, hostCallback: name });
  return context.choices.isOneIn(2) ? [...declaration, ...body] : [...body, ...declaration];
}

/** A function that a timer or an event calls later. */
function writeDelayed(context: Context): readonly string[] {
  const { choices } = context;
  const inner = inContinuation(context, [], { receiver: null });
  const head = choices.pick(['setTimeout(function () {', 'setImmediate(() => {', `bus.once('late${nextNumber(context)}', function () {`]);
  return wrap(head, writeStatements(inner), '});');
}
