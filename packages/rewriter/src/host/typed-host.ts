// TypeScript: whether a host may become `async` without new errors of the compiler or of typescript-eslint.

import { type FunctionNode, type Source, nodesOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isMethod, propertyNameOf } from '../syntax/function-shape.js';
import { variableOf } from '../syntax/variables.js';

/**
 * Whether a function may become `async` in TypeScript. The rules `no-floating-promises` and `no-misused-promises` report a promise that
 * nobody awaits and a function that returns one where `void` is expected. Calls that are statements are no obstacle, since they get a
 * `void`: `void load();`. A function that is passed on, has a declared type or implements an interface is refused.
 */
export function mayBeTypedAsync(source: Source, host: FunctionNode): boolean {
  const variable = variableOf(source, host);
  if (variable) {
    const isTyped = variable.defs.some(({ node }) => node.type === 'VariableDeclarator' && Boolean(node.id.typeAnnotation));
    const mentions = variable.references.filter(({ init, identifier }) => init !== true && !isExport(identifier));
    return !isTyped && mentions.every(({ identifier }) => statementOfCall(identifier) !== null);
  }
  const { parent } = host;
  if (parent.type === 'ExportDefaultDeclaration') return true;
  if (isMethod(host) ? parent.type !== 'MethodDefinition' : parent.type !== 'PropertyDefinition') return false;
  const { superClass, implements: interfaces } = (parent as TSESTree.MethodDefinition | TSESTree.PropertyDefinition).parent.parent;
  const isTyped = parent.type === 'PropertyDefinition' && Boolean(parent.typeAnnotation);
  return superClass === null && interfaces.length === 0 && !isTyped && !isMentioned(source, propertyNameOf(host));
}

/** The statements `load();` that only call a function by its name. They get a `void` when the function becomes `async`. */
export function callStatementsOf(source: Source, fn: FunctionNode): readonly TSESTree.ExpressionStatement[] {
  return (variableOf(source, fn)?.references ?? []).flatMap(({ identifier }) => statementOfCall(identifier) ?? []);
}

function statementOfCall(name: TSESTree.Node): TSESTree.ExpressionStatement | null {
  const call = name.parent;
  if (call?.type !== 'CallExpression' || call.callee !== name) return null;
  return call.parent.type === 'ExpressionStatement' ? call.parent : null;
}

function isExport({ parent }: TSESTree.Node): boolean {
  return parent?.type === 'ExportSpecifier' || parent?.type === 'ExportDefaultDeclaration';
}

/** `this.load`, `other.load()` */
function isMentioned(source: Source, name: string | null): boolean {
  return nodesOf(source).members.some(({ property }) => (property.type === 'Identifier' || property.type === 'PrivateIdentifier') && property.name === name);
}
