// First stage of planning: each callback by itself.

import { refuseBy } from './refusal-rule.js';
import type { SiteFacts } from './site-facts.js';
import { siteRules } from './site-rules.js';
import type { ErrorForm, UnplacedPlan } from './types.js';
import type { Position } from '../syntax/position.js';

/**
 * Plans the rewrite of a site without a look at its neighbours and its host.
 *
 * @returns the rewrite, except for its form, which `placement.ts` decides; or the refusal by the first rule that applies
 */
export function planSite(facts: SiteFacts): UnplacedPlan {
  return refuseBy(siteRules, facts) ?? {
    action: 'rewrite',
    site: facts.site,
    facts: facts.api(),
    call: facts.call,
    // The rules refuse a site without a position or without an error form.
    position: facts.position() as Position,
    callee: facts.calleeForm(),
    error: facts.error() as ErrorForm,
    results: facts.results(),
    captured: facts.captured(),
    catchSyntax: facts.catchSyntax(),
    usesThis: facts.mentionsOfThis().length > 0,
    declaration: facts.declaration(),
  };
}
