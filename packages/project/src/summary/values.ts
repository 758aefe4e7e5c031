import type { ImportedName } from '@uncallback/detector';

import type { ExportedValue } from './file-summary.js';

/** A value that exports nothing. */
export const nothing: ExportedValue = { functions: [], members: {}, from: [] };

/** A value of another file. */
export function valueFrom(name: ImportedName): ExportedValue {
  return { ...nothing, from: [name] };
}

/** An object with members. */
export function objectOf(members: Iterable<readonly [name: string, value: ExportedValue]>): ExportedValue {
  return [...members].reduce((merged, [name, value]) => merge(merged, { ...nothing, members: Object.fromEntries([[name, value]]) }), nothing);
}

/** A value that may be each of two values, or has the members of both. */
export function merge(a: ExportedValue, b: ExportedValue): ExportedValue {
  if (a === nothing) return b;
  if (b === nothing) return a;
  const members = new Map(Object.entries(a.members));
  for (const [name, value] of Object.entries(b.members)) members.set(name, merge(members.get(name) ?? nothing, value));
  const names = new Map([...a.from, ...b.from].map((name) => [JSON.stringify(name), name]));
  return { functions: [...new Set([...a.functions, ...b.functions])], members: Object.fromEntries(members), from: [...names.values()] };
}

/** The member of a value with a name: of a value of another file, the member there. */
export function memberOf({ members, from }: ExportedValue, name: string): ExportedValue {
  const own = Object.hasOwn(members, name) ? members[name]! : null;
  return own ?? { ...nothing, from: from.map(({ specifier, path }) => ({ specifier, path: [...path, name] })) };
}

/** What a value passes on where only its members are copied or inherited: the value without being callable. */
export function membersOf(value: ExportedValue): ExportedValue {
  return value.functions.length > 0 ? { ...value, functions: [] } : value;
}
