// Finds the function that a file exports under a name.

import { type FunctionNode, type Source, matchPropertyName, nodesOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { variableAt } from '../syntax/variables.js';

/** `exports.create = fn`, `module.exports = { create: fn }`, `export const create = fn`, `export function create() {}`, and a name of the function in these places. */
export function isExportedAs(source: Source, fn: FunctionNode, name: string): boolean {
  const variable = fn.type === 'FunctionDeclaration' ? fn.id && variableAt(source, fn.id) : fn.parent.type === 'VariableDeclarator' && fn.parent.id.type === 'Identifier' ? variableAt(source, fn.parent.id) : null;
  const declaration = fn.type === 'FunctionDeclaration' ? fn : fn.parent.parent;
  if (variable?.name === name && declaration?.parent?.type === 'ExportNamedDeclaration') return true;
  const places = variable ? variable.references.filter((reference) => reference.init !== true).map(({ identifier }) => identifier as TSESTree.Node) : [fn];
  // A function that has another use, such as a call in the file, is no handler only.
  return places.length === 1 && isExport(places[0]!, name);
}

function isExport(value: TSESTree.Node, name: string): boolean {
  const { parent } = value;
  if (parent?.type === 'AssignmentExpression' && parent.right === value && parent.left.type === 'MemberExpression') {
    return matchPropertyName(parent.left) === name && isExportsObject(parent.left.object);
  }
  if (parent?.type === 'ExportSpecifier') return parent.exported.type === 'Identifier' && parent.exported.name === name;
  if (parent?.type !== 'Property' || parent.computed || parent.value !== value || parent.key.type !== 'Identifier' || parent.key.name !== name) return false;
  const assignment = parent.parent.parent;
  return assignment.type === 'AssignmentExpression' && assignment.right === parent.parent && isExportsObject(assignment.left);
}

/** `exports`, `module.exports` */
function isExportsObject(node: TSESTree.Node): boolean {
  if (node.type === 'Identifier') return node.name === 'exports';
  return node.type === 'MemberExpression' && node.object.type === 'Identifier' && node.object.name === 'module' && matchPropertyName(node) === 'exports';
}

/** Whether what a call returns is exported under a name: `exports.create = middy(function (event, context, callback) {})`. */
export function isExportedElse(source: Source, name: string): boolean {
  return nodesOf(source).calls.some((call) => isExport(call, name) || (call.parent.type === 'VariableDeclarator' && call.parent.id.type === 'Identifier' && call.parent.id.name === name && call.parent.parent.parent.type === 'ExportNamedDeclaration'));
}
