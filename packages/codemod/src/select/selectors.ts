import { refusals } from '@uncallback/rewriter';

import { findNear } from '../command-line/flags.js';

/** The rules of the linter that `--only` may name. */
const ruleNames = ['no-nested-callbacks', 'no-unchecked-error', 'prefer-await'] as const;

export type RuleName = (typeof ruleNames)[number];

export function isRuleName(name: string): name is RuleName {
  return (ruleNames as readonly string[]).includes(name);
}

/**
 * Checks a selector that is no refusal code and no rule, but nearly one: `result-use`.
 *
 * @returns the message of a usage error, which names the nearest code or rule; null if the selector may be right
 */
export function findMistypedSelector(selector: string): string | null {
  const known = [...Object.keys(refusals), ...ruleNames];
  if (known.includes(selector.replace(/^uncallback\//, ''))) return null;
  const near = findNear(selector, known);
  return near === null ? null : `--only ${selector} is no reason and no rule, did you mean ${near}?`;
}
