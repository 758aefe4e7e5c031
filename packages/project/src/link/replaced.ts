import type { FileSummary } from '../summary/file-summary.js';
import type { Outside } from './outside.js';

/** The names in a path that are no members which anybody replaces: what leads to an instance, to what a function returns, and the default export. */
const stays: ReadonlySet<string> = new Set(['prototype', '()', 'default']);

/** Tells of a name whether any code may put another function, or another object, in the place of a member with it. */
export function replacedNames(summaries: ReadonlyMap<string, FileSummary>, outside: Outside): (name: string) => boolean {
  const replaced = new Set([...summaries.values()].flatMap(({ users }) => users?.replaced ?? []));
  return (name) => !stays.has(name) && (replaced.has(name) || outside.replaces(name));
}
