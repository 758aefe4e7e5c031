import { type CallbackSite, depthOf } from '@uncallback/detector';

import type { Plan } from '../plan/types.js';
import { refusals } from '../refusals.js';
import type { Finding } from './finding.js';
import { nameChain, pickCallee } from './wording.js';

/** The messages of `no-nested-callbacks`. */
export const nestedCallbackMessages = {
  nested: '{{depth}} callbacks deep: {{chain}}. uncallback can flatten this',
  nestedRefused: '{{depth}} callbacks deep: {{chain}}. Not rewritten: {{reason}}',
} as const;

/**
 * Finds the error-first callbacks that are nested deeper than allowed.
 *
 * @param sites the error-first callbacks of a file
 * @param plansOf their plans, which are not asked for where nothing is nested
 */
export function findNestedCallbacks(sites: readonly CallbackSite[], plansOf: () => ReadonlyMap<CallbackSite, Plan>, max: number): readonly Finding<keyof typeof nestedCallbackMessages>[] {
  return sites.filter((site) => depthOf(site) > max).map((site) => {
    const plan = plansOf().get(site);
    const data = { depth: depthOf(site), chain: nameChain(site) };
    return {
      node: pickCallee(site),
      site,
      ...(plan?.action === 'refuse' ? { messageId: 'nestedRefused' as const, data: { ...data, reason: refusals[plan.reason].sentence } } : { messageId: 'nested' as const, data }),
    };
  });
}
