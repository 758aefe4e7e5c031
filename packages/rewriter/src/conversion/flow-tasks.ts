// Recognizes the functions that a control-flow call is given: written in place, `function (next) {}`, or named, `load`, `async.apply(load, path)`.

import { type FunctionNode, type Scope, type Source, bindsArguments, dependsOnArgumentsOnly, functionIndexOf, hostOf, insideSameThis, isFunction, isNullish, nodesOf, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { hasOwnDirective } from '../callback/callback-shape.js';
import { factsOf } from '../file/file-facts.js';
import { variableAt } from '../syntax/variables.js';
import type { CalledTask, WrittenTask } from './types.js';

/**
 * The function of a control-flow call that is written in place; null for one that cannot become an async function there.
 *
 * @param callback which of its parameters the library passes the callback as
 */
export function matchWritten(source: Source, node: TSESTree.Node, callback: 'first' | 'last' = 'last'): WrittenTask | null {
  return isMovable(source, node, callback) ? { form: 'function', fn: node, callback: node.params.at(callback === 'first' ? 0 : -1) as TSESTree.Identifier } : null;
}

/** Whether a function can become an async one in its place: it has a block, plain parameters, and no use of its own name. */
function isMovable(source: Source, node: TSESTree.Node, callback: 'first' | 'last'): node is WrittenTask['fn'] {
  if (!isFunction(node) || node.async || node.generator || node.body.type !== 'BlockStatement' || hasOwnDirective(node)) return false;
  const declared = source.scopeManager.getDeclaredVariables(node);
  const own = node.type === 'FunctionExpression' && node.id ? declared.find(({ name }) => name === node.id?.name) : null;
  const isReplaced = declared.some(({ identifiers, references }) => identifiers[0] === node.params.at(callback === 'first' ? 0 : -1) && references.some((reference) => reference.isWrite()));
  return (own?.references.length ?? 0) === 0 && !isReplaced && node.params.length > 0 && node.params.every((parameter) => isPlain(parameter, declared));
}

function isPlain(parameter: TSESTree.Parameter, declared: readonly Scope.Variable[]): boolean {
  return parameter.type === 'Identifier' && declared.some(({ defs, identifiers }) => defs.length === 1 && identifiers[0] === parameter);
}

/** What a function with a name is called with, apart from what the library passes. */
interface Named extends Pick<CalledTask, 'given' | 'self'> {
  readonly callee: TSESTree.Expression;
  /** It is called without the object that it is read from: `store.load`, but not `store.load.bind(store)`. */
  readonly losesReceiver: boolean;
}

/**
 * The function of a control-flow call that has a name: `load`, `store.load.bind(store)`, `async.apply(load, path)`. What is evaluated to get it
 * must be the same when it is called, later.
 *
 * @param passed what stands in the place of each argument that the library passes in front of the callback
 * @param isFirst nothing has run when it is called
 */
export function matchCalled(source: Source, node: TSESTree.Node, passed: readonly TSESTree.Expression[], isFirst: boolean): CalledTask | null {
  const named = matchNamed(source, node);
  if (!named) return null;
  const { callee, given, self, losesReceiver } = named;
  if (!isStable(source, callee, false) || !given.every((argument) => isStable(source, argument, isFirst)) || (self && !isStable(source, self, false))) return null;
  const definitions = functionIndexOf(source).definitionsOf(callee);
  const usesThis = (fn: FunctionNode): boolean => fn.type !== 'ArrowFunctionExpression' && someNode(fn.body, source.visitorKeys, ({ type }) => type === 'ThisExpression', insideSameThis);
  if (definitions.some((fn) => fn.async || fn.generator) || (losesReceiver && definitions.some(usesThis))) return null;
  const { range, loc, parent } = node;
  // The call that the library makes. Its last argument stands for the callback.
  const call = { type: 'CallExpression', callee, arguments: [...given, ...passed, node], optional: false, typeArguments: undefined, range, loc, parent } as TSESTree.CallExpression;
  return { form: 'call', node: node as TSESTree.Expression, call, given, self, losesReceiver };
}

function matchNamed(source: Source, node: TSESTree.Node): Named | null {
  if (node.type === 'Identifier' || node.type === 'MemberExpression') return { callee: node, given: [], self: null, losesReceiver: node.type === 'MemberExpression' };
  if (node.type !== 'CallExpression' || node.optional || node.arguments.some(({ type }) => type === 'SpreadElement')) return null;
  const [first, ...given] = node.arguments as readonly TSESTree.Expression[];
  if (!first) return null;
  const path = functionIndexOf(source).paths.pathOf(node.callee)?.replaceAll('()', '');
  if (path && bindsArguments(path)) return { callee: first, given, self: null, losesReceiver: first.type === 'MemberExpression' };
  const { callee: bind } = node;
  if (bind.type !== 'MemberExpression' || bind.computed || bind.property.type !== 'Identifier' || bind.property.name !== 'bind') return null;
  const { object: callee } = bind;
  if (isNullish(first)) return { callee, given, self: null, losesReceiver: callee.type === 'MemberExpression' };
  const isOwn = callee.type === 'MemberExpression' && source.text.slice(...callee.object.range) === source.text.slice(...first.range);
  return { callee, given, self: isOwn ? null : first, losesReceiver: false };
}

/**
 * Whether an expression has the value later that it has now, as far as the file shows.
 *
 * @param isNow it is evaluated at once
 */
function isStable(source: Source, node: TSESTree.Node, isNow: boolean): boolean {
  switch (node.type) {
    case 'Literal':
    case 'ThisExpression':
      return true;
    case 'Identifier': {
      const variable = variableAt(source, node);
      return variable === null || variable.references.every((reference) => !reference.isWrite() || reference.init === true || isBefore(reference.identifier, node));
    }
    case 'MemberExpression':
      return !node.computed && node.property.type === 'Identifier' && isStable(source, node.object, isNow) && (isNow || !isAssigned(source, node.property.name));
    case 'ObjectExpression':
      return node.properties.every((property) => property.type === 'Property' && !property.computed && isStable(source, property.value, isNow));
    case 'ArrayExpression':
      return node.elements.every((element) => element !== null && isStable(source, element, isNow));
    case 'CallExpression':
      return (isNow || dependsOnArgumentsOnly(functionIndexOf(source).paths.pathOf(node.callee) ?? '')) && node.arguments.every((argument) => isStable(source, argument, isNow));
    case 'BinaryExpression':
      return [node.left, node.right].every((operand) => isStable(source, operand, isNow));
    default:
      return isNow && !isFunction(node) && node.type !== 'AwaitExpression' && node.type !== 'YieldExpression' && node.type !== 'SpreadElement';
  }
}

/** Whether code has run, in the same function, when a node is reached. */
function isBefore(code: TSESTree.Node, node: TSESTree.Node): boolean {
  return hostOf(code) === hostOf(node) && code.range[1] <= node.range[0];
}

/** Whether the file assigns to a property of a name, in another way than with a function. */
function isAssigned(source: Source, name: string): boolean {
  return nodesOf(source).members.some(({ property, computed, parent, range }) => {
    if (computed || property.type !== 'Identifier' || property.name !== name) return false;
    if (parent.type === 'AssignmentExpression' && parent.left.range[0] === range[0] && parent.left.range[1] === range[1]) return !isFunction(parent.right);
    return parent.type === 'UpdateExpression' || (parent.type === 'UnaryExpression' && parent.operator === 'delete');
  });
}

/** The parameter of the definition of a function in the file, as a name for what it is called with; null where there is none. */
export function parameterNameOf(source: Source, callee: TSESTree.Node, index: number): string | null {
  const parameter = functionIndexOf(source).definitionsOf(callee)[0]?.params[index];
  return parameter?.type === 'Identifier' ? parameter.name : null;
}

/** Whether a name is mentioned in some ranges of the file. */
export function isMentioned(source: Source, name: string, ranges: readonly (readonly [number, number])[]): boolean {
  const { references } = factsOf(source);
  return ranges.some((range) => references.hasWithin(name, range));
}
