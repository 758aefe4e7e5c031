import type { ApiEntry } from './api-entry.js';
import { modules } from './modules.js';

let byName: ReadonlyMap<string, readonly ApiEntry[]> | null = null;

/** All functions with a certain name in Node's core modules that take callbacks: for `randomBytes` that of `crypto`. */
export function coreFunctionsNamed(name: string): readonly ApiEntry[] {
  return (byName ??= groupByName()).get(name) ?? [];
}

function groupByName(): ReadonlyMap<string, readonly ApiEntry[]> {
  const groups = new Map<string, ApiEntry[]>();
  for (const entry of modules.filter(({ isNodeCore }) => isNodeCore).flatMap(({ entries }) => entries)) {
    const name = entry.path.slice(entry.path.lastIndexOf('.') + 1);
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  return groups;
}
