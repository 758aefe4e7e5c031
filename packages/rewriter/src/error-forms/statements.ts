import type { FunctionNode, Scope } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Completion } from '../plan/types.js';
import { expressionOf } from '../syntax/expressions.js';
import type { Path } from './record.js';

/** The statements of a branch, with or without braces, empty statements left out. */
export function listOf(statement: TSESTree.Statement | null): readonly TSESTree.Statement[] {
  if (!statement) return [];
  const list = statement.type === 'BlockStatement' ? statement.body : [statement];
  return list.filter(({ type }) => type !== 'EmptyStatement');
}

/** The call that is all a function does: `f(x)` of `() => f(x)` and of `function () { return f(x); }`; null where there is more. */
export function soleCallIn({ body }: FunctionNode): TSESTree.CallExpression | null {
  const [statement, ...others] = body.type === 'BlockStatement' ? listOf(body) : [];
  const expression = body.type === 'BlockStatement' ? (others.length === 0 ? expressionOf(statement) : null) : body;
  return expression?.type === 'CallExpression' ? expression : null;
}

/** The path through a callback that has only one. */
export function wholePath(body: TSESTree.BlockStatement | TSESTree.Expression): Path {
  return body.type === 'BlockStatement' ? body.body : body;
}

/** The statements of a callback without its guard: those behind it, and declarations in front of it. */
export function besideGuard(body: TSESTree.BlockStatement | TSESTree.Expression, guard: TSESTree.Statement): readonly TSESTree.Statement[] {
  return body.type === 'BlockStatement' ? body.body.filter((statement) => statement !== guard) : [];
}

/** Whether a completion forwards the error of the callback: `cb(err)`, which is a rejection in an async function. */
export function isRejection(completion: Completion | undefined, error: Scope.Variable | null | undefined): boolean {
  return completion?.kind === 'throw' && error?.references.some(({ identifier }) => identifier === completion.value) === true;
}

/** The statement that a completion makes up, `cb(null, value);`, `return cb(err);`, `if (cb) cb(err);`; null where it is a part of one. */
export function statementOf({ whole }: Pick<Completion, 'whole'>): TSESTree.Statement | null {
  if (whole.type === 'IfStatement') return whole;
  const { parent } = whole;
  return parent?.type === 'ExpressionStatement' || parent?.type === 'ReturnStatement' ? parent : null;
}
