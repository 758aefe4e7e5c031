import { type FunctionNode, type Source, contains, hostOf, isFunction, isInsideTry } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { CompletionMatcher } from '../async-host/completion-paths.js';
import { needsPromiseConstructor, onlyForwardsError, withOutcome } from '../error-forms/questions.js';
import { settlersOf } from '../async-host/executor.js';
import { matchPromiseHost, ownsThis } from '../async-host/promise-host.js';
import { isSimple } from '../syntax/simple-expression.js';
import { onlySettles } from '../callback/only-settles.js';
import { variableAt } from '../syntax/variables.js';
import { keepsSignature, type Outcome, unchangedBody } from './function-outcome.js';
import type { Completion, Executor, Rewrite, RewriteOptions } from './types.js';

/**
 * `(async () => { ... })()` in place of `new Promise((resolve, reject) => { ... })`, or what is plainer.
 *
 * @param becomesAsync whether the function around the promise may become `async`
 * @returns null where the promise is not settled once on every path
 */
export function matchPromise(
  source: Source,
  executor: Executor,
  roots: readonly Rewrite[],
  matcher: CompletionMatcher,
  becomesAsync: (host: FunctionNode) => boolean,
  { idiomatic }: RewriteOptions,
): Outcome | null {
  const completions = matcher.matchBody(executor.fn.body);
  if (!completions || !roots.every((root) => matcher.visited.includes(root))) return null;
  // A call that cannot be promisified only gets another promise made by hand.
  if (matcher.visited.some((part) => needsPromiseConstructor(part) && onlySettles(part.site.callback, settlersOf(executor)))) return null;
  // What the callback throws ended the process, and would reject the promise.
  const cannotThrow = matcher.visited.every(({ site }) => onlySettles(site.callback, settlersOf(executor), isSimple));
  if (!cannotThrow && !idiomatic) return null;
  const parts = matcher.visited.map((part) => withOutcome(part, completions));
  const outcome = { host: executor.fn, signature: keepsSignature };
  const [first] = parts;
  if (first && parts.length === 1 && isPromisified(source, first, executor, completions)) {
    const body = { ...unchangedBody, executor: { form: 'promise', executor } } as const;
    return { ...outcome, body, sites: [{ ...first, form: 'promise' }] };
  }
  const sites = parts.map((part) => (roots.some(({ site }) => site === part.site) ? { ...part, form: 'await' as const } : part));
  const body = { ...unchangedBody, completions, rethrowing: matcher.rethrowing };
  const host = matchPromiseHost(source, executor);
  if (!host || !becomesAsync(host)) return { ...outcome, body: { ...body, executor: { form: 'call', executor } }, sites };
  return {
    ...outcome,
    signature: host.async ? keepsSignature : { form: 'becomes-async', fn: host, dropped: [] },
    body: { ...body, executor: { form: 'host', executor, host } },
    sites,
  };
}

/** Whether the executor does nothing but call a function, and nothing but hand on its outcome. */
function isPromisified(source: Source, rewrite: Rewrite, executor: Executor, completions: readonly Completion[]): boolean {
  const { fn, expression } = executor;
  const { body } = fn;
  const { call, callee, site, error } = rewrite;
  const isWhole = rewrite.position.form === 'arrow' || (body.type === 'BlockStatement' && body.body.length === 1 && body.body[0] === rewrite.position.statement);
  if (!isWhole || !onlyForwardsError(error) || !callee || rewrite.usesThis || rewrite.declaration || ownsThis(source, fn)) return false;
  if (!forwardsResult(rewrite, completions) || !onlySettles(site.callback, settlersOf(executor))) return false;
  const parameters = call.arguments.filter((argument) => argument !== site.argument);
  const isPlain = (callee.form !== 'method' || callee.isPure) && parameters.every(isSimple);
  const kept = [call.callee, ...parameters];
  const losesComment = source.ast.comments?.some((comment) => contains(expression, comment) && !kept.some((node) => contains(node, comment))) ?? false;
  return isPlain && !losesComment && (isSurelyFunction(source, rewrite) || becomesRejection(expression));
}

/** `resolve(text)` with the only result: a callee of which nothing is asked may give one all the same. */
function forwardsResult({ results }: Rewrite, completions: readonly Completion[]): boolean {
  const [returned, ...others] = completions.filter(({ kind }) => kind === 'return');
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

/** A callee that is no function made the promise reject, and would throw. */
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

/** Whether what the expression throws arrives as a rejection all the same: `await` and `return` of an async function. */
function becomesRejection(expression: TSESTree.NewExpression): boolean {
  const { parent } = expression;
  if (parent.type === 'AwaitExpression') return true;
  const host = hostOf(expression);
  const isReturned = parent === host || (parent.type === 'ReturnStatement' && !isInsideTry(parent));
  return isReturned && isFunction(host) && host.async;
}
