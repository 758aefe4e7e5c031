import { type FunctionNode, type Source, controlFlowOf, functionIndexOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { moduleName } from '../file/module-name.js';
import { propertyNameOf } from '../syntax/function-shape.js';
import { variableAt, variableOf } from '../syntax/variables.js';
import type { Place } from './types.js';

/**
 * Where a function is defined; null for a function whose users could not be told: an argument, a part of an expression.
 *
 * @param isClosed all users of its export are known, so that an exported declaration, `export function load() {}`, is a variable like another
 */
export function placeOf(source: Source, fn: FunctionNode, isClosed = false): Place | null {
  const { parent } = fn;
  switch (parent.type) {
    case 'AssignmentExpression': {
      const module = modulePlace(source, fn, parent);
      if (module) return module;
      const { left, parent: statement } = parent;
      const name = propertyNameOf(fn);
      const isStatement = parent.right === fn && parent.operator === '=' && statement.type === 'ExpressionStatement';
      if (left.type !== 'MemberExpression' || left.computed || !isStatement || name === null || (fn.id !== null && isUsedInside(source, fn)) || !isOwnObject(source, left.object)) return null;
      return { form: 'assignment', name, target: left, statement };
    }
    case 'Property': {
      const name = propertyNameOf(fn);
      return parent.value !== fn || parent.computed || parent.kind !== 'init' || name === null || isUsedInside(source, fn) || isPassed(parent) ? null : { form: 'property', name, property: parent };
    }
    case 'MethodDefinition': {
      const name = propertyNameOf(fn);
      return parent.kind !== 'method' || parent.computed || name === null || parent.key.type === 'PrivateIdentifier' ? null : { form: 'method', name, method: parent };
    }
    default:
      return variablePlace(source, fn, isClosed);
  }
}

/** Whether a function is in an object of tasks, `async.auto(tasks, cb)`: the library would take an async function beside it for a task, too. */
export function isTask(source: Source, place: Place): boolean {
  const holder = place.form === 'assignment' ? place.target.object : place.form === 'property' ? declaredBy(place.property.parent) : null;
  const variable = holder?.type === 'Identifier' ? variableAt(source, holder) : null;
  const { paths } = functionIndexOf(source);
  return variable?.references.some(({ identifier }) => {
    const { parent } = identifier as TSESTree.Node;
    const path = parent?.type === 'CallExpression' && parent.arguments[0] === identifier ? paths.pathOf(parent.callee)?.replaceAll('()', '') : null;
    return path !== null && path !== undefined && controlFlowOf(path) !== null;
  }) ?? false;
}

/** The variable that an object literal is the value of. */
function declaredBy({ parent }: TSESTree.Node): TSESTree.Node | null {
  return parent?.type === 'VariableDeclarator' ? parent.id : null;
}

/** The place of the function that is the whole module: `module.exports = function () {};`, `exports = module.exports = function () {};`. */
function modulePlace(source: Source, fn: FunctionNode, assignment: TSESTree.AssignmentExpression): Place | null {
  if (!isModuleExports(assignment.left) || assignment.right !== fn || assignment.operator !== '=' || isUsedInside(source, fn)) return null;
  let outer: TSESTree.Node = assignment;
  while (outer.parent?.type === 'AssignmentExpression') outer = outer.parent;
  const statement = outer.parent;
  if (statement?.type !== 'ExpressionStatement' || statement.parent.type !== 'Program') return null;
  return { form: 'module', name: fn.id?.name ?? moduleName(source.path), statement };
}

/** `module.exports` */
export function isModuleExports(node: TSESTree.Node): boolean {
  return node.type === 'MemberExpression' && node.object.type === 'Identifier' && node.object.name === 'module' && propertyOf(node) === 'exports';
}

/** The place of a function that a variable holds for good. */
function variablePlace(source: Source, fn: FunctionNode, isClosed: boolean): Place | null {
  const variable = variableOf(source, fn);
  const isExported = fn.parent.type === 'ExportNamedDeclaration' || fn.parent.type === 'ExportDefaultDeclaration' || fn.parent.parent?.parent?.type === 'ExportNamedDeclaration';
  if (!variable || variable.defs.length !== 1 || (isExported && !isClosed)) return null;
  const isReplaced = variable.references.some((reference) => reference.isWrite() && reference.writeExpr !== fn);
  return isReplaced || (fn.type !== 'FunctionDeclaration' && isUsedInside(source, fn)) ? null : { form: 'variable', variable };
}

/** Whether a function expression mentions itself by its own name: `exports.walk = function walk() { walk(); }`. */
function isUsedInside(source: Source, fn: FunctionNode): boolean {
  const own = fn.type === 'FunctionExpression' && fn.id ? source.scopeManager.getDeclaredVariables(fn).find(({ name }) => name === fn.id?.name) : null;
  return (own?.references.length ?? 0) > 0;
}

/**
 * Whether an object belongs to the file, so that its functions are no hooks that other code calls: `exports`, `this`, a function, class or
 * object of the file and its `prototype`. Not for `Model` of `const Model = db.define('model')`.
 */
function isOwnObject(source: Source, object: TSESTree.Node): boolean {
  if (object.type === 'ThisExpression') return true;
  if (object.type === 'MemberExpression') {
    return isModuleExports(object) || isOwnObject(source, object.object) || isPrototypeOfParameter(source, object);
  }
  if (object.type !== 'Identifier') return false;
  const [definition] = variableAt(source, object)?.defs ?? [];
  if (!definition) return object.name === 'exports';
  if (definition.node.type !== 'VariableDeclarator') return definition.type === 'FunctionName' || definition.type === 'ClassName';
  return definition.node.init !== null && isOwnValue(source, definition.node.init);
}

/** `Store.prototype` in `function (Store) { Store.prototype.get = function () {}; }`: what adds methods to a class that it is given. */
function isPrototypeOfParameter(source: Source, member: TSESTree.MemberExpression): boolean {
  const { object } = member;
  return propertyOf(member) === 'prototype' && object.type === 'Identifier' && variableAt(source, object)?.defs[0]?.type === 'Parameter';
}

/**
 * Whether an object literal is an argument or an item of a list: for `load` of `plugin.register({ load: function () {} })`. Whoever gets the
 * object calls its functions.
 */
function isPassed({ parent }: TSESTree.Property): boolean {
  const holder = parent.parent;
  if (holder?.type === 'Property') return isPassed(holder);
  return holder?.type === 'CallExpression' || holder?.type === 'NewExpression' || holder?.type === 'ArrayExpression';
}

/** `{}`, `function () {}`, `exports = module.exports = {}`, `Store.prototype` */
function isOwnValue(source: Source, value: TSESTree.Expression): boolean {
  switch (value.type) {
    case 'ObjectExpression':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ClassExpression':
      return true;
    case 'AssignmentExpression':
      return isOwnValue(source, value.right) || isOwnObject(source, value.left);
    case 'Identifier':
    case 'MemberExpression':
    case 'ThisExpression':
      return isOwnObject(source, value);
    default:
      return false;
  }
}

function propertyOf({ property, computed }: TSESTree.MemberExpression): string | null {
  return !computed && property.type === 'Identifier' ? property.name : null;
}
