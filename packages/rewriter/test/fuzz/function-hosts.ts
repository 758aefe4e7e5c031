import { type Context, inFunction, inHost, nextNumber, wrap } from './context.js';
import { writeStatements } from './statements.js';
import { pickName, writeValue } from './values.js';

export function writeExportedFunction(context: Context): readonly string[] {
  const name = `load${nextNumber(context)}`;
  const parameter = pickName(context);
  const callback = parameter === 'cb' ? 'callback' : context.choices.pick(['cb', 'callback']);
  const inner = inHost(context, [parameter, callback], callback);
  const form = context.choices.below(3);
  if (form === 0) return wrap(`exports.${name} = function (${parameter}, ${callback}) {`, writeStatements(inner), '};');
  if (form === 1) return wrap(`exports.${name} = (${parameter}, ${callback}) => {`, writeStatements(inner), '};');
  return [...wrap(`function ${name}(${parameter}, ${callback}) {`, writeStatements(inner), '}'), `exports.${name} = ${name};`];
}

export function writePlainFunction(context: Context): readonly string[] {
  const name = `run${nextNumber(context)}`;
  const parameter = pickName(context);
  const inner = inFunction(context, [parameter], {});
  const form = context.choices.below(2);
  if (form === 0) return wrap(`exports.${name} = function (${parameter}) {`, writeStatements(inner), '};');
  return [...wrap(`function ${name}(${parameter}) {`, writeStatements(inner), '}'), `exports.${name} = ${name};`, `${name}('now');`];
}

export function writeTimer(context: Context): readonly string[] {
  return wrap('setTimeout(function () {', writeStatements(inFunction(context, [], {})), '}, 10);');
}

export function writeGenerator(context: Context): readonly string[] {
  const name = `walk${nextNumber(context)}`;
  const inner = inFunction(context, ['key'], {});
  return [
    ...wrap(`function* ${name}(key) {`, ['yield 1;', ...writeStatements(inner), 'yield 2;'], '}'),
    `note(Array.from(${name}('k')));`,
  ];
}

/** An own function that keeps to the protocol: it calls back once, later, with an error or a value. */
export function writeHelper(context: Context): readonly string[] {
  const { choices } = context;
  const name = `fetch${nextNumber(context)}`;
  const write = (depth: number, given: string): string[] => {
    const inner = `r${depth}`;
    const call = choices.pick(['db.find', 'fs.readFile', 'store.users.get']);
    if (choices.isOneIn(4)) return [`${call}(${given}, cb);`];
    const hasMore = depth < 2 && choices.isOneIn(2);
    const rest = hasMore ? write(depth + 1, inner) : [`cb(null, ${inner}, ${given});`];
    return wrap(`${call}(${given}, function (err, ${inner}) {`, ['if (err) return cb(err);', ...rest], '});');
  };
  const lines = wrap(`function ${name}(key, cb) {`, write(0, 'key'), '}');
  const extra = writeValue(context);
  context.program.helpers.push(name);
  return [...lines, `${name}(${extra}, function (err, got) { note('got', err, got); });`];
}

/** A function that was async before. */
export function writeAsyncFunction(context: Context): readonly string[] {
  const name = `read${nextNumber(context)}`;
  const head = context.choices.pick([`async function ${name}(key) {`, `var ${name} = async (key) => {`]);
  const first = context.choices.isOneIn(2) ? ["await note('started');"] : [];
  // An exception in front of a call is a rejection before and after, but rejections may come in another order.
  const inner = inFunction(context, ['key'], { canThrow: false });
  return [...wrap(head, [...first, ...writeStatements(inner)], '};'), `exports.${name} = ${name};`];
}
