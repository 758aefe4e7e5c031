import { type CallbackSite, type Source, depthOf, gradeUncheckedError, isFunction } from '@uncallback/detector';
import { type DecideFunction, type Plan, refusals } from '@uncallback/rewriter';

import { idsOf } from '../functions/identify.js';
import { type RuleName, apiOf, isRuleName } from './selectors.js';

/** Whether `--only` selects a callback. Its plan is null if it is not error-first. */
export type SiteFilter = (site: CallbackSite, plan: Plan | null, source: Source) => boolean;

/** The callbacks that each rule of the linter reports. */
const rules: Readonly<Record<RuleName, SiteFilter>> = {
  'no-nested-callbacks': (site) => site.kind === 'error-first' && depthOf(site) > 1,
  'no-unchecked-error': (site, _, source) => gradeUncheckedError(source, site) === 'lost',
  'prefer-await': (_, plan) => plan?.action === 'rewrite',
};

/**
 * Creates the filter for the selectors of `--only`: a refusal code (`result-used`), a rule of the linter (`no-unchecked-error`,
 * with or without the prefix `uncallback/`), or an API (`fs.readFile`, `fs`, `fs.*`).
 *
 * @returns a filter that selects the callbacks that match at least one selector; null if there are no selectors
 */
export function createSiteFilter(selectors: readonly string[]): SiteFilter | null {
  const filters = selectors.map(toFilter);
  return filters.length === 0 ? null : (site, plan, source) => filters.some((filter) => filter(site, plan, source));
}

function toFilter(selector: string): SiteFilter {
  if (Object.hasOwn(refusals, selector)) return (_, plan) => plan?.action === 'refuse' && plan.reason === selector;
  const rule = selector.replace(/^uncallback\//, '');
  if (isRuleName(rule)) return rules[rule];
  const api = apiOf(selector);
  return (site) => site.api === api || (site.api?.startsWith(`${api}.`) ?? false);
}

/**
 * Creates the choice of functions for the rewriter. It leaves out functions of which the filter selects no callback (`not-selected`), those
 * that are not among the selected ones, and those whose rewrite has failed the tests (`test-failed`). A function is rewritten as a whole, so
 * one selected callback is enough.
 *
 * @param filter null to select all callbacks
 * @param selected the offsets of functions in the text, see `TextTask`; null for all
 * @param testFailed the ids of functions, see `identifyFunction`
 */
export function createChoice(filter: SiteFilter | null, selected: readonly number[] | null, testFailed: readonly string[]): DecideFunction {
  return (fn, source) => {
    if (filter && !fn.sites.some((rewrite) => filter(rewrite.site, rewrite, source))) return 'not-selected';
    if (selected && !selected.includes(isFunction(fn.host) ? fn.host.range[0] : -1)) return 'not-selected';
    return testFailed.length > 0 && idsOf(fn, source).some((id) => testFailed.includes(id)) ? 'test-failed' : null;
  };
}
