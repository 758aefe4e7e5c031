// What belongs to a host's callback beside its plain calls, where the callback goes away: defaults, tests, timers, calls that forward it.

import { type Scope, type Source, contains, isFunction, isNullish, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Completion, ForwardedCallee, Rewrite } from '../plan/types.js';
import { expressionOf } from '../syntax/expressions.js';
import { isMentionOf } from '../syntax/variables.js';
import { listOf, soleCallIn } from '../error-forms/statements.js';
import { isNullBehindGuard, matchArguments, matchCompletion, matchEither } from './match-completion.js';
import { matchReaction } from './match-reaction.js';
import { ownsThis } from './promise-host.js';

type RewriteOf = (callback: TSESTree.Node) => Rewrite | null;

/** A completion that is no plain call of the callback, with the mentions of the callback that it replaces. */
interface OtherCompletion {
  readonly completion: Completion | null;
  readonly mentions: readonly TSESTree.Node[];
}

/** Answers the matcher of completions for a host whose callback goes away. Used for one match, like the matcher itself. */
export class DroppedCallback {
  readonly #source: Source;
  readonly #callback: Scope.Variable;
  readonly #removed: ReadonlySet<TSESTree.Node>;
  readonly #calleeOf: (call: TSESTree.CallExpression) => ForwardedCallee | null;
  readonly #isError: (node: TSESTree.Expression) => boolean;
  readonly #edge: 'inside' | 'around' | null;
  readonly #tests = new Set<TSESTree.Node>();

  /**
   * @param removed the statements and declarations that go away with the callback: `cb = cb || noop;`
   * @param isError whether an expression is certainly an error: `e` of `var e = new Error('gone');`, `notFound(id)`
   * @param calleeOf the callee of a call that forwards the callback; null where it cannot be made to return a promise
   * @param edge where the callback stays, and gets the outcome of an async function: that is all behind the start of the host, `inside`, or is
   *   `around` one call. Something else may be done then where there is no callback, `cb ? cb(err) : exit()`. Null where the callback goes away
   */
  constructor(
    source: Source,
    callback: Scope.Variable,
    removed: ReadonlySet<TSESTree.Node>,
    isError: (node: TSESTree.Expression) => boolean,
    calleeOf: (call: TSESTree.CallExpression) => ForwardedCallee | null,
    edge: 'inside' | 'around' | null,
  ) {
    this.#edge = edge;
    this.#source = source;
    this.#isError = isError;
    this.#callback = callback;
    this.#removed = removed;
    this.#calleeOf = calleeOf;
  }

