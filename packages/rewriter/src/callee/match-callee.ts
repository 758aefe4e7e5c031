// Chooses by the syntax of a callee how it is promisified so that it keeps its receiver.

import type { Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { matchFunctionCall } from './function-call.js';
import type { CalleeForm, ImportedVariant, MovedExport } from '../plan/types.js';

/** What is known of an API. */
export interface CalleeKnowledge {
  /** It does not use its `this`, so that `promisify(fs.readFile)(path)` works. */
  readonly needsNoReceiver: boolean;
  /** It returns a promise if no callback is passed. */
  readonly returnsPromise: boolean;
  /** The method that returns a promise of what it returns if no callback is passed; null where none is known. */
  readonly promiseMethod: string | null;
  /** The promise variant, by its path from the object of the callee: `promises.readFile`; null where none is known. */
  readonly variant: string | null;
  /** Where the callee is imported by its name that a module of promise variants exports as well; null where none does. */
  readonly imported: ImportedVariant | null;
  /** Where the function is, if the module itself is no function any more; null where it is. */
  readonly moved: MovedExport | null;
}

/** Nothing is known of an API. */
export const unknownCallee: CalleeKnowledge = { needsNoReceiver: false, returnsPromise: false, promiseMethod: null, variant: null, imported: null, moved: null };

/**
 * Chooses the form in which a callee is promisified, by its syntax and what is known of the API: `function` for `load`, `method` for
 * `db.load`, whose receiver must be kept.
 *
 * @returns null where the callee cannot be promisified (`new A()`, `a?.b()`, `a.call(b)` that may be a method of `a`)
 */
export function matchCallee(
  source: Source,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  { needsNoReceiver, returnsPromise, promiseMethod, variant, imported, moved }: CalleeKnowledge,
): CalleeForm | null {
  if (call.type === 'NewExpression') return null;
  const { callee } = call;
  if (call.optional || callee.type === 'ChainExpression' || hasEffects(callee)) return null;
  if (callee.type !== 'MemberExpression') {
    if (returnsPromise) return { form: 'native', moved, promiseMethod: null };
    return imported ? { form: 'imported-variant', imported } : { form: 'function' };
  }
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
  if (returnsPromise || promiseMethod !== null) return { form: 'native', moved, promiseMethod };
  if (variant !== null && !callee.computed) return { form: 'variant', callee, variant };
  if (needsNoReceiver) return { form: 'function' };
  return { form: 'method', callee, isPure: isPure(callee.object) };
}

/** Whether a sequence does more than drop the receiver: `(log(), load)`, but not `(0, load)`. */
function hasEffects(callee: TSESTree.Expression): boolean {
  return callee.type === 'SequenceExpression' && !callee.expressions.slice(0, -1).every(({ type }) => type === 'Literal');
}

/** `a?.b`, `a?.()`, anywhere in a chain */
function hasOptionalLink(node: TSESTree.Expression): boolean {
  if (node.type === 'MemberExpression') return node.optional || hasOptionalLink(node.object);
  if (node.type === 'CallExpression') return node.optional || hasOptionalLink(node.callee);
  return false;
}

/** Whether an expression can be written twice, since reading it again has no effect and yields an equal value. */
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
