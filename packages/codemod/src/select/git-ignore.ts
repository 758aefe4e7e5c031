import { existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

import ignore, { type Ignore } from 'ignore';

/** The rules of one `.gitignore`, and those of the folders above it. */
export interface IgnoreRules {
  readonly folder: string;
  readonly rules: Ignore;
  readonly above: IgnoreRules | null;
}

/** Adds the folder's own `.gitignore`, if it has one, to the rules from above. */
export function readIgnoreRules(folder: string, above: IgnoreRules | null): IgnoreRules | null {
  const path = join(folder, '.gitignore');
  return existsSync(path) ? { folder, rules: ignore().add(readFileSync(path, 'utf8')), above } : above;
}

/**
 * The rules that hold for a folder from those above it, up to `top`. None where they leave out the folder itself: it
 * was named all the same, so they have no say about what is in it.
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

/** Tells whether a path is ignored: the nearest `.gitignore` that says something about it decides, as in git. */
export function isIgnored(path: string, isFolder: boolean, rules: IgnoreRules | null): boolean {
  for (let level = rules; level; level = level.above) {
    const name = relative(level.folder, path).split(sep).join('/');
    const { ignored, unignored } = level.rules.test(isFolder ? `${name}/` : name);
    if (ignored || unignored) return ignored;
  }
  return false;
}
