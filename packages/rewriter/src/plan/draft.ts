import { refuseBy } from './refusal-rule.js';
import type { SiteFacts } from './site-facts.js';
import { siteRules } from './site-rules.js';
import type { Draft, ErrorForm, Refusal } from './types.js';
import type { Position } from '../syntax/position.js';

/** The rewrite of a site by itself, or why there is none. */
export function draftRewrite(facts: SiteFacts): Draft | Refusal {
  return refuseBy(siteRules, facts) ?? {
    action: 'rewrite',
    site: facts.site,
    facts: facts.api(),
    call: facts.call,
    // The rules refuse a site that has none.
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
