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

/** A function that wraps calls in a promise that is settled on every path, and returns or awaits it, with other code behind it. */
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
  const isAsync = choices.isOneIn(2);
  const put = (start: string): string[] => [`${start}${first}`, ...rest.slice(0, -1), `${rest.at(-1) ?? ''};`];
  const behind = ["note('behind');", "return 'end';"];
  const anyhow: readonly [string[], ...string[][]] = [put('return '), [...put('const pending = '), "note('pending');", 'return pending;']];
  const inAsync: readonly [string[], ...string[][]] = [
    ...anyhow,
    [...put('await '), ...behind],
    [...put('const found = await '), "note('found', found);", ...behind],
    [`if (${parameter} === 1) {`, ...put('return ').map((line) => `  ${line}`), '}', ...behind],
    ['try {', ...put(choices.pick(['await ', 'return await '])).map((line) => `  ${line}`), '} catch (failure) {', "  note('failure', failure);", '}', ...behind],
    ['for (const round of [1, 2]) {', ...put(choices.pick(['await ', 'return '])).map((line) => `  ${line}`), "  note('round', round);", '}', ...behind],
  ];
  const placed = choices.pick(isAsync ? inAsync : anyhow);
  const head = `${isAsync ? 'async ' : ''}function ${name}(${parameter}) {`;
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
    () => [`if (${error}) return resolve(${choices.pick(['null', "'none'", `{ failed: ${error} }`])});`, `resolve(${value});`],
    () => [`resolve(${choices.pick([`!${error}`, `${error} ? null : ${result}`, `${error} == null`])});`],
    () => [`if (${error}) return reject(new Error('other'));`, `resolve(${value});`],
    () => [`if (${error}) return reject(${error});`, `if (${result}) {`, ...capture(value).map((line) => `  ${line}`), '} else {', `  resolve(${choices.pick(['null', result])});`, '}'],
    () => [`if (${error}) return reject('failed');`, `${writeNote(inner)};`, ...capture(value)],
    () => [`if (${error}) reject(${error});`, `resolve(${value});`],
    () => [`if (${error}) {`, `  ${writeNote(inner)};`, '  resolve();', '} else {', `  ${writeNote(inner)};`, `  resolve(${value});`, '}'],
    () => [`if (${error}) return reject(${error});`, `if (${result}) {`, `  ${writeNote(inner)};`, '  resolve();', `${choices.pick(['', '  return;'])}`, '} else {', '  resolve();', '}'],
    () => [`if (${error}) return reject(${error});`, `if (!${result}) {`, '  resolve();', '  return;', '}', `${writeNote(inner)};`, 'resolve();'],
  ];
  const lines = choices.pick(forms as [() => string[], ...(() => string[])[]])();
  const [open, close] = choices.pick([[`function (${error}, ${result}) {`, '}'], [`(${error}, ${result}) => {`, '}']] as const);
  return wrap(`${choices.pick(['', '', 'return '])}${callee}${open}`, lines, `${close});`);
}
