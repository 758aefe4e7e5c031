import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import type { Chunk } from '../error-forms/unit.js';
import type { Rewrite } from '../plan/types.js';
import { chunksOf, insideOf } from './chunks.js';
import type { RenderContext } from './context.js';
import { dedent } from './layout.js';

/** A line of our own. */
export function lineChunk(text: string): Chunk {
  return { text: () => text, isApart: false, isBeside: false, statement: null, lead: '', trail: '' };
}

/** The statements of the callback from an index on; those of an expression body are the expression. */
export function continuationChunks({ slices, semicolon, isReplaced }: RenderContext, { site }: Rewrite, from: number): Chunk[] {
  const { body } = site.callback;
  if (body.type !== T.BlockStatement) {
    const base = slices.indentAt(body.range[0]);
    return [{ ...lineChunk(''), text: () => dedent(slices.textOf(...body.range), base) + (isReplaced(body) ? '' : semicolon) }];
  }
  const [start, end] = insideOf(body);
  const previous = body.body[from - 1];
  return chunksOf(slices, body.body.slice(from), [previous ? slices.trailingEnd(slices.endOf(previous), end) : start, end]);
}

/** The statements of a branch, its braces gone; `limit` is how far comments behind it belong to it. */
export function branchChunks({ slices }: RenderContext, branch: TSESTree.Statement, limit: number): Chunk[] {
  if (branch.type === T.BlockStatement) return chunksOf(slices, branch.body, insideOf(branch));
  return chunksOf(slices, [branch], [branch.range[0], slices.trailingEnd(slices.endOf(branch), limit)]);
}

/** The comments around the guard that the rewrite takes apart. */
export function commentsAround({ slices }: RenderContext, guard: TSESTree.Statement): { readonly lead: string; readonly trail: string } {
  const block = guard.parent as TSESTree.BlockStatement;
  const [start, end] = insideOf(block);
  const [chunk] = chunksOf(slices, [guard], [start, slices.trailingEnd(guard.range[1], end)]);
  return { lead: chunk?.lead ?? '', trail: chunk?.trail ?? '' };
}
