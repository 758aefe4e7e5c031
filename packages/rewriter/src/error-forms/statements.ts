import type { Scope } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import type { Completion } from '../plan/types.js';
import type { Path } from './record.js';

/** The statements of a branch, its braces gone. */
export function listOf(statement: TSESTree.Statement | null): readonly TSESTree.Statement[] {
  if (!statement) return [];
  return statement.type === T.BlockStatement ? statement.body : [statement];
}

/** Everything in a callback. */
export function wholePath(body: TSESTree.BlockStatement | TSESTree.Expression): Path {
  return body.type === T.BlockStatement ? body.body : body;
}

/** The statements of a callback behind its guard. */
export function behindGuard(body: TSESTree.BlockStatement | TSESTree.Expression): readonly TSESTree.Statement[] {
  return body.type === T.BlockStatement ? body.body.slice(1) : [];
}

/** Whether a completion forwards the error itself: `cb(err)`. In an async function that is a rejection. */
export function isRejection(completion: Completion | undefined, error: Scope.Variable | null | undefined): boolean {
  return completion?.kind === 'throw' && error?.references.some(({ identifier }) => identifier === completion.value) === true;
}
