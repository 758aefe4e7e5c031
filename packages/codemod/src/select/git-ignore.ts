import { existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

import ignore, { type Ignore } from 'ignore';

/** The rules of the `.gitignore` in one folder, linked to those of the folders above it. */
export interface IgnoreRules {
  readonly folder: string;
  readonly rules: Ignore;
  readonly above: IgnoreRules | null;
}

/** Reads the folder's own `.gitignore` and links it to the rules from above, which are returned if there is none. */
export function readIgnoreRules(folder: string, above: IgnoreRules | null): IgnoreRules | null {
  const path = join(folder, '.gitignore');
  return existsSync(path) ? { folder, rules: ignore().add(readFileSync(path, 'utf8')), above } : above;
}

/**
 * Reads the rules that apply to a folder from the folders above it, up to `top`.
 *
 * @returns null if there are none, or if they ignore the folder itself: the user has named it, so they are not applied to its files
 */
export function readIgnoreRulesAbove(folder: string, top: string): IgnoreRules | null {
  const names = relative(top, folder).split(sep).filter(Boolean);
  let rules: IgnoreRules | null = null;
  let current = top;
  for (const name of names) {
    rules = readIgnoreRules(current, rules);
    current = join(current, name);
    if (isIgnored(current, true, rules)) return null;
  }
  return rules;
}

/** Whether a path is ignored. The nearest `.gitignore` with a matching rule decides, as in git. */
export function isIgnored(path: string, isFolder: boolean, rules: IgnoreRules | null): boolean {
  for (let level = rules; level; level = level.above) {
    const name = relative(level.folder, path).split(sep).join('/');
    const { ignored, unignored } = level.rules.test(isFolder ? `${name}/` : name);
    if (ignored || unignored) return ignored;
  }
  return false;
}
