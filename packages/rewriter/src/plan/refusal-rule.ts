// The form in which all stages of planning write down why they refuse a site.

import type { CallbackSite } from '@uncallback/detector';

import type { RefusalCode } from '../refusals.js';
import type { Refusal } from './types.js';

/**
 * A case in which a site is refused. The rules of a stage are an ordered list: the first one that applies is reported.
 *
 * @typeParam Facts what the rules of the stage ask about a site
 */
export interface RefusalRule<Facts> {
  readonly code: RefusalCode;
  /** The case, to be printed behind "refused where" in docs/refusals.md. Markdown. */
  readonly where: string;
  readonly when: (facts: Facts) => boolean;
}

/** The refusal of a site by the first rule that applies; null where none does. */
export function refuseBy<Facts extends { readonly site: CallbackSite }>(rules: readonly RefusalRule<Facts>[], facts: Facts): Refusal | null {
  const rule = rules.find(({ when }) => when(facts));
  return rule ? { action: 'refuse', site: facts.site, reason: rule.code } : null;
}
