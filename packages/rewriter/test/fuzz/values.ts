import { type Context, nextNumber } from './context.js';

const names = ['data', 'result', 'value', 'i', 'err', 'item', 'row', 'cb'] as const;

/** A name from a small pool, so that programs use the same names on many levels. */
export const pickName = (context: Context): string => context.choices.pick(names);

export function readName(context: Context): string | null {
  const visible = context.scope.visibleNames().filter((name) => name !== context.hostCallback);
  const name = visible[context.choices.below(Math.max(1, visible.length))];
  if (name !== undefined) context.scope.read(name);
  return name ?? null;
}

/** An expression that never throws. */
export function writeValue(context: Context): string {
  const { choices } = context;
  const form = choices.below(8);
  if (form === 0) return `'v${nextNumber(context)}'`;
  if (form === 1) return String(choices.below(4));
  if (form === 2 && context.receiver !== null) return `${context.receiver}.state`;
  const name = readName(context);
  if (name === null) return `'v${nextNumber(context)}'`;
  if (form === 3) return `${name} + 1`;
  if (form === 4) return choices.isOneIn(4) ? `\`<\n  \${${name}}>\`` : `\`<\${${name}}>\``;
  if (form === 5) return `{ ${name}: ${name} }`;
  return name;
}

/** Values for a call: none, one, several. */
export const writeValues = (context: Context): string =>
  Array.from({ length: context.choices.below(3) }, () => writeValue(context)).join(', ');

/** A test of a variable that is in scope. */
export function writeTest(context: Context): string {
  const name = readName(context);
  if (name === null) return context.choices.pick(['true', 'false']);
  return context.choices.pick([name, `!${name}`, `typeof ${name} === 'string'`, `${name} === 1`]);
}

/** `note('n1', a, b)`: a call that records the values of some variables in the trace. */
export function writeNote(context: Context): string {
  const values = writeValues(context);
  return `note('n${nextNumber(context)}'${values === '' ? '' : `, ${values}`})`;
}
