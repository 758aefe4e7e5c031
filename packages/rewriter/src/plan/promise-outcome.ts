// What takes the place of a promise made by hand, `new Promise((resolve, reject) => { ... })`.

import { type FunctionNode, type Source, contains, hostOf, isFunction, isInsideTry } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { CompletionMatcher } from '../async-host/completion-paths.js';
import { keepsVariable, needsPromiseConstructor, onlyForwardsError, withOutcome } from '../error-forms/questions.js';
import { settlersOf } from '../async-host/executor.js';
import { matchAwaitingHost } from '../async-host/awaiting-host.js';
import { matchPromiseHost, ownsThis } from '../async-host/promise-host.js';
import { matchPromiseReactions } from '../async-host/promise-reactions.js';
import { isSimple } from '../syntax/simple-expression.js';
import { onlySettles } from '../callback/only-settles.js';
import { variableAt } from '../syntax/variables.js';
import { keepsSignature, type Outcome, unchangedBody } from './function-outcome.js';
import type { Completion, Executor, PromiseReactions, Rewrite, RewriteOptions } from './types.js';

/**
 * The outcome of an executor: a promisified call where it only forwards one; an async function around the promise where that only returns
 * the promise; a promisified call with `.then` or `.catch` where the callback only chooses a value; otherwise `(async () => { ... })()` in place of
 * `new Promise((resolve, reject) => { ... })`.
 *
 * @param roots the rewrites directly in the executor
 * @param matcher finds the calls of `resolve` and `reject`
 * @param mayBecomeAsync whether the function around the promise may become `async`
 * @returns null where the promise is not settled exactly once on every path, or, without `idiomatic`, where a callback may throw
 */
export function matchPromiseOutcome(
  source: Source,
  executor: Executor,
  roots: readonly Rewrite[],
  matcher: CompletionMatcher,
  mayBecomeAsync: (host: FunctionNode) => boolean,
  { idiomatic }: RewriteOptions,
): Outcome | null {
  const completions = matcher.matchBody(executor.fn.body);
  const chosen = roots.length === 1 && roots[0] ? matchChosenValue(source, executor, roots[0], idiomatic === true) : null;
  if (!completions || !roots.every((root) => matcher.visited.includes(root))) return chosen;
  // A call that cannot be promisified would only get another promise made by hand in its place.
  if (matcher.visited.some((part) => needsPromiseConstructor(part) && onlySettles(part.site.callback, settlersOf(executor)))) return chosen;
  // An exception in the callback ended the process before, and would reject the promise now.
  const cannotThrow = matcher.visited.every(({ site }) => onlySettles(site.callback, settlersOf(executor), isSimple));
  if (!cannotThrow && !idiomatic) return chosen;
  const parts = matcher.visited.map((part) => withOutcome(part, completions));
  const outcome = { host: executor.fn, signature: keepsSignature };
  const [first] = parts;
  const isForwarded = first && parts.length === 1 && onlyForwardsError(first.error) && forwardsResult(first, completions, executor);
  if (isForwarded && isPromisified(source, first, executor, [])) return replaced(executor, first, null);
  // The function around it would only keep the error in a variable, to choose by it.
  if (chosen && parts.some(({ error }) => keepsVariable(error))) return chosen;
  const sites = parts.map((part) => (roots.some(({ site }) => site === part.site) ? { ...part, form: 'await' as const } : part));
  const body = { ...unchangedBody, completions, rethrowing: matcher.rethrowing };
  const awaiting = matchAwaitingHost(source, executor, completions, parts);
  if (awaiting) {
    const { host: fn, statement, declared } = awaiting;
    return { ...outcome, body: { ...body, completions: awaiting.completions, executor: { form: 'host', executor, host: fn, statement, declared } }, sites };
  }
  const host = matchPromiseHost(source, executor);
  const { parent } = executor.expression;
  if (!host || !mayBecomeAsync(host)) return chosen ?? { ...outcome, body: { ...body, executor: { form: 'call', executor } }, sites };
  return {
    ...outcome,
    signature: host.async ? keepsSignature : { form: 'becomes-async', fn: host, dropped: [] },
    body: { ...body, executor: { form: 'host', executor, host, statement: parent.type === 'ReturnStatement' ? parent : null, declared: null } },
    sites,
  };
}

/** The outcome of an executor that a promisified call replaces. */
function replaced(executor: Executor, rewrite: Rewrite, reactions: PromiseReactions | null): Outcome {
  const body = { ...unchangedBody, executor: { form: 'promise', executor, reactions } } as const;
  return { host: executor.fn, signature: keepsSignature, body, sites: [{ ...rewrite, form: 'promise' }] };
}

