// Decides which completions of an async function need no text: what runs behind `cb();` is nothing anyway.

import { contains, hostOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { handlerOf, otherwiseOf } from '../error-forms/questions.js';
import type { Rewrite } from '../plan/types.js';
import { isLastInFunction } from '../syntax/last-in-function.js';

/** Answers questions about the statements of completions, `cb();`, in some rewritten callbacks. */
export interface CompletionEnds {
  /**
   * Whether the statement of a completion without a value goes away, or the body of an arrow function, `(err) => cb()`. Else it must become a `return;`: where code follows, in the handler of an
   * error, which becomes a `catch` in front of the rest, and where it is all that a branch does.
   */
  readonly goesAway: (node: TSESTree.Node) => boolean;
  /** Whether nothing of the function runs behind the statement of a completion, in the output as well, so that the completion may assign its value. */
  readonly isAtEnd: (node: TSESTree.Node) => boolean;
  /** Whether the statement is all that is done with an error: `if (err) return cb(wrap(err));`. */
  readonly isHandler: (statement: TSESTree.Statement) => boolean;
}

/** Prepares the questions about completions in the callbacks of some rewrites. */
export function completionEndsOf(rewrites: readonly Rewrite[]): CompletionEnds {
  const handlers = new Map<TSESTree.Node, TSESTree.Node>();
  for (const { error, site } of rewrites) {
    const handler = handlerOf(error);
    if (handler) handlers.set(site.callback, handler);
  }
  const dissolved = new Set<TSESTree.Node | null>(rewrites.map(({ error }) => otherwiseOf(error)));
  const isInHandler = (node: TSESTree.Node): boolean => {
    const handler = handlers.get(hostOf(node));
    return handler !== undefined && contains(handler, node);
  };
  const isBranch = (node: TSESTree.Node): boolean => !isArrowBody(node) && isAlone(node) && !dissolved.has(node) && !dissolved.has(node.parent ?? null);
  // `cb(null); return;` in a branch: the `return` leaves the function, although nothing follows in its block.
  const isAtEnd = (node: TSESTree.Node): boolean => isLastInFunction(returnBehind(node) ?? node) && !isInHandler(node);
  return {
    goesAway: (node) => isAtEnd(node) && !isBranch(node),
    isAtEnd,
    isHandler: (statement) => handlers.get(hostOf(statement)) === statement,
  };
}

/** The `return;` right behind a statement; null where another one follows. */
export function returnBehind(statement: TSESTree.Node): TSESTree.ReturnStatement | null {
  const list: readonly TSESTree.Node[] = statement.parent?.type === 'BlockStatement' ? statement.parent.body : [];
  const next = list[list.indexOf(statement) + 1];
  return next?.type === 'ReturnStatement' && next.argument === null ? next : null;
}

/** Whether an expression is the body of an arrow function: `cb()` of `(err) => cb()`. */
function isArrowBody(node: TSESTree.Node): boolean {
  return node.parent?.type === 'ArrowFunctionExpression' && node.parent.body === node;
}

/** Whether a statement is the only one of a branch, which would be empty without it. */
function isAlone({ parent }: TSESTree.Node): boolean {
  return parent?.type !== 'BlockStatement' || (parent.body.length === 1 && parent.parent.type === 'IfStatement');
}
