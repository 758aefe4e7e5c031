import { type Context, inFunction, inHost, nextNumber, wrap } from './context.js';
import { writeCallee } from './sites.js';
import { writeStatements } from './statements.js';
import { pickName, writeNote, writeValue } from './values.js';

/** A function with a `new Promise(executor)` that is settled on some paths only. */
export function writeExecutor(context: Context): readonly string[] {
  const name = `promise${nextNumber(context)}`;
  const inner = inHost(context, ['resolve', 'reject'], 'resolve', { callback: null, canThrow: false });
  const body = wrap('return new Promise(function (resolve, reject) {', writeStatements(inner), '});');
  return wrap(`exports.${name} = function (key) {`, body, '};');
}

/** A function that wraps calls in a promise that is settled on every path, and a function that awaits it. */
export function writePromisedCalls(context: Context): readonly string[] {
  const { choices } = context;
  const number = nextNumber(context);
  const name = `promised${number}`;
  const parameter = pickName(context);
  const quiet = { callback: null, hostCallback: null, canThrow: false, receiver: null };
  const host = inFunction(context, [parameter], quiet);
  const before = choices.pick([[], [], [`${writeNote(host)};`], [`var ${pickName(host)} = ${writeValue(host)};`]]);
  const open = choices.pick(['new Promise(function (resolve, reject) {', 'new Promise((resolve, reject) => {']);
  const inner = inFunction(host, ['resolve', 'reject'], { ...quiet, canReturn: false });
  const start = choices.pick([[], [], [`${writeNote(inner)};`], [`if (${parameter} === 2) return resolve('early');`], ['var data = 1;', 'note(data);']]);
  const executor = wrap(open, [...start, ...writeSettled(inner, 0)], choices.pick(['})', '})', '}).then((data) => { note("then", data); return data; })']));
  const [first = '', ...rest] = executor;
  const placed = choices.pick([
    [`return ${first}`, ...rest.slice(0, -1), `${rest.at(-1) ?? ''};`],
    [`const pending = ${first}`, ...rest.slice(0, -1), `${rest.at(-1) ?? ''};`, "note('pending');", 'return pending;'],
  ]);
  const head = choices.pick([`function ${name}(${parameter}) {`, `async function ${name}(${parameter}) {`]);
  return [
    ...wrap(head, [...before, ...placed], '}'),
    `exports.${name} = function (key) { ${name}(key).then((value) => note('settled', value), (error) => note('rejected', error)); };`,
  ];
}

/** A call whose callback settles the promise. */
function writeSettled(context: Context, depth: number): string[] {
  const { choices } = context;
  const [error, result] = [choices.pick(['err', 'error']), choices.pick(['data', 'result', 'row'])];
  const callee = writeCallee(context).replace(/note\('(?:at|argument)'\)/g, '1');
  const inner = inFunction(context, [error, result], { presentResult: null });
  const capture = (value: string): string[] =>
    depth < 2 && choices.isOneIn(4) ? writeSettled(inner, depth + 1) : [`${choices.pick(['', 'return '])}resolve(${value});`];
  const value = choices.pick([result, result, result, '', `[${result}, 1]`, writeValue(inner)]);
  const forms: readonly (() => string[])[] = [
    () => [`if (${error}) return reject(${error});`, ...capture(value)],
    () => [`if (${error}) {`, `  reject(${error});`, '} else {', ...capture(value).map((line) => `  ${line}`), '}'],
    () => [`${error} ? reject(${error}) : resolve(${value});`],
    () => [`if (${error}) {`, `  ${writeNote(inner)};`, `  reject(${error});`, '  return;', '}', ...capture(value)],
    () => [`if (${error} && ${error}.code === 'ENOENT') return resolve(null);`, `if (${error}) return reject(${error});`, ...capture(value)],
    () => [`if (!${error}) return resolve(${value});`, `reject(${error}, 'more');`],
    () => [`if (${error}) return reject('failed');`, `${writeNote(inner)};`, ...capture(value)],
    () => [`if (${error}) reject(${error});`, `resolve(${value});`],
  ];
  const lines = choices.pick(forms as [() => string[], ...(() => string[])[]])();
  const [open, close] = choices.pick([[`function (${error}, ${result}) {`, '}'], [`(${error}, ${result}) => {`, '}']] as const);
  return wrap(`${choices.pick(['', '', 'return '])}${callee}${open}`, lines, `${close});`);
}
