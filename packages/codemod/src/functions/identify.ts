import { createHash } from 'node:crypto';

import type { CallbackSite, Source } from '@uncallback/detector';
import type { Rewrite } from '@uncallback/rewriter';

/** Identifies the rewrites of one function by the text of its outermost calls. */
export function identifyFunction(rewrites: readonly Rewrite[], source: Source): string {
  const inner = new Set(rewrites.map(({ site }) => site));
  const hasOuter = ({ outer }: CallbackSite): boolean => outer !== null && (inner.has(outer) || hasOuter(outer));
  const texts = rewrites.filter(({ site }) => !hasOuter(site)).map(({ call }) => source.text.slice(...call.range).replace(/\s+/g, ' '));
  return createHash('sha256').update(texts.join('\n')).digest('hex').slice(0, 16);
}
