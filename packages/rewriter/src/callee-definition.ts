import { type CallbackSite, type Scope, type Source, hasRole } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import { calleeName } from './callee.js';
import { reachesArgument } from './function-shape.js';
import { definitionsOf, mentionsOfParameter } from './own-definitions.js';
import { exits } from './position.js';
import { type FunctionNode, type Host, contains, hostOf, isCalled, isFunction, isLoop, someNode } from './tree.js';
import { variableAt, variableOf } from './variables.js';

/** How a callee that is defined in the same file calls its callback, where that is not once and later. */
export type CalleeHabit = 'repeats' | 'synchronous';

/**
 * Looks at the definition of the callee, if the file holds it.
 *
 * @returns null where there is no definition, or nothing speaks against it
 */
export function findCalleeHabit(source: Source, { call, argument }: CallbackSite): CalleeHabit | null {
  const habits = habitsOf(source, call, argument, new Set());
  if (habits.includes('repeats')) return 'repeats';
  return habits.length > 0 && habits.every((habit) => habit === 'synchronous') ? 'synchronous' : null;
}

/** How the definitions of a callee call one of its arguments, but those that were looked at on the way there. */
function habitsOf(source: Source, call: CallbackSite['call'], argument: TSESTree.Node, seen: Set<FunctionNode>): (CalleeHabit | null)[] {
  const index = (call.arguments as TSESTree.Node[]).indexOf(argument);
  const definitions = definitionsOf(source, call.callee).filter((definition) => !seen.has(definition));
  return definitions.map((definition) => habitOf(source, definition, index, seen.add(definition)));
}

/** How a function calls its parameter at a position. */
function habitOf(source: Source, definition: FunctionNode, index: number, seen: Set<FunctionNode>): CalleeHabit | null {
  const references = mentionsOfParameter(source, definition, index);
  if (references.some((reference) => isLimited(source, reference, definition))) return null;
  const calls = references.filter(isCalled);
  const handedOn = references.filter(reachesArgument);
  const recursions = handedOn.filter(({ parent }) => parent?.type === T.CallExpression && definitionsOf(source, parent.callee).includes(definition));
  const isRepeated =
    [...calls, ...handedOn].some((identifier) => isCalledAgain(source, identifier, { calls, recursions, definition })) ||
    handedOn.some((identifier) => isRepeatedByCallee(source, identifier, seen));
  if (isRepeated) return 'repeats';
  const isSynchronous =
    calls.length > 0 &&
    !definition.async &&
    references.every((identifier) => isCalled(identifier) ? hostOf(identifier) === definition : isTested(identifier));
  return isSynchronous ? 'synchronous' : null;
}

/** `load(cb)`, where the file shows that `load` calls it again. */
function isRepeatedByCallee(source: Source, identifier: TSESTree.Node, seen: Set<FunctionNode>): boolean {
  const { parent } = identifier;
  return parent?.type === T.CallExpression && habitsOf(source, parent, identifier, seen).includes('repeats');
}

/** `cb = once(cb);` at the top of a function */
function isLimited({ text }: Source, { parent }: TSESTree.Node, definition: FunctionNode): boolean {
  if (parent?.type !== T.AssignmentExpression || parent.parent.parent !== definition.body) return false;
  return parent.right.type === T.CallExpression && /\bonce\b/i.test(text.slice(...parent.right.range));
}

/**
 * Whether the code behind the call reads what the callback writes, without waiting for it: then the callee must be one that
 * calls back before it returns.
 */
export function isAwaitedSynchronously(source: Source, { call, callback }: CallbackSite): boolean {
  return isReadBehind(source, call, source.scopeManager.acquire(callback, true));
}

/** Whether what the callback writes is read behind a call: its own, or one of the same callee, or for each item, that it is made from. */
function isReadBehind(source: Source, call: CallbackSite['call'], callback: Scope.Scope | null): boolean {
  const host = synchronousHostOf(call);
  const outer = host.parent;
  const isMadeFrom =
    outer?.type === T.CallExpression &&
    outer.callee !== host &&
    (isGivenToRepeater(host) || source.text.slice(...outer.callee.range) === source.text.slice(...call.callee.range));
  if (isMadeFrom && isReadBehind(source, outer, callback)) return true;
  return (callback?.through ?? []).some(
    (reference) =>
      reference.isWrite() &&
      !isCount(reference.identifier) &&
      reference.resolved !== null &&
      reference.resolved.references.some(
        (read) =>
          read.isRead() &&
          read.identifier.range[0] > call.range[1] &&
          synchronousHostOf(read.identifier) === host &&
          !isOtherBranch(call, read.identifier),
      ),
  );
}

/** `pending--`, `pending -= 1`: what others have counted is read, too. */
function isCount({ parent }: TSESTree.Node): boolean {
  if (parent?.type !== T.AssignmentExpression) return parent?.type === T.UpdateExpression;
  return /^[+-]=$/.test(parent.operator) && (parent.right.type === T.Literal ? typeof parent.right.value === 'number' : parent.right.type === T.UnaryExpression);
}

/** The function that a node runs with: one that is called in its place is part of the one around it. */
function synchronousHostOf(node: TSESTree.Node): Host {
  const host = hostOf(node);
  const { parent } = host;
  const isCalled = isFunction(host) && parent?.type === T.CallExpression && (parent.callee === host || calleeName(parent.callee) === 'callbackify');
  return isCalled ? synchronousHostOf(parent) : host;
}

