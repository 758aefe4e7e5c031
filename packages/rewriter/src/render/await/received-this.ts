import type { Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isBoundToThis, mentionsOfThis } from '../../callback/callback-this.js';
import { inlinesCallback } from '../../error-forms/questions.js';
import type { Rewrite } from '../../plan/types.js';

/**
 * The mentions of the `this` with which the callee calls a callback, which a variable replaces: those in the callback, and those in
 * nested callbacks that are bound to it, `function () {}.bind(this)`, and move as well.
 *
 * @param rewrites all rewrites of the file
 */
export function mentionsOfReceivedThis(source: Source, rewrite: Rewrite, rewrites: readonly Rewrite[]): TSESTree.ThisExpression[] {
  const mentions = mentionsOfThis(source, rewrite.site.callback);
  const bound = rewrites.filter(
    (other) => inlinesCallback(other) && isBoundToThis(other.site) && mentions.some(({ parent }) => parent === other.site.argument),
  );
  return [...mentions, ...bound.flatMap((other) => mentionsOfReceivedThis(source, other, rewrites))];
}
