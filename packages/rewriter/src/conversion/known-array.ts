// Whether an expression is certainly an array when it is evaluated, so that its items can be gone over by `for ... of` and `map`.

import { type FunctionNode, type Scope, type Source, changesArray, contains, functionIndexOf, hostOf, isFunction, isReachedWithoutError, keepsArray, passesArray, returnsArray } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { variableAt } from '../syntax/variables.js';

/**
 * Whether an expression is certainly an array without holes: a literal, `Object.keys(files)`, `names.split(',')`, `Object.keys(files).map(read)`,
 * or a variable that only ever holds one.
 *
 * @param task the function that is called for each item, during which nobody may change the array
 */
export function isKnownArray(source: Source, node: TSESTree.Expression, task: FunctionNode): boolean {
  switch (node.type) {
    case 'ArrayExpression':
      return node.elements.every((element) => element !== null && element.type !== 'SpreadElement');
    case 'CallExpression':
      return isArrayResult(source, node, task);
    case 'Identifier': {
      const variable = variableAt(source, node);
      return variable !== null && (holdsArray(source, variable, task) || isPassedArray(source, variable, node)) && !mayChange(variable, task, node);
    }
    default:
      return false;
  }
}

/** `Object.keys(files)`, `_.keys(files)`, `names.split(',')`, and `rows.map(read)` of an array */
function isArrayResult(source: Source, { callee, arguments: given }: TSESTree.CallExpression, task: FunctionNode): boolean {
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') return false;
  const { object, property } = callee;
  const isGlobal = object.type === 'Identifier' && variableAt(source, object) === null;
  const path = isGlobal ? object.name : functionIndexOf(source).paths.pathOf(object);
  // `files` of `fs.readdir(dir, function (err, files) {})` is no module.
  if (path !== null && path !== undefined && !path.endsWith('()')) return returnsArray(path, property.name);
  if (property.name === 'split') return given.length === 1 && isSeparator(given[0]);
  return keepsArray(property.name) && isKnownArray(source, object, task) && given.every(({ type }) => property.name !== 'concat' || type === 'ArrayExpression');
}

/** A text or a regular expression, as the method of a string takes it. */
function isSeparator(node: TSESTree.CallExpressionArgument | undefined): boolean {
  return node?.type === 'Literal' && (typeof node.value === 'string' || 'regex' in node);
}

/** Whether all values that a variable ever has are arrays, the first of which it has from its declaration on. */
function holdsArray(source: Source, { defs, references }: Scope.Variable, task: FunctionNode): boolean {
  const [definition, ...others] = defs;
  const declarator = definition?.node;
  if (others.length > 0 || declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier' || !declarator.init) return false;
  return references.every((reference) => !reference.isWrite() || (reference.writeExpr && reference.writeExpr.type !== 'Identifier' && isKnownArray(source, reference.writeExpr as TSESTree.Expression, task)));
}

/** `names` of `fs.readdir(dir, function (err, names) { ... })`, where there is no error. */
function isPassedArray(source: Source, { defs, references }: Scope.Variable, mention: TSESTree.Identifier): boolean {
  const [definition, ...others] = defs;
  const callback = definition?.node;
  if (others.length > 0 || definition?.type !== 'Parameter' || !callback || !isFunction(callback) || callback.params[1] !== definition.name) return false;
  const { parent } = callback;
  const [error] = callback.params;
  const path = parent.type === 'CallExpression' && parent.arguments.at(-1) === callback ? functionIndexOf(source).paths.pathOf(parent.callee) : null;
  if (!path || !passesArray(path) || references.some((reference) => reference.isWrite()) || error?.type !== 'Identifier') return false;
  const variable = variableAt(source, error);
  return variable !== null && isReachedWithoutError(mention, (node) => variable.references.some(({ identifier }) => identifier === node), callback);
}

/**
 * Whether somebody may change an array while its items are gone over: a function other than the one of the loop mentions it, or code behind
 * the loop that does more than read it.
 */
function mayChange({ references }: Scope.Variable, task: FunctionNode, node: TSESTree.Identifier): boolean {
  return references.some(({ identifier, init }) => {
    if (init === true || identifier === node) return false;
    if (hostOf(identifier) === hostOf(node) && identifier.range[0] < node.range[0]) return false;
    return !isRead(identifier) || (contains(task, identifier) && isPassed(identifier));
  });
}

/** `names.length`, `names[0]`, `names.forEach(...)`, `show(names)`: all that does not assign to an item or call a method that changes the array. */
function isRead(identifier: TSESTree.Node): boolean {
  const { parent } = identifier;
  if (parent?.type !== 'MemberExpression' || parent.object !== identifier) return true;
  if (parent.parent.type === 'AssignmentExpression' && parent.parent.left === parent) return false;
  if (parent.parent.type === 'UpdateExpression' || parent.parent.type === 'UnaryExpression') return false;
  return parent.computed || parent.property.type !== 'Identifier' || !changesArray(parent.property.name);
}

function isPassed({ parent }: TSESTree.Node): boolean {
  return parent?.type === 'CallExpression';
}
