import { contains, hostOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { handlerOf, otherwiseOf } from '../../error-forms/questions.js';
import type { BodyPlan, Completion, Rewrite } from '../../plan/types.js';
import { isLastInFunction } from '../../syntax/last-in-function.js';
import { chunksOf, insideOf, joinChunks } from '../text/chunks.js';
import type { RenderContext } from '../context.js';
import type { LazyEdit } from './edit.js';
import type { Slices } from '../text/slices.js';

/** The edits by which the outcome of an async function takes the place of the calls of a callback. */
export function editCompletions(context: RenderContext, bodies: readonly BodyPlan[], rewrites: readonly Rewrite[]): LazyEdit[] {
  const handlers = new Map<TSESTree.Node, TSESTree.Node>();
  for (const { error, site } of rewrites) {
    const handler = handlerOf(error);
    if (handler) handlers.set(site.callback, handler);
  }
  const isInHandler = (node: TSESTree.Node): boolean => {
    const handler = handlers.get(hostOf(node));
    return handler !== undefined && contains(handler, node);
  };
  const dissolved = new Set<TSESTree.Node | null>(rewrites.map(({ error }) => otherwiseOf(error)));
  const isNeeded = (statement: TSESTree.Statement): boolean =>
    isInHandler(statement) || (isAlone(statement) && !dissolved.has(statement) && !dissolved.has(statement.parent));
  return bodies.flatMap((body) => [body, ...body.callbackified]).flatMap(({ completions, rethrowing }) => [
    ...completions.flatMap((completion) => editCompletion(context, completion, isNeeded)),
    ...rethrowing.map((statement) => unwrapTry(context, statement)),
  ]);
}

/** `cb(null, value)` becomes `return value`, `cb(err)` becomes `throw err`; a `cb()` at the very end goes away. */
function editCompletion(
  { slices, semicolon }: RenderContext,
  { call, kind, value }: Completion,
  isNeeded: (statement: TSESTree.Statement) => boolean,
): LazyEdit[] {
  const { parent } = call;
  const isStatement = parent.type === 'ExpressionStatement' || parent.type === 'ReturnStatement';
  const [start] = (isStatement ? parent : call).range;
  const end = slices.endOf(isStatement ? parent : call);
  const isLast = isStatement && isLastInFunction(parent) && !isNeeded(parent);
  if (!value && isLast) return [{ start, end, render: () => '' }, ...dropReturn(slices, parent)];
  const render = (): string => {
    const text = value ? `${kind} ${slices.indentFor(slices.flatTextOf(...value.range), start)}` : kind;
    return isStatement ? text + semicolon : text;
  };
  return [{ start, end, render }, ...(isStatement ? dropReturn(slices, parent) : [])];
}

/** A `return;` behind a completion that leaves the function by itself. */
function dropReturn(slices: Slices, completion: TSESTree.Statement): LazyEdit[] {
  const list = completion.parent.type === 'BlockStatement' ? completion.parent.body : [];
  const next = list[list.indexOf(completion) + 1];
  const from = slices.endOf(completion);
  if (next?.type !== 'ReturnStatement' || next.argument !== null || slices.hasComments(from, next.range[0])) return [];
  const [start, end] = [next.range[0], slices.endOf(next)];
  // White space is no part of a statement that moves.
  return [
    { start: from, end: start, render: () => '' },
    { start, end, render: () => '' },
  ].filter((edit) => edit.start < edit.end);
}

/** Without the statement its branch would be empty. */
function isAlone({ parent }: TSESTree.Node): boolean {
  return parent?.type !== 'BlockStatement' || (parent.body.length === 1 && parent.parent.type === 'IfStatement');
}

/** A `try` whose `catch` only handed its error to the callback: the async function rejects by itself. */
function unwrapTry({ slices, semicolon }: RenderContext, { range, block }: TSESTree.TryStatement): LazyEdit {
  const [start, end] = range;
  const render = (): string => {
    const text = joinChunks(chunksOf(slices, block.body, insideOf(block)), semicolon);
    return slices.indentFor([...slices.takeHiddenComments(start, end), text].join('\n'), start);
  };
  return { start, end, render };
}
