import type { TSESTree } from '@typescript-eslint/types';

import type { Chunk } from '../../error-forms/unit.js';
import type { Rewrite } from '../../plan/types.js';
import { chunksOf, insideOf } from '../text/chunks.js';
import type { RenderContext } from '../context.js';
import type { Slices } from '../text/slices.js';

/** A line that is not in the original, as a chunk. */
export function lineChunk(text: string): Chunk {
  return { text: () => text, emptyLines: 0, isBeside: false, statement: null, lead: '', trail: '' };
}

/** The statements of a callback; for an expression body, the expression as a statement. */
export function continuationChunks(context: RenderContext, { site }: Rewrite): Chunk[] {
  const { slices, semicolon, isReplaced } = context;
  const { body } = site.callback;
  if (body.type !== 'BlockStatement') {
    const textOfBody = (): string => slices.flatTextOf(...body.range);
    return [{ ...lineChunk(''), text: () => (textOfBody() === '' || isReplaced(body) ? textOfBody() : textOfBody() + semicolon) }];
  }
  return chunksOf(slices, body.body, [startOfBody(slices, body), insideOf(body)[1]]);
}

/** The statements of a callback in front of its guard, which are declarations without an effect: `var n;`. */
export function chunksAhead({ slices }: RenderContext, guard: TSESTree.Statement): Chunk[] {
  const { block, index } = placeOf(guard);
  const last = block.body[index - 1];
  return last ? chunksOf(slices, block.body.slice(0, index), [startOfBody(slices, block), endWithTrail(slices, last)]) : [];
}

/** The statements of a callback behind its guard. */
export function chunksBehind({ slices }: RenderContext, guard: TSESTree.Statement): Chunk[] {
  const { block, index } = placeOf(guard);
  return chunksOf(slices, block.body.slice(index + 1), [endWithTrail(slices, guard), insideOf(block)[1]]);
}

/** The offset where the statements of a callback begin. The comments behind its brace, `function (err) { // slow`, are about the call and come before it. */
export function startOfBody(slices: Slices, block: TSESTree.BlockStatement): number {
  const [start, end] = insideOf(block);
  return slices.trailingEnd(start, end, true);
}

function placeOf(guard: TSESTree.Statement): { readonly block: TSESTree.BlockStatement; readonly index: number } {
  const block = guard.parent as TSESTree.BlockStatement;
  return { block, index: block.body.indexOf(guard) };
}

function endWithTrail(slices: Slices, statement: TSESTree.Statement): number {
  return slices.trailingEnd(slices.endOf(statement), insideOf(statement.parent as TSESTree.BlockStatement)[1]);
}

/** The statements of a branch without its braces, with the comments inside of it, or behind it up to `limit`. */
export function branchChunks({ slices }: RenderContext, branch: TSESTree.Statement, limit: number): Chunk[] {
  if (branch.type === 'BlockStatement') {
    const [start, end] = insideOf(branch);
    return chunksOf(slices, branch.body, [start, Math.min(limit, end)]);
  }
  return chunksOf(slices, [branch], [branch.range[0], slices.trailingEnd(slices.endOf(branch), limit)]);
}

/**
 * The start of the comments at the end of a branch that are about its `else`: those above `} else {` that are indented like the brace.
 *
 * @returns the end of the branch where there are none
 */
export function startOfElse({ slices }: RenderContext, branch: TSESTree.Statement): number {
  const [, end] = branch.range;
  if (branch.type !== 'BlockStatement' || !slices.isFirstOnLine(end - 1)) return end;
  const last = branch.body.at(-1);
  const from = last ? endWithTrail(slices, last) : branch.range[0] + 1;
  return slices.firstCommentFrom(from, end, slices.indentAt(end - 1)) ?? end;
}

/** The comments in front of a guard and behind it, each as one text. */
export function commentsAround({ slices }: RenderContext, guard: TSESTree.Statement): { readonly lead: string; readonly trail: string } {
  const { block, index } = placeOf(guard);
  const previous = block.body[index - 1];
  const start = previous ? endWithTrail(slices, previous) : startOfBody(slices, block);
  const chunk = chunksOf(slices, [guard], [start, endWithTrail(slices, guard)]).find(({ statement }) => statement === guard);
  return { lead: chunk?.lead ?? '', trail: chunk?.trail ?? '' };
}
