import type { TSESTree } from '@typescript-eslint/types';

import type { Mentions } from './mentions.js';
import { calleeName, matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import { hasRole } from '../vocabulary/vocabulary.js';

/** What a condition asks about the error or a result; `holds` tells whether the condition is true when the answer is yes. */
export interface ErrorTest {
  readonly of: 'error' | 'result';
  /** Whether there is one; whether it is one in particular; or one of its properties. */
  readonly tells: 'presence' | 'identity' | 'property';
  readonly holds: boolean;
}

/** Reads a condition without `!`, `&&` and `||` as a question about the error or a result, or null. */
export function matchErrorTest(node: TSESTree.Node, error: Mentions, results: Mentions): ErrorTest | null {
  if (error.isName(node)) return { of: 'error', tells: 'presence', holds: true };
  if (results.isName(node)) return { of: 'result', tells: 'presence', holds: true };
  if (node.type === 'BinaryExpression') return matchComparison(node, error, results);
  if (node.type === 'MemberExpression' && error.isIn(node)) return { of: 'error', tells: 'property', holds: true };
  if (isTypeTest(node, results)) return { of: 'result', tells: 'presence', holds: true };
  if (node.type === 'CallExpression' && error.isIn(node)) return { of: 'error', tells: 'property', holds: true };
  return null;
}

/** `Array.isArray(data)`, `Buffer.isBuffer(data)` */
function isTypeTest(node: TSESTree.Node, results: Mentions): boolean {
  if (node.type !== 'CallExpression' || !hasRole(calleeName(node), 'tests-type')) return false;
  const [argument, ...others] = node.arguments;
  return argument !== undefined && others.length === 0 && results.isName(unwrap(argument));
}

function matchComparison(node: TSESTree.BinaryExpression, error: Mentions, results: Mentions): ErrorTest | null {
  if (node.operator === 'instanceof') {
    if (results.isName(unwrap(node.left))) return { of: 'result', tells: 'presence', holds: true };
    if (!error.isName(unwrap(node.left))) return null;
    const isAny = node.right.type === 'Identifier' && node.right.name === 'Error';
    return { of: 'error', tells: isAny ? 'presence' : 'identity', holds: true };
  }
  if (node.operator === 'in') return error.isIn(node.right) ? { of: 'error', tells: 'property', holds: true } : null;
  const isEqual = /^={2,3}$/.test(node.operator);
  if (!isEqual && !/^!={1,2}$/.test(node.operator))
    return error.isIn(node) && !countsErrors(node) ? { of: 'error', tells: 'property', holds: true } : null;
  for (const [side, other] of [
    [unwrap(node.left), unwrap(node.right)],
    [unwrap(node.right), unwrap(node.left)],
  ] as const) {
    const nothing = isNothing(other);
    if (error.isName(side) && (nothing || isTrue(other)))
      return { of: 'error', tells: 'presence', holds: isEqual !== nothing };
    if (results.isName(side) && nothing) return { of: 'result', tells: 'presence', holds: !isEqual };
    const typed = side.type === 'UnaryExpression' && side.operator === 'typeof' ? unwrap(side.argument) : null;
    if (!typed || other.type !== 'Literal') continue;
    const isAbsence = other.value === 'undefined';
    if (error.isName(typed) && isAbsence) return { of: 'error', tells: 'presence', holds: !isEqual };
    // null is an object
    if (results.isName(typed) && other.value !== 'object') return { of: 'result', tells: 'presence', holds: isEqual !== isAbsence };
  }
  return error.isIn(node) ? { of: 'error', tells: 'identity', holds: isEqual } : null;
}

/** `i < err.length`: a walk along several errors decides nothing. */
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
