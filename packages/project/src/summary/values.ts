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
  return { ...nothing, members: Object.fromEntries(mergeMembers(members)) };
}

/** A value that may be each of several values, or has the members of all. */
export function mergeAll(values: readonly ExportedValue[]): ExportedValue {
  const [only = nothing, ...others] = values.filter((value) => value !== nothing);
  if (others.length === 0) return only;
  const all = [only, ...others];
  const names = new Map(all.flatMap(({ from }) => from.map((name) => [JSON.stringify(name), name])));
  const members = mergeMembers(all.flatMap((value) => Object.entries(value.members)));
  return { functions: [...new Set(all.flatMap(({ functions }) => functions))], members: Object.fromEntries(members), from: [...names.values()] };
}

function mergeMembers(members: Iterable<readonly [name: string, value: ExportedValue]>): ReadonlyMap<string, ExportedValue> {
  const merged = new Map<string, ExportedValue>();
  for (const [name, value] of members) {
    const known = merged.get(name);
    merged.set(name, known ? mergeAll([known, value]) : value);
  }
  return merged;
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
