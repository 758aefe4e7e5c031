// Recognizes expressions that are certainly an error, by what the file shows of variables and functions.

import { type FunctionNode, type Source, exits, hostOf, insideSameFunction, isFunction, matchPropertyName, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { variableAt } from '../syntax/variables.js';

/**
 * Whether an expression is certainly an error: `e` of `var e = new Error('gone');`, and `notFound(id)`, where the file defines the function
 * and it returns nothing but errors.
 */
export function isOnlyError(source: Source, node: TSESTree.Node): boolean {
  return isError(source, node, new Set());
}

/** @param seen the functions that are being looked at: one that calls itself returns an error if its other paths do */
function isError(source: Source, node: TSESTree.Node, seen: Set<FunctionNode>): boolean {
  switch (node.type) {
    case 'NewExpression':
      return true;
    case 'Identifier': {
      const writes = variableAt(source, node)?.references.filter((reference) => reference.isWrite()) ?? [];
      return writes.length > 0 && writes.every(({ writeExpr, identifier }) => writeExpr != null && hostOf(identifier) === hostOf(node) && !isFunction(writeExpr) && isError(source, writeExpr, seen));
    }
    case 'CallExpression': {
      // `Object.assign(new Error(path), { status })`
      const [first] = isObjectAssign(source, node.callee) ? node.arguments : [];
      if (first) return isError(source, first, seen);
      const fn = functionNamed(source, node.callee);
      return fn !== null && returnsErrors(source, fn, seen);
    }
    default:
      return false;
  }
}

function returnsErrors(source: Source, fn: FunctionNode, seen: Set<FunctionNode>): boolean {
  if (seen.has(fn)) return true;
  seen.add(fn);
  const { body } = fn;
  if (fn.async || fn.generator) return false;
  if (body.type !== 'BlockStatement') return isError(source, body, seen);
  const returnsOther = (node: TSESTree.Node): boolean => node.type === 'ReturnStatement' && !(node.argument && isError(source, node.argument, seen));
  return exits(body) && !someNode(body, source.visitorKeys, returnsOther, insideSameFunction);
}

function isObjectAssign(source: Source, callee: TSESTree.Node): boolean {
  if (callee.type !== 'MemberExpression' || matchPropertyName(callee) !== 'assign' || callee.object.type !== 'Identifier') return false;
  return callee.object.name === 'Object' && (variableAt(source, callee.object)?.defs ?? []).length === 0;
}

/** The function that a name always means: one that the file declares and never replaces; null for another name. */
function functionNamed(source: Source, callee: TSESTree.Node): FunctionNode | null {
  const variable = callee.type === 'Identifier' ? variableAt(source, callee) : null;
  const [definition, ...others] = variable?.defs ?? [];
  if (!definition || others.length > 0 || variable?.references.some((reference) => reference.isWrite() && !reference.init)) return null;
  const { node } = definition;
  if (node.type === 'VariableDeclarator') return isFunction(node.init) ? node.init : null;
  return node.type === 'FunctionDeclaration' ? node : null;
}
