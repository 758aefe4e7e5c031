import type { CallbackSite } from '@uncallback/detector';

import type { Plan } from '../plan/types.js';
import type { Finding } from './finding.js';
import { nameCallee, pickCallee } from './wording.js';

/** The messages of `prefer-await`. */
export const preferAwaitMessages = {
  preferAwait: 'The callback of `{{callee}}` can be an `await`',
} as const;

/** Finds the error-first callbacks of a file that can be rewritten. */
export function findRewritableCallbacks(sites: readonly CallbackSite[], plans: ReadonlyMap<CallbackSite, Plan>): readonly Finding<keyof typeof preferAwaitMessages>[] {
  return sites
    .filter((site) => plans.get(site)?.action === 'rewrite')
    .map((site) => ({ node: pickCallee(site), messageId: 'preferAwait', data: { callee: nameCallee(site) }, site }));
}
