// Decides whether the function around a promise made by hand can be the async function that takes the promise's place.

import { type FunctionNode, type Source, hostOf, insideSameThis, isFunction, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Executor } from '../plan/types.js';
import { isAccessorOrConstructor, isMethod } from '../syntax/function-shape.js';
import { isSimple } from '../syntax/simple-expression.js';

/**
 * The function that only returns the promise, where it can take over the statements of the executor as an async function:
 * `function load() { return new Promise(executor); }` becomes `async function load() { ... }`.
 *
 * @returns null where more of the function could throw, or where a name, `this` or a declared type would mean something else
 */
export function matchPromiseHost(source: Source, { fn, expression }: Executor): FunctionNode | null {
  const { parent } = expression;
  const host = hostOf(expression);
  if (!isFunction(host) || host.generator || isAccessorOrConstructor(host)) return null;
  const isWhole = parent === host || (parent.type === 'ReturnStatement' && isOnlyStep(source, parent, host));
  if (!isWhole || !host.params.every((parameter) => parameter.type === 'Identifier')) return null;
  if (ownsThis(source, fn) || hasDirective(fn) || !returnsNativePromise(host, expression)) return null;
  const isClass = !isMethod(host) && /^[A-Z]/.test(host.id?.name ?? '');
  const own = source.scopeManager.acquire(host, true);
  const inner = source.scopeManager.acquire(fn, true);
  const hasRoom = inner?.variables.every(({ name }) => name === 'arguments' || isSettler(fn, name) || !own?.set.has(name)) === true;
  return hasRoom && !isClass ? host : null;
}

/** Whether nothing but the promise in the function can throw: `var self = this; return new Promise(...);`. */
function isOnlyStep({ text }: Source, statement: TSESTree.ReturnStatement, { body }: FunctionNode): boolean {
  if (body.type !== 'BlockStatement' || statement.parent !== body) return false;
  const [start] = statement.range;
  if (body.body.length > 1 && !/^[ \t]*$/.test(text.slice(text.lastIndexOf('\n', start - 1) + 1, start))) return false;
  return body.body.every(
    (other) =>
      other === statement ||
      other.type === 'FunctionDeclaration' ||
      (other.type === 'VariableDeclaration' &&
        other.declarations.every(({ id, init }) => id.type === 'Identifier' && (init === null || isSimple(init)))),
  );
}

/** Whether a name is that of `resolve` or `reject`, which goes away. */
export function isSettler({ params }: FunctionNode, name: string): boolean {
  return params.some((parameter) => parameter.type === 'Identifier' && parameter.name === name);
}

/** Whether a function has its own `this`, as arrow functions have not, and mentions it. */
export function ownsThis({ visitorKeys }: Source, fn: FunctionNode): boolean {
  return fn.type !== 'ArrowFunctionExpression' && someNode(fn.body, visitorKeys, ({ type }) => type === 'ThisExpression', insideSameThis);
}

/** Whether a body starts with a directive such as `'use strict'`, or a literal that reads like one. */
export function hasDirective({ body }: FunctionNode): boolean {
  const [first] = body.type === 'BlockStatement' ? body.body : [];
  return first?.type === 'ExpressionStatement' && first.expression.type === 'Literal';
}

/**
 * TypeScript: a declared result must be a `Promise`. Without one, the promise must have no type arguments, `new Promise<string>(...)`,
 * since the async function would lose them.
 */
function returnsNativePromise({ returnType }: FunctionNode, { typeArguments }: TSESTree.NewExpression): boolean {
  const type = returnType?.typeAnnotation;
  if (!type) return !typeArguments;
  return type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'Promise';
}
