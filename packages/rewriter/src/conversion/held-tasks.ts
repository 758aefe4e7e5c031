// Recognizes a list of tasks that is made somewhere else than in the control-flow call: `tasks` of `tasks.push(function (next) {})`.

import { type FunctionNode, type Scope, type Source, contains, hostOf, insideSameFunction, isFunction, isLoop, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { variableAt } from '../syntax/variables.js';
import { matchWritten } from './flow-tasks.js';
import { isKnownArray, isKnownList } from './known-array.js';
import type { WrittenTask } from './types.js';

/** The tasks of a list, all of which are written in the file. */
export interface HeldTasks {
  readonly tasks: readonly WrittenTask[];
  /** The file shows that no task is added once the first one is called. */
  readonly isWhole: boolean;
}

/**
 * The tasks of a list that a control-flow call is given: a variable to which the file only ever adds functions, and which nobody but the
 * call reads, or `rows.map(function (row) { return function (next) {}; })`.
 *
 * @returns null where something else may be in the list, or somebody else may call a task
 */
export function matchHeld(source: Source, list: TSESTree.Expression): HeldTasks | null {
  if (list.type !== 'Identifier') {
    const tasks = list.type === 'CallExpression' ? tasksOfMap(source, list) : null;
    return tasks && { tasks, isWhole: true };
  }
  const variable = variableAt(source, list);
  const declarator = variable?.defs.length === 1 ? variable.defs[0]!.node : null;
  if (!variable || declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier' || !declarator.init || declarator.parent.parent.type === 'ExportNamedDeclaration') return null;
  const tasks = tasksOfValue(source, declarator.init);
  if (!tasks) return null;
  const all = [...tasks];
  let isWhole = hostOf(declarator) === hostOf(list);
  for (const reference of variable.references) {
    const { identifier } = reference;
    if (identifier === list || reference.init === true || isLength(identifier)) continue;
    const added = addedBy(source, reference);
    if (!added) return null;
    all.push(...added);
    isWhole &&= isReached(source, identifier, list) && !isRepeatedWith(list, identifier, declarator);
  }
  return all.length > 0 ? { tasks: all, isWhole } : null;
}

/** The tasks of the first value of a list: `[]`, `[function (next) {}]`, `rows.map(...)`. */
function tasksOfValue(source: Source, value: TSESTree.Expression): readonly WrittenTask[] | null {
  if (value.type === 'ArrayExpression') return tasksOfAll(source, value.elements);
  return value.type === 'CallExpression' ? tasksOfMap(source, value) : null;
}

function tasksOfAll(source: Source, nodes: readonly (TSESTree.Node | null)[]): readonly WrittenTask[] | null {
  const tasks = nodes.map((node) => (node ? taskOf(source, node) : null));
  return tasks.includes(null) ? null : (tasks as WrittenTask[]);
}

/** The task of `rows.map(function (row) { return function (next) {}; })`. */
function tasksOfMap(source: Source, call: TSESTree.CallExpression): readonly WrittenTask[] | null {
  const mapped = matchMap(call);
  const task = mapped && isKnownArray(source, call, mapped.fn) ? taskOf(source, returnedBy(source, mapped.fn)) : null;
  return task && [task];
}

function matchMap({ callee, arguments: [fn, ...others] }: TSESTree.CallExpression): { readonly list: TSESTree.Expression; readonly fn: FunctionNode } | null {
  const isMap = callee.type === 'MemberExpression' && !callee.computed && callee.property.type === 'Identifier' && callee.property.name === 'map';
  return isMap && fn && others.length === 0 && isFunction(fn) ? { list: callee.object, fn } : null;
}

/** A task for each item of a list, which is an array. */
export interface TaskOfItems {
  readonly list: TSESTree.Expression;
  readonly item: TSESTree.Identifier;
  readonly task: WrittenTask;
}

/** `rows`, `row` and the task of `rows.map(function (row) { return function (next) {}; })`; null where the outer function does more. */
export function matchTaskOfItems(source: Source, node: TSESTree.Expression): TaskOfItems | null {
  const mapped = node.type === 'CallExpression' ? matchMap(node) : null;
  if (!mapped) return null;
  const { list, fn } = mapped;
  const [item, ...others] = fn.params;
  const isOnly = fn.body?.type !== 'BlockStatement' || fn.body.body.length === 1;
  if (item?.type !== 'Identifier' || others.length > 0 || !isOnly || !isKnownArray(source, list, fn)) return null;
  const task = taskOf(source, returnedBy(source, fn));
  const isAssigned = source.scopeManager.getDeclaredVariables(fn).some(({ references }) => references.some((reference) => reference.isWrite()));
  // Not one that another function returns, `(function (row) { return function (next) {}; })(row)`.
  return task && hostOf(task.fn) === fn && !isAssigned ? { list, item, task } : null;
}

/** `function (next) {}`, or what `(function (row) { return function (next) {}; })(row)` returns. */
function taskOf(source: Source, node: TSESTree.Node | null): WrittenTask | null {
  if (node?.type === 'CallExpression') return isFunction(node.callee) ? taskOf(source, returnedBy(source, node.callee)) : null;
  const task = node && matchWritten(source, node);
  return task?.fn.params.length === 1 ? task : null;
}

/** The only value that a function returns, with its last statement; null where there are others. */
function returnedBy({ visitorKeys }: Source, fn: FunctionNode): TSESTree.Expression | null {
  if (fn.async || fn.generator || !fn.body) return null;
  if (fn.body.type !== 'BlockStatement') return fn.body;
  const last = fn.body.body.at(-1);
  const isOther = (node: TSESTree.Node): boolean => node.type === 'ReturnStatement' && node !== last;
  return last?.type === 'ReturnStatement' && !someNode(fn.body, visitorKeys, isOther, insideSameFunction) ? last.argument : null;
}

/** `tasks.length` */
function isLength({ parent }: TSESTree.Node): boolean {
  return parent?.type === 'MemberExpression' && !parent.computed && parent.property.type === 'Identifier' && parent.property.name === 'length' && !isChanged(parent);
}

function isChanged({ parent }: TSESTree.MemberExpression): boolean {
  return parent.type === 'AssignmentExpression' || parent.type === 'UpdateExpression';
}

/** The tasks of `tasks.push(function (next) {});`; null for any other reference. */
function addedBy(source: Source, { identifier }: Scope.Reference): readonly WrittenTask[] | null {
  const member = (identifier as TSESTree.Node).parent;
  if (member?.type !== 'MemberExpression' || member.object !== identifier || member.computed || member.property.type !== 'Identifier') return null;
  const { parent: call } = member;
  const isAdded = member.property.name === 'push' || member.property.name === 'unshift';
  return isAdded && call.type === 'CallExpression' && call.callee === member ? tasksOfAll(source, call.arguments) : null;
}

/** Whether code certainly does not run any more when a node is reached: it is in front of it, or in a function that is called there at once. */
function isReached(source: Source, code: TSESTree.Node, node: TSESTree.Node): boolean {
  if (code.range[1] > node.range[0]) return false;
  const host = hostOf(code);
  if (host === hostOf(node)) return true;
  if (!isFunction(host)) return false;
  const { parent } = host;
  const isAtOnce = parent.type === 'CallExpression' && (parent.callee === host || isGoneOver(source, parent));
  return isAtOnce && isReached(source, parent, node);
}

/** Whether a loop around a node runs other code again behind it, and goes on with the same variable. */
function isRepeatedWith(node: TSESTree.Node, code: TSESTree.Node, declarator: TSESTree.Node): boolean {
  for (let outer: TSESTree.Node | undefined = node; outer && !isFunction(outer); outer = outer.parent) {
    if (isLoop(outer) && contains(outer, code) && !contains(outer, declarator)) return true;
  }
  return false;
}

/** `files.forEach(function (file) {})` of an array, `_.each(files, function (file) {})` */
function isGoneOver(source: Source, { callee }: TSESTree.CallExpression): boolean {
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') return false;
  return isKnownList(source, callee.object) && (callee.property.name === 'forEach' || callee.property.name === 'map');
}
