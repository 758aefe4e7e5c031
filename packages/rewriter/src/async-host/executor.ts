import { type FunctionNode, type Scope, type Source, contains, hostOf, insideSameThis, isFunction, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { referencesToArguments } from '../syntax/arguments-use.js';
import { hasOwnPromise } from '../file/global-promise.js';
import { isAccessorOrConstructor, isMethod } from '../syntax/function-shape.js';
import { isExecutor } from '../syntax/promise-executor.js';
import type { Completion, Executor } from '../plan/types.js';
import { expressionOf } from '../syntax/expressions.js';

/** Recognizes `new Promise((resolve, reject) => { ... })` of the language's own `Promise`. */
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

/** The functions that settle the promise. */
export function settlersOf({ resolve, reject }: Executor): readonly Scope.Variable[] {
  return reject ? [resolve, reject] : [resolve];
}

/** `resolve(value)` and `reject(error)` in an async function: `return value`, `throw error`. */
export function matchSettlement(call: TSESTree.CallExpression, { reject }: Executor): Completion | null {
  const [value, ...others] = call.arguments;
  if (value?.type === 'SpreadElement' || !others.every(({ type }) => type === 'Identifier')) return null;
  const rejects = reject?.references.some(({ identifier }) => identifier === call.callee) === true;
  if (rejects && !value) return null;
  return { call, kind: rejects ? 'throw' : 'return', value: value ?? null };
}

/** `resolve(text);` behind another settlement: only the first one counts. */
export function isIdleSettlement(statement: TSESTree.Statement, executor: Executor): boolean {
  const call = expressionOf(statement);
  return (
    call?.type === 'CallExpression' &&
    settlersOf(executor).some(({ references }) => references.some(({ identifier }) => identifier === call.callee)) &&
    call.arguments.every(isSimple)
  );
}

/** Its value is told without a throw and without an effect. */
export function isSimple(node: TSESTree.Node): boolean {
  switch (node.type) {
    case 'Identifier':
    case 'Literal':
    case 'ThisExpression':
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return true;
    case 'ObjectExpression':
      return node.properties.every((property) => property.type === 'Property' && !property.computed && isSimple(property.value));
    case 'ArrayExpression':
      return node.elements.every((element) => element === null || isSimple(element));
    case 'UnaryExpression':
      return node.operator === '!' && isSimple(node.argument);
    case 'LogicalExpression':
      return isSimple(node.left) && isSimple(node.right);
    case 'BinaryExpression':
      return /^[!=]==?$/.test(node.operator) && [node.left, node.right].every(isSimple) && [node.left, node.right].some(({ type }) => type === 'Literal');
    default:
      return false;
  }
}

/**
 * The function that does nothing but return the promise, if it may be the async function itself: nobody sees a
 * difference, and the executor's variables have room beside its own.
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

/** `var self = this; return new Promise(...)`: nothing else in the function can throw. */
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

function isSettler({ params }: FunctionNode, name: string): boolean {
  return params.some((parameter) => parameter.type === 'Identifier' && parameter.name === name);
}

/** Whether a function has a `this` of its own and looks at it. */
export function ownsThis({ visitorKeys }: Source, fn: FunctionNode): boolean {
  return fn.type !== 'ArrowFunctionExpression' && someNode(fn.body, visitorKeys, ({ type }) => type === 'ThisExpression', insideSameThis);
}

function hasDirective({ body }: FunctionNode): boolean {
  const [first] = body.type === 'BlockStatement' ? body.body : [];
  return first?.type === 'ExpressionStatement' && first.expression.type === 'Literal';
}

/** TypeScript: what is declared must be a `Promise`, and what the promise is of must be said or be seen. */
function returnsNativePromise({ returnType }: FunctionNode, { typeArguments }: TSESTree.NewExpression): boolean {
  const type = returnType?.typeAnnotation;
  if (!type) return !typeArguments;
  return type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'Promise';
}
