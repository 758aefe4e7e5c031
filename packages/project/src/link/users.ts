// Who uses which exports, over files.

import type { HostUse, ImportedName } from '@uncallback/detector';

import type { FileSummary } from '../summary/file-summary.js';
import type { MentionRole } from '../users/mention.js';
import { isPrefix, isSame } from '../users/offers.js';
import { type ResolveFile, pathIn } from './export-finder.js';

/** A file that reaches an export of another one. */
export interface User {
  readonly times: number;
  readonly file: string;
  readonly name: ImportedName;
  /** The names that lead to the value in the file that exports it. */
  readonly path: readonly string[];
  readonly role: MentionRole;
  /** As `ImportMention`. */
  readonly hosts: readonly HostUse[] | null;
  readonly given: readonly (string | null)[];
}

/** Whether a user may reach a function in a way that is not seen: it passes on an object that has the function, calls it by other means, or asks how many parameters it has. */
export function hides({ path, role }: User, offered: readonly string[]): boolean {
  if (isSame(path, offered)) return role === 'opaque';
  if (isPrefix(offered, path) && path[offered.length] === 'length') return true;
  return isPrefix(path, offered) && role !== 'called';
}

/** The users of each file's exports. */
export function usersByFile(summaries: ReadonlyMap<string, FileSummary>, resolve: ResolveFile): ReadonlyMap<string, readonly User[]> {
  const users = new Map<string, User[]>();
  for (const [file, { users: own }] of summaries) {
    for (const { name, role, hosts, given, times } of own?.imports ?? []) {
      const target = resolve(file, name.specifier);
      const exports = target === null ? null : summaries.get(target)?.exports;
      if (target === null || !exports) continue;
      const list = users.get(target) ?? [];
      list.push({ file, name, path: pathIn(exports, name.path), role, hosts, given, times });
      users.set(target, list);
    }
  }
  return users;
}
