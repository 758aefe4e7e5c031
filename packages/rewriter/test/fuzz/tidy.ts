import { type Context, inBlock, inContinuation, indent, nextNumber, wrap } from './context.js';
import { writeCallee } from './sites.js';
import { pickName, writeNote, writeTest, writeValue } from './values.js';

/**
 * The statements of a host that keeps to the protocol: on every path its callback is called once, and last.
 *
 * @param depth the number of calls around the statements
 */
export function writeTidyStatements(context: Context, depth: number): string[] {
  const { choices } = context;
  const callback = context.callback ?? context.hostCallback ?? 'cb';
  const lines = writePlainStatements(context);
  // A worker of async.js must not call back synchronously, so that none does here.
  const canSettle = context.callback !== null && (depth > 0 || context.canThrow);
  const form = choices.below(8);
  if (canSettle && form === 0) return [...lines, writeSuccess(context, callback)];
  if (canSettle && form === 1) {
    return [...lines, `if (${writeTest(context)}) return ${callback}(new Error('e${nextNumber(context)}'));`, ...writeRest(context, depth)];
  }
  if (form === 2) {
    return [
      ...lines,
      `if (${writeTest(context)}) {`,
      ...indent(writeRest(inBlock(context), depth)),
      '} else {',
      ...indent(writeRest(inBlock(context), depth)),
      '}',
    ];
  }
  if (depth >= 3) return canSettle ? [...lines, writeSuccess(context, callback)] : [...lines, ...writeCall(context, depth)];
  return [...lines, ...writeCall(context, depth)];
}

const writeRest = (context: Context, depth: number): string[] =>
  depth < 3 ? writeCall(context, depth) : [`${context.hostCallback ?? 'cb'}(null, ${writeValue(context)});`];

function writePlainStatements(context: Context): string[] {
  const { choices } = context;
  const lines: string[] = [];
  if (choices.isOneIn(2)) lines.push(`${writeNote(context)};`);
  if (choices.isOneIn(3)) {
    const value = writeValue(context);
    const name = pickName(context);
    if (name !== context.hostCallback && context.scope.declareVar(name)) lines.push(`var ${name} = ${value};`);
  }
  if (context.isContinuation && context.canThrow && choices.isOneIn(4)) lines.push(`risk('r${nextNumber(context)}');`);
  return lines;
}

function writeSuccess(context: Context, callback: string): string {
  const call = context.choices.pick([`${callback}(null, ${writeValue(context)})`, `${callback}()`, `${callback}(null)`]);
  return context.choices.isOneIn(2) ? `return ${call};` : `${call};`;
}

function writeCall(context: Context, depth: number): string[] {
  const { choices } = context;
  const callback = context.hostCallback ?? 'cb';
  const callee = writeCallee(context);
  if (choices.isOneIn(6)) return [`${callee}${callback});`];
  const error = choices.pick(['err', 'err', 'er', 'e']);
  const name = pickName(context);
  const results = name === error || name === callback ? [] : [name];
  const inner = inContinuation(context, [error, ...results], { depth: depth + 1 });
  const head = choices.pick(['', 'return ']) + callee;
  const parameters = [error, ...results].join(', ');
  const open = choices.isOneIn(2) ? `${head}(${parameters}) => {` : `${head}function (${parameters}) {`;
  const receiver = open.endsWith('=> {') || context.receiver !== 'this' ? context.receiver : null;
  return wrap(open, writeTidyBody({ ...inner, receiver, presentResult: results[0] ?? null }, error, callback, depth), '});');
}

function writeTidyBody(context: Context, error: string, callback: string, depth: number): string[] {
  const rest = writeTidyStatements(context, depth + 1);
  switch (context.choices.below(7)) {
    case 5:
      return context.presentResult === null ? [`if (${error}) return ${callback}(${error});`, ...rest] : [`if (${error} || !${context.presentResult}) return ${callback}(${error} || new Error('e${nextNumber(context)}'));`, ...rest];
    case 1:
      return [`if (${error}) {`, `  ${callback}(${error});`, '  return;', '}', ...rest];
    case 2:
      return [`if (${error}) return ${callback}(new Error('e${nextNumber(context)}'));`, ...rest];
    case 3:
      return [`if (${error}) {`, `  ${writeNote(context)};`, `  return ${callback}(${error});`, '}', ...rest];
    case 4:
      return [`if (${error}) {`, `  ${callback}(${error});`, '} else {', ...indent(rest), '}'];
    default:
      return [`if (${error}) return ${callback}(${error});`, ...rest];
  }
}
