// What a function does where it is called without a callback, `exit(1)` of `cb ? cb(err) : exit(1)`, which its callback form has to do then.

import { type FunctionNode, type Scope, type Source, contains, hostOf, isFunction, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Completion } from '../plan/types.js';
import type { MissingCallback } from './types.js';

/** What is done in place of a call of the callback, and for which outcome; null for nothing. */
interface Alternative {
  readonly node: TSESTree.Expression | null;
  readonly onError: boolean;
  readonly onSuccess: boolean;
}

/**
 * What a function does without a callback, with an error and without. Each has to be the same at all completions, since the callback form
 * only gets the outcome.
 *
 * @param host the function whose `this` the callback form has
 * @param isInside whether a node is in the part that becomes the async function
 * @returns null where completions differ, or where what is done cannot move to the callback form: it uses variables of the part that
 *   becomes the async function, or its value may be what the function is called for
 */
export function missingCallbackOf(source: Source, host: FunctionNode, isInside: (node: TSESTree.Node) => boolean, completions: readonly Completion[]): MissingCallback | null {
  const alternatives = completions.flatMap((completion) => alternativeAt(completion) ?? []);
  const onError = alternatives.filter((each) => each.onError);
  const onSuccess = alternatives.filter((each) => each.onSuccess);
  if (![onError, onSuccess].every((group) => group.every(({ node }) => textOf(source, node) === textOf(source, group[0]?.node ?? null)))) return null;
  if (!alternatives.every(({ node }) => node === null || (canMove(source, host, isInside, node) && isDoneForItsEffect(source, host, node, alternatives)))) return null;
  return { onError: onError[0]?.node ?? null, onSuccess: onSuccess[0]?.node ?? null };
}

/**
 * `cb ? cb(err) : exit(1)`, `if (cb) cb(err);`; where `err` is a variable that may be unset, for both outcomes. Null where the callback is
 * called without a test, so that there has to be one.
 */
function alternativeAt({ kind, otherwise, passed, whole, call }: Completion): Alternative | null {
  if (!otherwise && whole === call) return null;
  const mayBeUnset = kind === 'either' && passed[0]?.type === 'Identifier';
  return { node: otherwise ?? null, onError: kind !== 'return', onSuccess: kind === 'return' || mayBeUnset };
}

/** Whether an expression means the same in the callback form, where the parameters and what is declared in front of the async function are seen. */
function canMove(source: Source, host: FunctionNode, isInside: (node: TSESTree.Node) => boolean, node: TSESTree.Expression): boolean {
  const isBound = (inner: TSESTree.Node): boolean =>
    isFunction(inner) ||
    // Beside `||` or in a conditional expression of the callback form, these would need parentheses.
    inner.type === 'SequenceExpression' || inner.type === 'AssignmentExpression' || inner.type === 'ConditionalExpression' || inner.type === 'LogicalExpression' ||
    inner.type === 'AwaitExpression' ||
    inner.type === 'YieldExpression' ||
    inner.type === 'Super' ||
    (inner.type === 'Identifier' && inner.name === 'arguments') ||
    (inner.type === 'ThisExpression' && ownerOfThis(inner) !== host);
  if (someNode(node, source.visitorKeys, isBound)) return false;
  const isFixed = ({ defs, references }: Scope.Variable): boolean =>
    !defs.some(({ name }) => isInside(name)) && !references.some((reference) => reference.isWrite() && isInside(reference.identifier));
  return source.scopeManager.scopes.every(({ references }) => references.every(({ identifier, resolved }) => !contains(node, identifier) || !resolved || isFixed(resolved)));
}

/** The function whose `this` an expression is. */
function ownerOfThis(node: TSESTree.Node): TSESTree.Node {
  let host = hostOf(node);
  while (host.type === 'ArrowFunctionExpression') host = hostOf(host);
  return host;
}

/**
 * Whether an expression is not there for its value, which the function would return at once where it has no callback: `return cb ? cb(err) :
 * exit(1);`. The same in a function of its own, which returns it to somebody else, shows that.
 */
function isDoneForItsEffect(source: Source, host: FunctionNode, node: TSESTree.Expression, alternatives: readonly Alternative[]): boolean {
  if (hostOf(node) !== host || node.type === 'Literal') return true;
  return alternatives.some((other) => other.node !== null && hostOf(other.node) !== host && textOf(source, other.node) === textOf(source, node));
}

/** The text of a node, white space collapsed; empty for none. */
function textOf({ text }: Source, node: TSESTree.Node | null): string {
  return node ? text.slice(...node.range).replace(/\s+/g, ' ') : '';
}
