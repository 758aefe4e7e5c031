import { type Context, inBlock, inImmediateFunction, nextNumber, wrap } from './context.js';
import { writeSite } from './sites.js';
import { writeStatements } from './statements.js';
import { writeNote, writeTest } from './values.js';

/** A loop, or an array method that is given a function. */
export function writeLoop(context: Context): readonly string[] {
  const { choices } = context;
  const id = nextNumber(context);
  const variable = choices.pick(['i', `n${id}`, 'item']);
  switch (choices.below(11)) {
    case 0:
      return writeArrayMethod(context, `[1, 2].forEach(function (${variable}) {`, variable, '});');
    case 1:
      return writeArrayMethod(context, `[1, 2].forEach((${variable}) => {`, variable, '});');
    case 2:
      return writeArrayMethod(context, `note([1, 2].map(function (${variable}) {`, variable, '}));');
    case 3:
      return writeOver(context, `for (const ${variable} of [1, 2]) {`, variable, 'const');
    case 4:
      return writeOver(context, `for (let ${variable} in { a: 1, b: 2 }) {`, variable, 'let');
    case 5:
      return writeParallel(context, id);
    case 6:
      return writeRecursion(context, id);
    case 7:
      return writeLabelled(context, id);
    default:
      return writeCounting(context, `n${id}`);
  }
}

function writeArrayMethod(context: Context, head: string, variable: string, tail: string): readonly string[] {
  return wrap(head, writeStatements(inImmediateFunction(context, [variable])), tail);
}

function writeOver(context: Context, head: string, variable: string, kind: 'let' | 'const'): readonly string[] {
  const inner = inBlock(context, { isInLoop: true });
  inner.scope.declareLexical(variable, kind);
  return wrap(head, writeStatements(inner), '}');
}

function writeCounting(context: Context, counter: string): readonly string[] {
  const { choices, scope } = context;
  const form = choices.below(4);
  const inner = inBlock(context, { isInLoop: true });
  if (form === 0) {
    inner.scope.declareLexical(counter, 'const');
    return wrap(`for (let ${counter} = 0; ${counter} < 2; ${counter}++) {`, writeStatements(inner), '}');
  }
  if (!scope.declareVar(counter, 'counter')) return [`${writeNote(context)};`];
  if (form === 1) return wrap(`for (var ${counter} = 0; ${counter} < 2; ${counter}++) {`, writeStatements(inner), '}');
  if (form === 2) return [`var ${counter} = 0;`, ...wrap('do {', writeStatements(inner), `} while (++${counter} < 2);`)];
  return [`var ${counter} = 2;`, ...wrap(`while (${counter}-- > 0) {`, writeStatements(inner), '}')];
}

/** `outer: for (...) { for (...) { if (x) continue outer; ... } }` */
function writeLabelled(context: Context, id: number): readonly string[] {
  const inner = inBlock(context, { isInLoop: true });
  const [first, second] = [`a${id}`, `b${id}`];
  inner.scope.declareLexical(first, 'const');
  const leave = context.choices.pick([`continue outer${id};`, `break outer${id};`, `break;`]);
  const body = [
    ...writeStatements(inner),
    ...wrap(`for (const ${second} of [3, 4]) {`, [`if (${second} === 4) ${leave}`, ...writeSite(inBlock(inner))], '}'),
  ];
  return wrap(`outer${id}: for (const ${first} of [1, 2]) {`, body, '}');
}

/** Calls that are all started and counted when they end. */
function writeParallel(context: Context, id: number): readonly string[] {
  const inner = inImmediateFunction(context, ['item', 'i']);
  const left = `left${id}`;
  if (!context.scope.declareVar(left, 'counter')) return [`${writeNote(context)};`];
  const done = context.hostCallback ?? `note`;
  const body = [
    'db.find(item, function (err, row) {',
    `  if (err) return ${done}(err);`,
    ...(context.choices.isOneIn(2) ? [`  ${writeNote(inner)};`] : []),
    `  if (--${left} === 0) ${done}(null, row, i);`,
    '});',
  ];
  return [`var ${left} = 2;`, ...wrap('[1, 2].forEach(function (item, i) {', body, '});')];
}

/** `(function next(i) { ...; next(i + 1); })(0);` */
function writeRecursion(context: Context, id: number): readonly string[] {
  const step = `next${id}`;
  const error = context.choices.pick(['err', 'e']);
  const capture = context.hostCallback === null ? writeNote(context) : `${context.hostCallback}(${error})`;
  const inner = inImmediateFunction(context, ['n']);
  const body = [
    `if (n > 1) return ${writeNote(inner)};`,
    ...wrap(`fs.stat('f' + n, function (${error}, info) {`, [`if (${error}) return ${capture};`, `note(info);`, `${step}(n + 1);`], '});'),
  ];
  return context.choices.isOneIn(2)
    ? wrap(`(function ${step}(n) {`, body, '})(0);')
    : [...wrap(`function ${step}(n) {`, body, '}'), `if (${writeTest(context)}) ${step}(0);`];
}
