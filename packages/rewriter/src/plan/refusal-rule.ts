import type { CallbackSite } from '@uncallback/detector';

import type { RefusalCode } from '../refusals.js';
import type { Refusal } from './types.js';

/** When a site is refused. The rules of a stage are an ordered list: the first one that applies says why. */
export interface RefusalRule<Facts> {
  readonly code: RefusalCode;
  /** The case, as it follows "refused where", for docs/refusals.md. Markdown. */
  readonly where: string;
  readonly when: (facts: Facts) => boolean;
}

/** The refusal by the first rule that applies; null where none does. */
export function refuseBy<Facts extends { readonly site: CallbackSite }>(rules: readonly RefusalRule<Facts>[], facts: Facts): Refusal | null {
  const rule = rules.find(({ when }) => when(facts));
  return rule ? { action: 'refuse', site: facts.site, reason: rule.code } : null;
}