  /** Whether a node is, or is in, a statement or a declaration that goes away with the callback. */
  removes(node: TSESTree.Node): boolean {
    return [...this.#removed].some((removed) => contains(removed, node));
  }

  /** Whether a mention of the callback goes away with it, without being a completion. */
  isDropped(mention: TSESTree.Node): boolean {
    return this.removes(mention) || [...this.#tests].some((test) => contains(test, mention));
  }

  /** Whether an expression tests that there is a callback: `cb`, `typeof cb === 'function'`. The test is noted as dropped. */
  testsCallback(test: TSESTree.Expression): boolean {
    if (!isPresenceTest(test, this.#callback)) return false;
    this.#tests.add(test);
    return true;
  }

  /**
   * `cb(err)` and `exit()` of `cb ? cb(err) : exit()`, and of the same as a statement, `if (cb) return cb(err); else exit();`.
   *
   * @returns null where something else is tested, or where a comment would be lost
   */
  matchMissing(node: TSESTree.ConditionalExpression | TSESTree.IfStatement): { readonly present: TSESTree.Expression; readonly otherwise: TSESTree.Expression } | null {
    const [present, otherwise] = node.type === 'IfStatement' ? [soleExpressionIn(node.consequent), soleExpressionIn(node.alternate)] : [node.consequent, node.alternate];
    if (this.#edge === null || !present || !otherwise || !isPresenceTest(node.test, this.#callback)) return null;
    const isLost = ({ range }: TSESTree.Comment): boolean => contains(node, { range }) && !contains(present, { range });
    if (this.#source.ast.comments?.some(isLost)) return null;
    this.#tests.add(node.test);
    return { present, otherwise };
  }

  /** Any other call of the callback, `cb(err, rows, count)`, whose arguments can only be passed on as a list; null where it does not stay around one call. */
  matchList(call: TSESTree.CallExpression, rewriteOf: RewriteOf): Completion | null {
    const [first] = call.arguments;
    const isErrorNull = first?.type === 'Identifier' && isNullBehindGuard(first, rewriteOf);
    return this.#edge === 'around' ? { call, passed: call.arguments, whole: call, kind: 'return', value: null, forwarded: null, list: 'arguments', isErrorNull } : null;
  }

  /** `cb(err, value)`, where the error may be unset or is certainly one; null for another call of the callback. */
  matchUncertain(call: TSESTree.CallExpression, whole: TSESTree.Node): Completion | null {
    const [error, ...results] = call.arguments;
    if (error && error.type !== 'SpreadElement' && results.length === 0 && this.#isError(error)) return { call, passed: [error], whole: call, kind: 'throw', value: error, forwarded: null };
    return matchEither(call, whole);
  }

  /** `process.nextTick(cb, null, value)`, `process.nextTick(function () { cb(err); })`, `load(path, cb)`, `promise.then((value) => cb(null, value), cb)`; null for another call. */
  matchOther(call: TSESTree.CallExpression, rewriteOf: RewriteOf): OtherCompletion | null {
    const [first, ...others] = call.arguments;
    // A `setImmediate` would be left out with other work in between, which the outcome of an async function does not wait for.
    if (first && verbOf(call.callee) === 'nextTick') {
      if (this.#isCallback(first)) return { completion: matchArguments(call, others, rewriteOf), mentions: [first] };
      const inner = others.length === 0 ? onlyCallIn(this.#source, first) : null;
      const completion = inner && this.#isCallback(inner.callee) ? matchCompletion(inner, rewriteOf) : null;
      return inner && completion ? { completion: { ...completion, call, whole: call }, mentions: [inner.callee] } : null;
    }
    const reaction = matchReaction(call, this.#callback);
    if (reaction) return { completion: { call, passed: [], whole: call, kind: 'return', value: reaction.promise, forwarded: null }, mentions: reaction.mentions };
    const last = call.arguments.at(-1);
    if (!last || !this.#isCallback(last)) return null;
    const forwarded = call.arguments.every(({ type }) => type !== 'SpreadElement') ? this.#calleeOf(call) : null;
    return forwarded && { completion: { call, passed: [], whole: call, kind: 'forward', value: null, forwarded }, mentions: [last] };
  }

  #isCallback(node: TSESTree.Node): boolean {
    return isMentionOf(node, this.#callback);
  }
}

/** Whether an expression tests that a variable holds a callback: `cb`, `typeof cb === 'function'`, `cb !== undefined`. */
export function isPresenceTest(test: TSESTree.Expression, callback: Scope.Variable): boolean {
  if (isMentionOf(test, callback)) return true;
  if (test.type !== 'BinaryExpression' || !/^[=!]==?$/.test(test.operator)) return false;
  const { left, right, operator } = test;
  if (left.type === 'UnaryExpression' && left.operator === 'typeof' && isMentionOf(left.argument, callback)) {
    return operator.startsWith('=') && right.type === 'Literal' && right.value === 'function';
  }
  return operator.startsWith('!') && isMentionOf(left, callback) && isNullish(right);
}

/** Whether an expression tests that a variable holds no callback: `!cb`, `typeof cb !== 'function'`, `cb === undefined`. */
export function isAbsenceTest(test: TSESTree.Expression, callback: Scope.Variable): boolean {
  if (test.type === 'UnaryExpression' && test.operator === '!') return isPresenceTest(test.argument, callback);
  if (test.type !== 'BinaryExpression' || !/^[=!]==?$/.test(test.operator)) return false;
  const { left, right, operator } = test;
  if (left.type === 'UnaryExpression' && left.operator === 'typeof' && isMentionOf(left.argument, callback)) {
    if (right.type !== 'Literal') return false;
    return right.value === 'function' ? operator.startsWith('!') : right.value === 'undefined' && operator.startsWith('=');
  }
  return operator.startsWith('=') && isMentionOf(left, callback) && isNullish(right);
}

/** The expression that a branch consists of: `exit()` of `{ return exit(); }`. */
function soleExpressionIn(branch: TSESTree.Statement | null): TSESTree.Expression | null {
  const [only, ...others] = branch ? listOf(branch) : [];
  return others.length === 0 ? expressionOf(only) : null;
}

/** The call that is all that a function without parameters and without a use of its `this` does: `cb(err)` of `function () { cb(err); }`. */
function onlyCallIn(source: Source, node: TSESTree.Node): TSESTree.CallExpression | null {
  if (!isFunction(node) || node.params.length > 0 || node.async || node.generator || ownsThis(source, node)) return null;
  return soleCallIn(node);
}
