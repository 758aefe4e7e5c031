import type { Source } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import { isAdapted } from './adapted.js';
import type { Completion, CompletionMatcher } from './completion.js';
import { type Executor, isSimple, matchPromiseHost, ownsThis, settlersOf } from './executor.js';
import type { Rewrite, RewriteOptions } from './plan.js';
import { isInsideTry } from './position.js';
import { onlySettles } from './settling.js';
import { type FunctionNode, contains, hostOf, isFunction } from './tree.js';
import { variableAt } from './variables.js';
import { withOutcome } from './with-outcome.js';

/**
 * `(async () => { ... })()` in place of `new Promise((resolve, reject) => { ... })`, or what is plainer.
 *
 * @param becomesAsync whether the function around the promise may become `async`
 * @returns the rewrites that change; none where the promise is not settled once on every path
 */
export function matchPromise(
  source: Source,
  executor: Executor,
  roots: readonly Rewrite[],
  matcher: CompletionMatcher,
  becomesAsync: (host: FunctionNode) => boolean,
  { idiomatic }: RewriteOptions,
): Rewrite[] {
  const completions = matcher.matchBody(executor.fn.body);
  if (!completions || !roots.every((root) => matcher.visited.includes(root))) return [];
  // A call that cannot be promisified only gets another promise made by hand.
  if (matcher.visited.some((part) => isAdapted(part) && onlySettles(part.site.callback, settlersOf(executor)))) return [];
  // What the callback throws ended the process, and would reject the promise.
  const cannotThrow = matcher.visited.every(({ site }) => onlySettles(site.callback, settlersOf(executor), isSimple));
  if (!cannotThrow && !idiomatic) return [];
  const parts = matcher.visited.map((part) => withOutcome(part, completions));
  const [first] = parts;
  if (first && parts.length === 1 && isPromisified(source, first, executor, completions)) {
    return [{ ...first, form: 'promise', executor: { form: 'promise', executor } }];
  }
  const host = matchPromiseHost(source, executor);
  const form = host && becomesAsync(host) ? ({ form: 'host', executor, host } as const) : ({ form: 'call', executor } as const);
  const asyncHost = form.form === 'host' && !form.host.async ? form.host : null;
  const outcome = { executor: form, asyncHost, completions, rethrowing: matcher.rethrowing };
  return parts.map((part, index) => ({
    ...part,
    ...(roots.some(({ site }) => site === part.site) && { form: 'await' as const }),
    ...(index === 0 && outcome),
  }));
}

/** Whether the executor does nothing but call a function, and nothing but hand on its outcome. */
function isPromisified(source: Source, rewrite: Rewrite, executor: Executor, completions: readonly Completion[]): boolean {
  const { fn, expression } = executor;
  const { body } = fn;
  const { call, callee, site, error } = rewrite;
  const isWhole = rewrite.position.form === 'arrow' || (body.type === T.BlockStatement && body.body.length === 1 && body.body[0] === rewrite.position.statement);
  const isHandedOn = error.form === 'propagate' || (error.form === 'choice' && error.onError === null);
  if (!isWhole || !isHandedOn || !callee || rewrite.usesThis || rewrite.declaration || ownsThis(source, fn)) return false;
  if (!handsOnResult(rewrite, completions)) return false;
  const parameters = call.arguments.filter((argument) => argument !== site.argument);
  const isPlain = (callee.form !== 'method' || callee.isPure) && parameters.every(isSimple);
  const kept = [call.callee, ...parameters];
  const losesComment = source.ast.comments?.some((comment) => contains(expression, comment) && !kept.some((node) => contains(node, comment))) ?? false;
  return isPlain && !losesComment && (isSurelyFunction(source, rewrite) || becomesRejection(expression));
}

/** `resolve(text)` with the only result: a callee of which nothing is asked may give one all the same. */
function handsOnResult({ results }: Rewrite, completions: readonly Completion[]): boolean {
  const [returned, ...others] = completions.filter(({ kind }) => kind === 'return');
  return (
    returned !== undefined &&
    others.length === 0 &&
    completions.length <= 2 &&
    results.form === 'first' &&
    results.parameter.type === T.Identifier &&
    returned.value?.type === T.Identifier &&
    returned.value.name === results.parameter.name
  );
}

/** A callee that is no function made the promise reject, and would throw. */
function isSurelyFunction(source: Source, { call: { callee }, facts }: Rewrite): boolean {
  if (facts?.nodeCore === true || facts?.followsNodeContract === true) return true;
  if (callee.type !== T.Identifier) return false;
  const variable = variableAt(source, callee);
  return (
    variable?.defs.length === 1 &&
    variable.defs[0]?.node.type === T.FunctionDeclaration &&
    variable.references.every((other) => !other.isWrite())
  );
}

/** Whether what the expression throws arrives as a rejection all the same: `await` and `return` of an async function. */
function becomesRejection(expression: TSESTree.NewExpression): boolean {
  const { parent } = expression;
  if (parent.type === T.AwaitExpression) return true;
  const host = hostOf(expression);
  const isReturned = parent === host || (parent.type === T.ReturnStatement && !isInsideTry(parent));
  return isReturned && isFunction(host) && host.async;
}
