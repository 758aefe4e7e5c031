// Recognizes a promise made by hand, `new Promise((resolve, reject) => { ... })`, and the calls that settle it.

import { type FunctionNode, type Scope, type Source, contains } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { referencesToArguments } from '../syntax/arguments-use.js';
import { hasOwnPromise } from '../file/global-promise.js';
import { isExecutor } from '../syntax/promise-executor.js';
import type { Completion, Executor } from '../plan/types.js';
import { expressionOf } from '../syntax/expressions.js';
import { isSimple } from '../syntax/simple-expression.js';

/**
 * Matches the executor of the language's own `Promise`, whose parameters are plain names.
 *
 * @returns null for another function, and where the executor uses its `arguments` or its own name, is async or a generator, or where a
 *   comment in the expression but outside of the executor's body would be lost
 */
export function matchExecutor(source: Source, fn: FunctionNode): Executor | null {
  const { parent: expression } = fn;
  if (!isExecutor(source, fn) || expression.type !== 'NewExpression' || expression.arguments.length !== 1) return null;
  if (fn.type === 'FunctionDeclaration' || fn.async || fn.generator || expression.callee.type !== 'Identifier') return null;
  if (expression.callee.name !== 'Promise' || hasOwnPromise(source)) return null;
  const scope = source.scopeManager.acquire(fn, true);
  const settlers = fn.params.map((parameter) => (parameter.type === 'Identifier' ? scope?.set.get(parameter.name) : undefined));
  const [resolve, reject = null] = settlers;
  const isBare = !source.ast.comments?.some((comment) => contains(expression, comment) && !contains(fn.body, comment));
  if (!isBare || !scope || !resolve || settlers.length > 2 || settlers.includes(undefined)) return null;
  const isSeen = (variable: Scope.Variable | undefined): boolean => (variable?.references.length ?? 0) > 0;
  const refersToItself = fn.id !== null && source.scopeManager.getDeclaredVariables(fn).some((variable) => variable.name === fn.id?.name && isSeen(variable));
  if (refersToItself || referencesToArguments(source, fn).length > 0) return null;
  return { fn, expression, resolve, reject };
}

/** The variables whose call settles the promise: `resolve`, and `reject` where the executor takes it. */
export function settlersOf({ resolve, reject }: Executor): readonly Scope.Variable[] {
  return reject ? [resolve, reject] : [resolve];
}

/**
 * What a call of `resolve` or `reject` becomes in an async function: `return value`, `throw error`.
 *
 * @returns null where further arguments might have an effect, and for `reject()`, since `throw` needs a value
 */
export function matchSettlement(call: TSESTree.CallExpression, { reject }: Executor): Completion | null {
  const [value, ...others] = call.arguments;
  if (value?.type === 'SpreadElement' || !others.every(({ type }) => type === 'Identifier')) return null;
  const rejects = reject?.references.some(({ identifier }) => identifier === call.callee) === true;
  if (rejects && !value) return null;
  return { call, passed: call.arguments, whole: call, kind: rejects ? 'throw' : 'return', value: value ?? null, forwarded: null };
}

/** Whether a statement only settles the promise again, as a second `resolve(text);` does, which has no effect. */
export function isIdleSettlement(statement: TSESTree.Statement, executor: Executor): boolean {
  const call = expressionOf(statement);
  return (
    call?.type === 'CallExpression' &&
    settlersOf(executor).some(({ references }) => references.some(({ identifier }) => identifier === call.callee)) &&
    call.arguments.every(isSimple)
  );
}
