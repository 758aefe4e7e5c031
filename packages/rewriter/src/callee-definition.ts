import type { CallbackSite, Scope, Source } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import { calleeName } from './callee.js';
import { exits } from './position.js';
import { type FunctionNode, type Host, contains, hostOf, isFunction } from './tree.js';

/** How a callee that is defined in the same file calls its callback, where that is not once and later. */
export type CalleeHabit = 'repeats' | 'synchronous';

/**
 * Looks at the definition of the callee, if the file holds it.
 *
 * @returns null where there is no definition, or nothing speaks against it
 */
export function findCalleeHabit(source: Source, { call, argument }: CallbackSite): CalleeHabit | null {
  const definition = definitionOf(source, call.callee);
  const parameter = definition?.params[(call.arguments as TSESTree.Node[]).indexOf(argument)];
  if (!definition || parameter?.type !== T.Identifier) return null;
  const variable = source.scopeManager.getDeclaredVariables(definition).find(({ identifiers }) => identifiers.includes(parameter));
  const references = variable?.references.map(({ identifier }) => identifier) ?? [];
  const calls = references.filter(isCalled);
  const uses = references.filter((identifier) => isCalled(identifier) || isHandedOn(identifier));
  if (uses.some((identifier) => isCalledAgain(identifier, calls, definition))) return 'repeats';
  const isSynchronous =
    calls.length > 0 &&
    !definition.async &&
    references.every((identifier) => isCalled(identifier) ? hostOf(identifier) === definition : isTested(identifier));
  return isSynchronous ? 'synchronous' : null;
}

/**
 * Whether the code behind the call reads what the callback writes, without waiting for it: then the callee must be one that
 * calls back before it returns.
 */
export function isAwaitedSynchronously(source: Source, { call, callback }: CallbackSite): boolean {
  const host = synchronousHostOf(call);
  const scope = source.scopeManager.acquire(callback, true);
  return (scope?.through ?? []).some(
    (reference) =>
      reference.isWrite() &&
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

function definitionOf(source: Source, callee: TSESTree.Expression): FunctionNode | null {
  if (callee.type !== T.Identifier) return null;
  const variable = variableAt(source, callee);
  const [definition, ...others] = variable?.defs ?? [];
  if (!definition || others.length > 0) return null;
  const { node } = definition;
  if (node.type === T.FunctionDeclaration) return node;
  return node.type === T.VariableDeclarator && isFunction(node.init) ? node.init : null;
}

/** The variable that an identifier refers to. */
function variableAt(source: Source, identifier: TSESTree.Identifier): Scope.Variable | null {
  for (let node: TSESTree.Node | undefined = identifier; node; node = node.parent) {
    const scope = source.scopeManager.acquire(node, true);
    if (!scope) continue;
    let found: Scope.Scope | null = scope;
    for (; found; found = found.upper) {
      const variable = found.set.get(identifier.name);
      if (variable) return variable;
    }
    return null;
  }
  return null;
}

function isCalled(identifier: TSESTree.Node): boolean {
  return identifier.parent?.type === T.CallExpression && identifier.parent.callee === identifier;
}

function isHandedOn(identifier: TSESTree.Node): boolean {
  const { parent } = identifier;
  return parent?.type === T.CallExpression && (parent.arguments as TSESTree.Node[]).includes(identifier);
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

const LOOPS: ReadonlySet<string> = new Set([T.ForStatement, T.ForInStatement, T.ForOfStatement, T.WhileStatement, T.DoWhileStatement]);
/** Events that come again and again, unlike `end` or `close`. */
const REPEATED_EVENTS = /^(?:data|readable|line|message|change|entry|file|row|request|connection)$/;

/** Whether a call of the callback is certainly, or without any condition, followed by another one. */
function isCalledAgain(identifier: TSESTree.Node, calls: readonly TSESTree.Node[], definition: FunctionNode): boolean {
  let isConditional = false;
  let node: TSESTree.Node = identifier;
  for (let parent = node.parent; parent && node !== definition; node = parent, parent = parent.parent) {
    if (parent.type === T.ReturnStatement || parent.type === T.ThrowStatement) return false;
    if (parent.type === T.IfStatement || parent.type === T.ConditionalExpression || parent.type === T.LogicalExpression) {
      isConditional = true;
    }
    if (parent.type === T.BlockStatement) {
      const later = parent.body.slice(parent.body.indexOf(node as TSESTree.Statement) + 1);
      const host = hostOf(identifier);
      for (const statement of later) {
        if (isCalled(identifier) && calls.some((other) => contains(statement, other) && hostOf(other) === host)) return true;
        if (exits(statement) || statement.type === T.BreakStatement) return false;
      }
    }
    if (LOOPS.has(parent.type) && !isConditional) return true;
    if (isFunction(parent) && isGivenToRepeater(parent)) return !isConditional;
  }
  return false;
}

function isGivenToRepeater(callback: FunctionNode): boolean {
  const call = callback.parent;
  if (call.type !== T.CallExpression) return false;
  const { callee } = call;
  const name = callee.type === T.Identifier ? callee.name : calleeName(callee);
  if (name === 'setInterval') return true;
  if (callee.type !== T.MemberExpression) return false;
  const [first] = call.arguments;
  if (first === callback) return name === 'forEach' || name === 'map';
  return (name === 'on' || name === 'addListener') && first?.type === T.Literal && REPEATED_EVENTS.test(String(first.value));
}
