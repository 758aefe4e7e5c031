import type { TSESTree } from '@typescript-eslint/types';

import type { Mentions } from './mentions.js';
import { calleeName, matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import { hasRole } from '../vocabulary/vocabulary.js';

/** What a condition asks about the error or a result. */
export interface ErrorTest {
  readonly of: 'error' | 'result';
  /**
   * `presence`: whether there is one, `err`, `err != null`, `data instanceof Buffer`. `identity`: whether it is a particular one,
   * `err.code === 'ENOENT'`, `err instanceof NotFound`. `property`: anything else about it, `err.code`, `isFatal(err)`.
   */
  readonly asks: 'presence' | 'identity' | 'property';
  /** Whether the condition is true if the answer is yes: true for `err`, false for `err == null`. */
  readonly isTrueIfYes: boolean;
}

/**
 * Reads a condition as a question about the error or a result.
 *
 * @param node a condition without `!`, `&&` and `||`, which the caller takes apart
 * @returns null if it asks about neither
 */
export function matchErrorTest(node: TSESTree.Node, error: Mentions, results: Mentions): ErrorTest | null {
  if (error.isName(node)) return { of: 'error', asks: 'presence', isTrueIfYes: true };
  if (results.isName(node)) return { of: 'result', asks: 'presence', isTrueIfYes: true };
  if (node.type === 'BinaryExpression') return matchComparison(node, error, results);
  if (node.type === 'MemberExpression' && error.isIn(node)) return { of: 'error', asks: 'property', isTrueIfYes: true };
  if (isTypeTest(node, results) || startsOptional(node, results)) return { of: 'result', asks: 'presence', isTrueIfYes: true };
  if (node.type === 'CallExpression' && error.isIn(node)) return { of: 'error', asks: 'property', isTrueIfYes: true };
  return null;
}

/** Whether a member or a call has a value only if there is a result: `data?.isFile()`, `data?.stats.size`. */
function startsOptional(node: TSESTree.Node, results: Mentions): boolean {
  let current = unwrap(node);
  while (current.type === 'CallExpression' || current.type === 'MemberExpression') {
    const inner: TSESTree.Node = unwrap(current.type === 'CallExpression' ? current.callee : current.object);
    if (current.optional && results.isName(inner)) return true;
    current = inner;
  }
  return false;
}

/** Whether a call asks for the type of a result: `Array.isArray(data)`, `Buffer.isBuffer(data)`. */
function isTypeTest(node: TSESTree.Node, results: Mentions): boolean {
  if (node.type !== 'CallExpression' || !hasRole(calleeName(node), 'tests-type')) return false;
  const [argument, ...others] = node.arguments;
  return argument !== undefined && others.length === 0 && results.isName(unwrap(argument));
}

function matchComparison(node: TSESTree.BinaryExpression, error: Mentions, results: Mentions): ErrorTest | null {
  if (node.operator === 'instanceof') {
    if (results.isName(unwrap(node.left))) return { of: 'result', asks: 'presence', isTrueIfYes: true };
    if (!error.isName(unwrap(node.left))) return null;
    const isAny = node.right.type === 'Identifier' && node.right.name === 'Error';
    return { of: 'error', asks: isAny ? 'presence' : 'identity', isTrueIfYes: true };
  }
  if (node.operator === 'in') return error.isIn(node.right) ? { of: 'error', asks: 'property', isTrueIfYes: true } : null;
  const isEqual = /^={2,3}$/.test(node.operator);
  if (!isEqual && !/^!={1,2}$/.test(node.operator))
    return error.isIn(node) && !countsErrors(node) ? { of: 'error', asks: 'property', isTrueIfYes: true } : null;
  for (const [side, other] of [
    [unwrap(node.left), unwrap(node.right)],
    [unwrap(node.right), unwrap(node.left)],
  ] as const) {
    const nothing = isNothing(other);
    if (error.isName(side) && (nothing || isTrue(other)))
      return { of: 'error', asks: 'presence', isTrueIfYes: isEqual !== nothing };
    if (results.isName(side) && nothing) return { of: 'result', asks: 'presence', isTrueIfYes: !isEqual };
    const typed = side.type === 'UnaryExpression' && side.operator === 'typeof' ? unwrap(side.argument) : null;
    if (!typed || other.type !== 'Literal') continue;
    const isAbsence = other.value === 'undefined';
    if (error.isName(typed) && isAbsence) return { of: 'error', asks: 'presence', isTrueIfYes: !isEqual };
    // `typeof data === 'object'` is also true for null, so it does not show that there is a result.
    if (results.isName(typed) && other.value !== 'object') return { of: 'result', asks: 'presence', isTrueIfYes: isEqual !== isAbsence };
  }
  return error.isIn(node) ? { of: 'error', asks: 'identity', isTrueIfYes: isEqual } : null;
}

/** Whether a comparison counts a list of errors, as the head of a loop does: `i < err.length`. It does not test for an error. */
function countsErrors({ left, right }: TSESTree.BinaryExpression): boolean {
  return [left, right].some((side) => side.type === 'MemberExpression' && matchPropertyName(side) === 'length');
}

function isNothing(node: TSESTree.Node): boolean {
  if (node.type === 'Literal') return node.value === null || node.value === false;
  if (node.type === 'UnaryExpression') return node.operator === 'void';
  return node.type === 'Identifier' && node.name === 'undefined';
}

function isTrue(node: TSESTree.Node): boolean {
  return node.type === 'Literal' && node.value === true;
}