/** Whether two nodes stand in branches of which only one runs. */
function isOtherBranch(call: TSESTree.Node, other: TSESTree.Node): boolean {
  for (let node: TSESTree.Node | undefined = call; node && !isFunction(node); node = node.parent) {
    if (node.parent?.type === T.IfStatement && contains(node.parent, other) && !contains(node, other)) return true;
  }
  return false;
}

/** `cb && cb()`, `typeof cb`, `if (!cb)` */
function isTested({ parent }: TSESTree.Node): boolean {
  return (
    parent?.type === T.LogicalExpression ||
    parent?.type === T.UnaryExpression ||
    parent?.type === T.IfStatement ||
    parent?.type === T.BinaryExpression
  );
}

/** What a function does with its callback. */
interface CallbackUses {
  readonly calls: readonly TSESTree.Node[];
  /** Where it is handed on to the function itself. */
  readonly recursions: readonly TSESTree.Node[];
  readonly definition: FunctionNode;
}

/** Whether a call of the callback is certainly, or without any condition, followed by another one. */
function isCalledAgain(source: Source, identifier: TSESTree.Node, { calls, recursions, definition }: CallbackUses): boolean {
  let isConditional = false;
  let leaves = false;
  let node: TSESTree.Node = identifier;
  if (isGivenToRepeater(node)) return true;
  for (let parent = node.parent; parent && node !== definition; node = parent, parent = parent.parent) {
    if (parent.type === T.ReturnStatement || parent.type === T.ThrowStatement) leaves = true;
    if (parent.type === T.IfStatement || parent.type === T.ConditionalExpression || parent.type === T.LogicalExpression) {
      isConditional = true;
    }
    if (parent.type === T.BlockStatement && !leaves) {
      const later = parent.body.slice(parent.body.indexOf(node as TSESTree.Statement) + 1);
      const host = hostOf(identifier);
      for (const statement of later) {
        const isNext = (other: TSESTree.Node): boolean => contains(statement, other) && hostOf(other) === host;
        const isLater = (other: TSESTree.Node): boolean => contains(host, parent) && contains(statement, other);
        if (isCalled(identifier) && (calls.some(isNext) || recursions.some(isLater))) return true;
        if (exits(statement) || statement.type === T.BreakStatement) leaves = true;
      }
    }
    if (isLoop(parent) && !isConditional && !leaves) return true;
    if (!isFunction(parent) || parent === definition) continue;
    const names = variableOf(source, parent)?.references.map((reference) => reference.identifier) ?? [];
    if ([parent, ...names].some(isGivenToRepeater)) return !isConditional || ([parent, ...names].some(isListener) && !isStopped(source, parent));
    leaves = false;
  }
  return false;
}

function isGivenToRepeater(callback: TSESTree.Node): boolean {
  const call = callback.parent;
  if (call?.type !== T.CallExpression || call.callee === callback) return false;
  const { callee, arguments: args } = call;
  const name = callee.type === T.Identifier ? callee.name : (calleeName(callee) ?? '');
  if (hasRole(name, 'interval')) return true;
  if (callee.type !== T.MemberExpression) return false;
  return hasRole(name, 'iterates-in-file') ? isCalledWithEach(callee.object, args, callback) : isListener(callback);
}

/** `input.on('data', callback)` */
function isListener(callback: TSESTree.Node): boolean {
  const call = callback.parent;
  if (call?.type !== T.CallExpression || call.callee.type !== T.MemberExpression) return false;
  const [first] = call.arguments;
  return hasRole(calleeName(call.callee) ?? '', 'listens') && first?.type === T.Literal && hasRole(String(first.value), 'repeated-event');
}

/** Whether a listener may call back only once: it ends what it listens to, or keeps something in mind for the next time. */
function isStopped(source: Source, listener: FunctionNode): boolean {
  return someNode(listener.body, source.visitorKeys, (node) => {
    if (node.type === T.CallExpression) return hasRole(calleeName(node.callee) ?? '', 'stops');
    const target = node.type === T.AssignmentExpression ? node.left : node.type === T.UpdateExpression ? node.argument : null;
    return target !== null && !isDeclaredIn(source, listener, target);
  });
}

/** Whether what is written to belongs to a variable of the function itself. */
function isDeclaredIn(source: Source, fn: FunctionNode, target: TSESTree.Node): boolean {
  let root = target;
  while (root.type === T.MemberExpression) root = root.object;
  return root.type === T.Identifier && (variableAt(source, root)?.identifiers.some((name) => contains(fn, name)) ?? false);
}

/** `worker` of `async.each(list, worker, end)` and `list.map(worker)`, not the callback of `charset.detect(file, callback)`. */
function isCalledWithEach(object: TSESTree.Expression, args: readonly TSESTree.CallExpressionArgument[], callback: TSESTree.Node): boolean {
  const worker = args.at(-2);
  const endsIteration = args.length > 1 && args.at(-1) === callback && (isFunction(worker) || (args.length > 2 && worker?.type === T.Identifier));
  if (endsIteration) return false;
  const isLibrary = object.type === T.Identifier && hasRole(object.name, 'iteration-library');
  return isFunction(callback) || isLibrary || args[0] === callback;
}
