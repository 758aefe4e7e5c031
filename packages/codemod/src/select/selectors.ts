import { type Catalog, findKnownApi } from '@uncallback/detector';
import { refusals } from '@uncallback/rewriter';

import { findNear } from '../command-line/flags.js';

/** The rules of the linter that `--only` may name. */
const ruleNames = ['no-nested-callbacks', 'no-unchecked-error', 'prefer-await'] as const;

export type RuleName = (typeof ruleNames)[number];

export function isRuleName(name: string): name is RuleName {
  return (ruleNames as readonly string[]).includes(name);
}

/** The path of an API that a selector names: `fs` for `node:fs.*`. */
export function apiOf(selector: string): string {
  return selector.replace(/^node:/, '').replace(/\.\*$/, '');
}

/**
 * Checks a selector: `result-use` and `fs.raedFile` select nothing anywhere.
 *
 * @param catalog the user's own entries
 * @returns the message of a usage error, which names the nearest code, rule or API; null if the selector is right
 */
export function findMistypedSelector(selector: string, catalog: Catalog = {}): string | null {
  const known = [...Object.keys(refusals), ...ruleNames];
  if (known.includes(selector.replace(/^uncallback\//, ''))) return null;
  const api = findKnownApi(apiOf(selector), catalog);
  if (api.isKnown) return null;
  const near = findNear(selector, [...known, ...api.siblings]);
  return `--only ${selector} is no reason, no rule and no known API, ${near === null ? 'see --help' : `did you mean ${near}?`}`;
}
