import type { Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isBoundToThis, mentionsOfThis } from '../../callback/callback-this.js';
import { inlinesCallback } from '../../error-forms/questions.js';
import type { Rewrite } from '../../plan/types.js';

/** The mentions of the `this` that comes with the results, in a callback and in those that are bound to it and move as well. */
export function mentionsOfReceivedThis(source: Source, rewrite: Rewrite, rewrites: readonly Rewrite[]): TSESTree.ThisExpression[] {
  const mentions = mentionsOfThis(source, rewrite.site.callback);
  const bound = rewrites.filter(
    (other) => inlinesCallback(other) && isBoundToThis(other.site) && mentions.some(({ parent }) => parent === other.site.argument),
  );
  return [...mentions, ...bound.flatMap((other) => mentionsOfReceivedThis(source, other, rewrites))];
}
