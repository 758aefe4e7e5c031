// Recognizes values that emit events, so that whoever gets one has to subscribe before it emits.

import { type Source, functionIndexOf, hasRole, insideSameFunction, isFunction, nodesOf, someNode, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { variableAt } from '../syntax/variables.js';

/** How many assignments and parent classes are followed from a value on. */
const maximumDepth = 4;

/**
 * Whether an expression is a stream or another emitter, by its name, or by the class or the function that it was made with: `stream`,
 * `new OpStream()`, `createReadStream(path)`, an object of a class that extends one of `stream` or `events`. A callback that gets it a tick
 * later may miss events. The names only withhold a rewrite.
 */
export function isEmitter(source: Source, value: TSESTree.Node, depth = 0): boolean {
  if (depth > maximumDepth) return false;
  switch (value.type) {
    case 'Identifier':
      return hasRole(value.name, 'emitter') || writesOf(source, value).some((written) => isEmitter(source, written, depth + 1));
    case 'MemberExpression':
      return !value.computed && value.property.type === 'Identifier' && hasRole(value.property.name, 'emitter');
    case 'NewExpression':
      return isEmitterClass(source, value.callee, depth + 1);
    case 'CallExpression':
      return hasRole(verbOf(value.callee) ?? '', 'emitter');
    case 'ConditionalExpression':
      return [value.consequent, value.alternate].some((branch) => isEmitter(source, branch, depth + 1));
    case 'LogicalExpression':
      return [value.left, value.right].some((branch) => isEmitter(source, branch, depth + 1));
    default:
      return false;
  }
}

/** Whether a class is one of `stream` or `events`, has the name of such a class, or extends one. */
function isEmitterClass(source: Source, callee: TSESTree.Node, depth: number): boolean {
  if (depth > maximumDepth) return false;
  const path = functionIndexOf(source).paths.pathOf(callee) ?? '';
  if (/^(?:stream|events)(?:\.|$)/.test(path) || hasRole(verbOf(callee) ?? '', 'emitter')) return true;
  return callee.type === 'Identifier' && parentsOf(source, callee).some((parent) => isEmitterClass(source, parent, depth + 1));
}

/** What a class extends, `class Ops extends Readable {}`, and what `util.inherits(Ops, Readable)` gives it the methods of. */
function parentsOf(source: Source, name: TSESTree.Identifier): readonly TSESTree.Node[] {
  const variable = variableAt(source, name);
  if (!variable) return [];
  const declared = variable.defs.flatMap(({ node }) => {
    const value = node.type === 'VariableDeclarator' ? node.init : node;
    return (value?.type === 'ClassDeclaration' || value?.type === 'ClassExpression') && value.superClass ? [value.superClass] : [];
  });
  const inherited = nodesOf(source).calls.flatMap(({ callee, arguments: [heir, parent] }) => {
    const isHeir = hasRole(verbOf(callee) ?? '', 'inherits') && heir?.type === 'Identifier' && variableAt(source, heir) === variable;
    return isHeir && parent ? [parent] : [];
  });
  // `Ops.prototype = Object.create(Readable.prototype);`, `Ops.prototype.__proto__ = Readable.prototype;`
  const prototypes = variable.references.flatMap(({ identifier }) => {
    let member: TSESTree.Node = identifier;
    while (member.parent?.type === 'MemberExpression' && member.parent.object === member) member = member.parent;
    const { parent } = member;
    return member !== identifier && parent?.type === 'AssignmentExpression' && parent.left === member ? membersIn(source, parent.right) : [];
  });
  return [...declared, ...inherited, ...prototypes];
}

/** `Readable` of `Object.create(Readable.prototype)` and of `new Readable()`. */
function membersIn(source: Source, value: TSESTree.Expression): readonly TSESTree.Node[] {
  const found: TSESTree.Node[] = [];
  if (isFunction(value)) return found;
  someNode(value, source.visitorKeys, (node) => {
    if (node.type === 'NewExpression') found.push(node.callee);
    if (node.type === 'MemberExpression' && node.property.type === 'Identifier' && node.property.name === 'prototype') found.push(node.object);
    return false;
  }, insideSameFunction);
  return found;
}

function writesOf(source: Source, name: TSESTree.Identifier): readonly TSESTree.Node[] {
  return variableAt(source, name)?.references.flatMap(({ writeExpr }) => writeExpr ?? []) ?? [];
}
