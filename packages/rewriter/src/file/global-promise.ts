import { type Scope, type Source, hasRole, nodesOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { variableAt, variableNamed } from '../syntax/variables.js';

// Which `Promise` a file has: the language's, one of a library (`var Promise = require('bluebird')`), or one that replaces the
// language's for all files (`global.Promise = Fake`).

/** Whether `Promise` may be something else than the language's in this file: it declares a variable of this name, or replaces the global. */
export function hasOwnPromise(source: Source): boolean {
  return source.scopeManager.scopes.some(({ set }) => (set.get('Promise')?.defs.length ?? 0) > 0) || replacesPromise(source);
}

const replacing = new WeakMap<TSESTree.Program, boolean>();

/**
 * Whether a file deletes or replaces the global `Promise` for all files: `delete global.Promise`, `global.Promise = null`,
 * `Promise = undefined` without a declaration. The `Promise` in a rewritten call would then be the replacement.
 */
export function replacesPromise(source: Source): boolean {
  const known = replacing.get(source.ast) ?? (source.text.includes('Promise') && findsReplacement(source));
  replacing.set(source.ast, known);
  return known;
}

function findsReplacement(source: Source): boolean {
  const { definitions, members, calls } = nodesOf(source);
  const isGlobal = (node: TSESTree.Node): boolean =>
    node.type === 'Identifier' ? node.name === 'Promise' && isUndeclared(source, node) : isGlobalPromise(source, node);
  return (
    definitions.some((node) => node.type === 'AssignmentExpression' && isGlobal(node.left)) ||
    members.some((node) => node.parent.type === 'UnaryExpression' && node.parent.operator === 'delete' && isGlobal(node)) ||
    // Object.defineProperty(global, 'Promise', ...)
    calls.some(({ arguments: [object, value] }) => object !== undefined && value !== undefined && isGlobalObject(source, object) && namesPromise(value))
  );
}

/** `global.Promise`, `window['Promise']` */
function isGlobalPromise(source: Source, node: TSESTree.Node): boolean {
  if (node.type !== 'MemberExpression' || !isGlobalObject(source, node.object)) return false;
  return node.computed ? isPromiseName(node.property) : node.property.type === 'Identifier' && node.property.name === 'Promise';
}

function isPromiseName(node: TSESTree.Node): boolean {
  return node.type === 'Literal' && node.value === 'Promise';
}

/** `'Promise'`, `{ Promise: Other }` */
function namesPromise(node: TSESTree.Node): boolean {
  if (node.type !== 'ObjectExpression') return isPromiseName(node);
  return node.properties.some((property) => property.type === 'Property' && property.key.type === 'Identifier' && property.key.name === 'Promise');
}

/** `global`, or a variable that may hold it: `var root = typeof window === 'object' ? window : global`. */
function isGlobalObject(source: Source, node: TSESTree.Node): boolean {
  const isGlobalName = (value: TSESTree.Node): boolean => value.type === 'Identifier' && hasRole(value.name, 'global-object') && isUndeclared(source, value);
  return possibleValues(node).some((value) => {
    const [definition] = value.type === 'Identifier' ? (variableAt(source, value)?.defs ?? []) : [];
    const declarator = definition?.node;
    return isGlobalName(value) || (declarator?.type === 'VariableDeclarator' && declarator.id === definition?.name && possibleValues(declarator.init).some(isGlobalName));
  });
}

/** The expressions whose value an expression may have: `a` and `b` for `a || b`, and for `test ? a : b`. */
function possibleValues(node: TSESTree.Node | null): readonly TSESTree.Node[] {
  if (node?.type === 'ConditionalExpression') return [...possibleValues(node.consequent), ...possibleValues(node.alternate)];
  if (node?.type === 'LogicalExpression') return [...possibleValues(node.left), ...possibleValues(node.right)];
  return node ? [node] : [];
}

function isUndeclared(source: Source, name: TSESTree.Identifier): boolean {
  return (variableAt(source, name)?.defs.length ?? 0) === 0;
}

/**
 * Whether `Promise` at a place is a variable of the file that may not be constructed as the language's promise is: a class of the
 * file, or an import of an unknown module. The output then says `globalThis.Promise`.
 *
 * @param isRenamed whether the output gives a variable another name, so that it no longer hides the language's `Promise`
 */
export function isForeignPromise(source: Source, place: TSESTree.Node, isRenamed: (variable: Scope.Variable) => boolean): boolean {
  if (!hasOwnPromise(source) || requiresPromise(source)) return false;
  const variable = variableNamed(source, place, 'Promise');
  return variable !== null && variable.defs.length > 0 && !isRenamed(variable);
}

/** `Promise = require('bluebird')` */
const requiredPromise = /\bPromise\s*=\s*require\(\s*(["'])([\w-]+)\1\s*\)/g;

/** Whether `Promise` comes from a library whose promises are constructed as the language's are, such as bluebird. */
function requiresPromise({ text }: Source): boolean {
  return [...text.matchAll(requiredPromise)].some(([, , module = '']) => hasRole(module, 'promise-module'));
}
