import type { Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { matchFunctionCall } from './function-call.js';
import type { CalleeForm } from '../plan/types.js';

/**
 * @param needsNoReceiver whether the API is known to be a function that does not look at its `this`
 * @param returnsPromise whether the API is known to return a promise when it is given no callback
 * @param variant where the object of the callee has the function that returns a promise, `promises.readFile`; null where it is not known to
 * @returns null where the callee cannot be promisified (`new A()`, `a?.b()`, `a.call(b)` that may be a method of `a`)
 */
export function matchCallee(
  source: Source,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  { needsNoReceiver, returnsPromise, variant }: { readonly needsNoReceiver: boolean; readonly returnsPromise: boolean; readonly variant: string | null },
): CalleeForm | null {
  if (call.type === 'NewExpression') return null;
  const { callee } = call;
  if (call.optional || callee.type === 'ChainExpression' || hasEffects(callee)) return null;
  if (callee.type !== 'MemberExpression') return { form: returnsPromise ? 'native' : 'function' };
  if (callee.optional || hasOptionalLink(callee.object)) return null;
  if (
    !callee.computed &&
    callee.property.type === 'Identifier' &&
    callee.property.name === 'call' &&
    call.arguments.length > 1 &&
    call.arguments[0] &&
    call.arguments[0].type !== 'SpreadElement' &&
    isPure(callee.object)
  ) {
    const kind = matchFunctionCall(source, callee.object, call.arguments[0]);
    if (kind === 'unknown') return null;
    if (kind === 'function') return { form: 'call', target: callee.object };
  }
  if (returnsPromise) return { form: 'native' };
  if (variant !== null && !callee.computed) return { form: 'variant', callee, variant };
  if (needsNoReceiver) return { form: 'function' };
  return { form: 'method', callee, isPure: isPure(callee.object) };
}

/** `(log(), load)`, but not `(0, load)` */
function hasEffects(callee: TSESTree.Expression): boolean {
  return callee.type === 'SequenceExpression' && !callee.expressions.slice(0, -1).every(({ type }) => type === 'Literal');
}

function hasOptionalLink(node: TSESTree.Expression): boolean {
  if (node.type === 'MemberExpression') return node.optional || hasOptionalLink(node.object);
  if (node.type === 'CallExpression') return node.optional || hasOptionalLink(node.callee);
  return false;
}

/** Whether an expression can be written twice: reading it has no effect and gives the same value. */
function isPure(node: TSESTree.Node): boolean {
  switch (node.type) {
    case 'Identifier':
    case 'ThisExpression':
    case 'Super':
    case 'Literal':
      return true;
    case 'MemberExpression':
      return isPure(node.object) && (!node.computed || isPure(node.property));
    case 'CallExpression':
      return node.callee.type === 'Identifier' && node.callee.name === 'require';
    case 'TSNonNullExpression':
      return isPure(node.expression);
    default:
      return false;
  }
}
