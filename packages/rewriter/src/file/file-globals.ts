import { type Scope, type Source, hasRole, isNodeModule, nodesOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { variableAt, variableNamed } from '../syntax/variables.js';

/** `typeof module === 'object'`, as files ask that are for browsers and for Node. */
const typeQuestion = /\btypeof\s*\(?\s*(\w+)/g;

/** `Promise = require('bluebird')` */
const requiredPromise = /\bPromise\s*=\s*require\(\s*(["'])([\w-]+)\1\s*\)/g;

const replacing = new WeakMap<TSESTree.Program, boolean>();

const browserFiles = new WeakMap<TSESTree.Program, boolean>();

/**
 * Whether a file is for browsers, where there is no `util`: a script that has no `require` and imports nothing, or asks whether there
 * is one; a component; a module that uses what only browsers have. What loads `fs` and its like runs in Node all the same.
 */
export function isBrowserFile(source: Source): boolean {
  const known = browserFiles.get(source.ast) ?? (isModule(source) ? isBrowserModule(source) : isComponent(source) || isBrowserScript(source));
  browserFiles.set(source.ast, known);
  return known;
}

function isModule({ ast, isModule: isNamedSo }: Source): boolean {
  return isNamedSo === true || ast.body.some(({ type }) => /^(?:Import|Export|TSImportEquals)/.test(type));
}

function isBrowserModule(source: Source): boolean {
  return isComponent(source) || (globalNames(source).some((name) => hasRole(name, 'browser-global')) && !loadsNode(source));
}

/** A file with JSX, or one that loads React and its like. */
function isComponent(source: Source): boolean {
  const isShown = nodesOf(source).hasJsx || requestsOf(source).some((name) => hasRole(name, 'browser-library'));
  return isShown && !loadsNode(source);
}

function loadsNode(source: Source): boolean {
  return requestsOf(source).some((name) => isNodeModule(name) || /^(?:node:)?util$/.test(name));
}

/** The modules that a file loads, by the names that it writes. */
function requestsOf(source: Source): readonly string[] {
  const { imports, calls } = nodesOf(source);
  const requests = [
    ...imports.map((node) => (node.type === 'TSExternalModuleReference' ? node.expression : node.source)),
    ...calls.flatMap(({ callee, arguments: [first] }) => (callee.type === 'Identifier' && callee.name === 'require' && first ? [first] : [])),
  ];
  return requests.flatMap((request) => (request.type === 'Literal' && typeof request.value === 'string' ? [request.value] : []));
}

function isBrowserScript(source: Source): boolean {
  const names = globalNames(source);
  const asksForNode = [...source.text.matchAll(typeQuestion)].some(([, name]) => isOfNode(name));
  return names.some((name) => hasRole(name, 'browser-global')) && (!names.some(isOfNode) || asksForNode);
}

/** The names that a file uses and does not declare. */
function globalNames({ scopeManager }: Source): readonly string[] {
  return (scopeManager.globalScope?.through ?? []).map(({ identifier }) => (identifier as TSESTree.Identifier).name);
}

function isOfNode(name = ''): boolean {
  return hasRole(name, 'node-global');
}

/** Whether the file gets its `Promise` from a module that makes them like the language does. */
function requiresPromise({ text }: Source): boolean {
  return [...text.matchAll(requiredPromise)].some(([, , module = '']) => hasRole(module, 'promise-module'));
}

/** Whether the file declares a `Promise` of its own, or replaces the language's. */
export function hasOwnPromise(source: Source): boolean {
  return source.scopeManager.scopes.some(({ set }) => (set.get('Promise')?.defs.length ?? 0) > 0) || replacesPromise(source);
}

/**
 * Whether a file takes the language's `Promise` away or puts another one in its place, for all files: `delete global.Promise`,
 * `global.Promise = null`, `Promise = undefined` where none is declared. A rewritten call would get that one.
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

/** `global`, or a variable that may be the same: `var root = typeof window === 'object' ? window : global`. */
function isGlobalObject(source: Source, node: TSESTree.Node): boolean {
  const isNamedSo = (value: TSESTree.Node): boolean => value.type === 'Identifier' && hasRole(value.name, 'global-object') && isUndeclared(source, value);
  return choicesOf(node).some((value) => {
    const [definition] = value.type === 'Identifier' ? (variableAt(source, value)?.defs ?? []) : [];
    const declarator = definition?.node;
    return isNamedSo(value) || (declarator?.type === 'VariableDeclarator' && declarator.id === definition?.name && choicesOf(declarator.init).some(isNamedSo));
  });
}

/** What the value of an expression may be: both sides of `a || b`. */
function choicesOf(node: TSESTree.Node | null): readonly TSESTree.Node[] {
  if (node?.type === 'ConditionalExpression') return [...choicesOf(node.consequent), ...choicesOf(node.alternate)];
  if (node?.type === 'LogicalExpression') return [...choicesOf(node.left), ...choicesOf(node.right)];
  return node ? [node] : [];
}

function isUndeclared(source: Source, name: TSESTree.Identifier): boolean {
  return (variableAt(source, name)?.defs.length ?? 0) === 0;
}

/** Whether the `Promise` at a place is one that the file got from elsewhere, and that may be made in another way than the language's. */
export function isForeignPromise(source: Source, place: TSESTree.Node, isRenamed: (variable: Scope.Variable) => boolean): boolean {
  if (!hasOwnPromise(source) || requiresPromise(source)) return false;
  const variable = variableNamed(source, place, 'Promise');
  return variable !== null && variable.defs.length > 0 && !isRenamed(variable);
}