/** The outcome of an executor with one call, whose callback only chooses a value: `promisify(fs.readFile)(path).catch(() => null)`. Null for another one. */
function matchChosenValue(source: Source, executor: Executor, rewrite: Rewrite, idiomatic: boolean): Outcome | null {
  const reactions = matchPromiseReactions(source, executor, rewrite);
  // What returns a promise without a callback may have no `catch`. The types of `new Promise<Row>(...)` would be lost.
  if (!reactions || rewrite.callee?.form === 'native' || executor.expression.typeArguments) return null;
  const values = [reactions.fulfilled, reactions.rejected].flatMap((reaction) => (reaction && typeof reaction.value !== 'string' ? reaction.value : []));
  if (!idiomatic && !values.every(isSimple)) return null;
  return isPromisified(source, rewrite, executor, values) ? replaced(executor, { ...rewrite, error: { form: 'deliver', value: null, list: null } }, reactions) : null;
}

/**
 * Whether the executor only makes one call and settles the promise with its outcome, so that `promisify(load)(path)` can replace the promise.
 *
 * @param values the parts of the callback that are kept
 */
function isPromisified(source: Source, rewrite: Rewrite, executor: Executor, values: readonly TSESTree.Expression[]): boolean {
  const { fn, expression } = executor;
  const { body } = fn;
  const { call, callee, site } = rewrite;
  const isWhole = rewrite.position.form === 'arrow' || (body.type === 'BlockStatement' && body.body.length === 1 && body.body[0] === rewrite.position.statement);
  if (!isWhole || !callee || rewrite.usesThis || rewrite.declaration || ownsThis(source, fn) || !onlySettles(site.callback, settlersOf(executor))) return false;
  const parameters = call.arguments.filter((argument) => argument !== site.argument);
  const isPlain = (callee.form !== 'method' || callee.isPure) && parameters.every(isSimple);
  const kept = [call.callee, ...parameters, ...values];
  const losesComment = source.ast.comments?.some((comment) => contains(expression, comment) && !kept.some((node) => contains(node, comment))) ?? false;
  return isPlain && !losesComment && (isSurelyFunction(source, rewrite) || becomesRejection(expression));
}

/**
 * Whether the promise resolves to the first result, `resolve(text)`. With `resolve()` it does so only where nobody reads the value, or the callee
 * has no result: another promisified callee may resolve to a value.
 */
function forwardsResult({ results, facts }: Rewrite, completions: readonly Completion[], executor: Executor): boolean {
  const [returned, ...others] = completions.filter(({ kind }) => kind === 'return');
  if (returned?.value === null && results.form === 'none' && others.length === 0 && completions.length <= 2) return isAwaitedOnly(executor) || (facts?.nodeCore === true && facts.promisified === 'none');
  return (
    returned !== undefined &&
    others.length === 0 &&
    completions.length <= 2 &&
    results.form === 'first' &&
    results.parameter.type === 'Identifier' &&
    returned.value?.type === 'Identifier' &&
    returned.value.name === results.parameter.name
  );
}

/** Whether a promise is awaited as a statement, so that nobody reads its value: `await new Promise(...);`. */
function isAwaitedOnly({ expression: { parent } }: Executor): boolean {
  return parent.type === 'AwaitExpression' && parent.parent.type === 'ExpressionStatement';
}

/** Whether the callee is certainly a function. Otherwise its call, which rejected inside of the executor, would throw outside of it. */
function isSurelyFunction(source: Source, { call: { callee }, facts }: Rewrite): boolean {
  if (facts?.nodeCore === true || facts?.followsNodeContract === true) return true;
  if (callee.type !== 'Identifier') return false;
  const variable = variableAt(source, callee);
  return (
    variable?.defs.length === 1 &&
    variable.defs[0]?.node.type === 'FunctionDeclaration' &&
    variable.references.every((other) => !other.isWrite())
  );
}

/** Whether an exception of the expression becomes a rejection anyway: it is awaited, or returned by an async function. */
function becomesRejection(expression: TSESTree.NewExpression): boolean {
  const { parent } = expression;
  if (parent.type === 'AwaitExpression') return true;
  const host = hostOf(expression);
  const isReturned = parent === host || (parent.type === 'ReturnStatement' && !isInsideTry(parent));
  return isReturned && isFunction(host) && host.async;
}
