// Finds errors that awaited code ignores since the callback before did: a rewrite keeps what a program does, and its faults.

import type { TSESTree } from '@typescript-eslint/types';

import { Bindings } from '../bindings/bindings.js';
import { nodesOf } from '../source/file-nodes.js';
import type { Source } from '../source/source.js';
import { type FunctionNode, isFunction } from '../syntax/function-node.js';
import { matchPropertyName, verbOf } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import { isIgnoredName } from '../vocabulary/parameter-names.js';
import type { UncheckedGrade } from './grade-error.js';

/** The comment in a `catch` that ignores an error as the callback before did. The codemod writes it, and somebody who has decided replaces it. */
export const ignoredAsBefore = 'error ignored, as before';

/** A call whose error is ignored. */
export interface IgnoredRejection {
  /** The awaited call, or the promise around it. */
  readonly node: TSESTree.Node;
  /** `lost` where a result is used all the same. */
  readonly grade: UncheckedGrade;
}

/**
 * Finds the awaited calls whose error is ignored as the callback before ignored it, in the order of the text. These forms are found:
 *
 * - `try { text = await load(); } catch { // error ignored, as before }`, by the comment;
 * - `const text = await new Promise((resolve) => load((err, text) => resolve(text)))`, unless the name of the error says that it is ignored;
 * - `const [, text] = await new Promise((resolve) => load((...results) => resolve(results)))`;
 * - `promisify(remove)(path).catch(() => {})`, without a comment in the braces.
 *
 * In the last three, the promise may also be the value of a constant that is awaited: `const pending = new Promise(...);`.
 */
export function findIgnoredRejections(source: Source): readonly IgnoredRejection[] {
  if (!mayIgnore(source.text)) return [];
  const { awaits, statements } = nodesOf(source);
  const awaited = awaits.flatMap((node) => {
    const grade: UncheckedGrade = isAssigned(node) ? 'lost' : 'ignored';
    return isIgnoredInTry(source, node) || leavesErrorOut(source, node) || isDroppedOnTheWay(source, node) || isSilenced(source, node.argument) ? [{ node: node.argument, grade }] : [];
  });
  const detached = statements.flatMap((statement) =>
    statement.type === 'ExpressionStatement' && isSilenced(source, statement.expression) ? [{ node: statement.expression, grade: 'ignored' as const }] : [],
  );
  return [...awaited, ...detached].sort((a, b) => a.node.range[0] - b.node.range[0]);
}

/** Whether a text may have one of the forms, so that most files need no search. */
function mayIgnore(text: string): boolean {
  return text.includes(ignoredAsBefore) || /\bnew (?:globalThis\.)?Promise\b/.test(text) || (text.includes('promisify(') && text.includes('.catch('));
}

/** Whether the value of an `await` is assigned to a variable. */
function isAssigned({ parent }: TSESTree.AwaitExpression): boolean {
  return parent.type === 'VariableDeclarator' || parent.type === 'AssignmentExpression';
}

/** Whether a `catch` around an `await` has the comment of the codemod, and nothing else. */
function isIgnoredInTry({ ast, text }: Source, node: TSESTree.Node): boolean {
  let block: TSESTree.Node = node;
  while (block.parent && !isFunction(block.parent) && block.parent.type !== 'TryStatement') block = block.parent;
  const { parent } = block;
  if (parent?.type !== 'TryStatement' || parent.block !== block || !parent.handler || parent.handler.body.body.length > 0) return false;
  const [start, end] = parent.handler.body.range;
  if (!text.slice(start, end).includes(ignoredAsBefore)) return false;
  const inside = (ast.comments ?? []).filter(({ range }) => start < range[0] && range[1] < end);
  return inside.length === 1 && inside[0]!.value.trim() === ignoredAsBefore;
}

/** Whether a promise resolves to the list of a callback's arguments, and the error, the first of them, is left out: `const [, text] = await new Promise(...)`. */
function leavesErrorOut(source: Source, { parent, argument }: TSESTree.AwaitExpression): boolean {
  const pattern = parent.type === 'VariableDeclarator' ? parent.id : parent.type === 'AssignmentExpression' ? parent.left : null;
  if (pattern?.type !== 'ArrayPattern' || pattern.elements[0] !== null) return false;
  return matchExecuted(promiseOf(source, argument))?.callback.params[0]?.type === 'RestElement';
}

/** Whether a promise resolves to the last argument of a callback, and its error is left out: `(err, text) => resolve(text)`. */
function isDroppedOnTheWay(source: Source, { argument }: TSESTree.AwaitExpression): boolean {
  const { resolve, callback } = matchExecuted(promiseOf(source, argument)) ?? {};
  const [error, ...results] = callback?.params ?? [];
  const body = callback?.body;
  if (body?.type !== 'CallExpression' || error?.type !== 'Identifier' || isIgnoredName(error.name)) return false;
  const [value, ...others] = body.arguments;
  const isResolved = body.callee.type === 'Identifier' && body.callee.name === resolve && others.length === 0;
  const last = results.at(-1);
  return isResolved && value?.type === 'Identifier' && last?.type === 'Identifier' && value.name === last.name;
}

/** The name of `resolve` and the callback in a promise around one call, `new Promise((resolve) => load(path, callback))`; null for another expression. */
function matchExecuted(node: TSESTree.Expression): { readonly resolve: string; readonly callback: FunctionNode } | null {
  const [executor] = node.type === 'NewExpression' ? node.arguments : [];
  if (!executor || !isFunction(executor)) return null;
  const [resolve, ...others] = executor.params;
  const [only, ...more] = executor.body.type === 'BlockStatement' ? executor.body.body : [];
  const expression = executor.body.type !== 'BlockStatement' ? executor.body : only?.type === 'ExpressionStatement' && more.length === 0 ? only.expression : null;
  const call = expression && unwrap(expression);
  const callback = call?.type === 'CallExpression' ? call.arguments.findLast((argument) => isFunction(argument)) : undefined;
  return callback && isFunction(callback) && resolve?.type === 'Identifier' && others.length === 0 ? { resolve: resolve.name, callback } : null;
}

/** For `pending` of `const pending = promisify(load)(path);` the call that makes the promise; any other expression itself. Only a `const` is followed. */
function promiseOf(source: Source, node: TSESTree.Expression): TSESTree.Expression {
  if (node.type !== 'Identifier') return node;
  const [definition, ...others] = new Bindings(source).variableOf(node)?.defs ?? [];
  const isConstant = others.length === 0 && definition?.node.type === 'VariableDeclarator' && definition.node.id.type === 'Identifier' && definition.node.parent.kind === 'const';
  return (isConstant && definition.node.init) || node;
}

/** Whether a rejection of a promisified function is ignored without a word: `promisify(remove)(path).catch(() => {})`. */
function isSilenced(source: Source, node: TSESTree.Node): boolean {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || matchPropertyName(node.callee) !== 'catch') return false;
  const [handler, ...others] = node.arguments;
  if (!handler || others.length > 0 || !isFunction(handler) || handler.params.length > 0) return false;
  const [start, end] = handler.body.range;
  return /^(?:\{\s*\}|undefined!)$/.test(source.text.slice(start, end)) && isPromisified(promiseOf(source, node.callee.object));
}

/** `promisify(remove)(path)`, `promisify(db.remove).call(db, path)` */
function isPromisified(node: TSESTree.Node): boolean {
  if (node.type !== 'CallExpression') return false;
  const callee = node.callee.type === 'MemberExpression' && matchPropertyName(node.callee) === 'call' ? node.callee.object : node.callee;
  return callee.type === 'CallExpression' && verbOf(callee.callee) === 'promisify';
}
