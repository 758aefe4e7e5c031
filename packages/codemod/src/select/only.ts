import { type CallbackSite, type Source, depthOf, hasUncheckedError } from '@uncallback/detector';
import { type ChooseFunctions, type Plan, refuseFunctions, refusals } from '@uncallback/rewriter';

import { findNear } from '../command-line/flags.js';
import { identifyFunction } from '../functions/identify.js';

/** Tells whether a callback is meant. Its plan is null if it is not error-first. */
export type SiteFilter = (site: CallbackSite, plan: Plan | null, source: Source) => boolean;

const rules: Readonly<Record<string, SiteFilter>> = {
  'no-nested-callbacks': (site) => site.kind === 'error-first' && depthOf(site) > 1,
  'no-unchecked-error': (site, _, source) => hasUncheckedError(source, site),
  'prefer-await': (_, plan) => plan?.action === 'rewrite',
};

/**
 * Reads the selectors of `--only`: a reason of refusals (`result-used`), a rule of the linter (`no-unchecked-error`,
 * with or without its prefix), or an API (`fs.readFile`, `fs`, `fs.*`).
 *
 * @returns what meets one of them; null where there are none
 */
export function createSiteFilter(selectors: readonly string[]): SiteFilter | null {
  const filters = selectors.map(toFilter);
  return filters.length === 0 ? null : (site, plan, source) => filters.some((filter) => filter(site, plan, source));
}

function toFilter(selector: string): SiteFilter {
  if (Object.hasOwn(refusals, selector)) return (_, plan) => plan?.action === 'refuse' && plan.reason === selector;
  const rule = selector.replace(/^uncallback\//, '');
  if (Object.hasOwn(rules, rule)) return rules[rule]!;
  const api = selector.replace(/^node:/, '').replace(/\.\*$/, '');
  return (site) => site.api === api || (site.api?.startsWith(`${api}.`) ?? false);
}

/**
 * Leaves out the functions none of whose callbacks is meant, and those whose rewrite has failed the tests. A function is rewritten
 * as a whole, so it is taken where one of its callbacks is meant.
 *
 * @param filter null: all callbacks are meant
 * @param testFailed the ids of functions, see `identifyFunction`
 */
export function createChoice(filter: SiteFilter | null, testFailed: readonly string[]): ChooseFunctions {
  return (functions, source) =>
    refuseFunctions(functions, (fn) => {
      if (filter && !fn.sites.some((rewrite) => filter(rewrite.site, rewrite, source))) return 'not-selected';
      return testFailed.length > 0 && testFailed.includes(identifyFunction(fn)) ? 'test-failed' : null;
    });
}

/** What is most likely wrong with a selector that looks like a reason or a rule and is none, or null. */
export function findMistypedSelector(selector: string): string | null {
  const known = [...Object.keys(refusals), ...Object.keys(rules)];
  if (known.includes(selector.replace(/^uncallback\//, ''))) return null;
  const near = findNear(selector, known);
  return near === null ? null : `--only ${selector} is no reason and no rule, did you mean ${near}?`;
}
