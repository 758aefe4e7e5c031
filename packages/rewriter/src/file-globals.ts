import { type Scope, type Source, hasRole } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { variableNamed } from './variables.js';

/** `typeof module === 'object'`, as files ask that are for browsers and for Node. */
const TYPE_QUESTION = /\btypeof\s*\(?\s*(\w+)/g;

/** `Promise = require('bluebird')` */
const REQUIRED_PROMISE = /\bPromise\s*=\s*require\(\s*(["'])([\w-]+)\1\s*\)/g;

const browserScripts = new WeakMap<TSESTree.Program, boolean>();

/** Whether a file is a script for browsers, which has no `require` and imports nothing, or asks whether there is one. */
export function isBrowserScript(source: Source): boolean {
  const known = browserScripts.get(source.ast) ?? usesBrowser(source);
  browserScripts.set(source.ast, known);
  return known;
}

function usesBrowser({ text, ast, isModule, scopeManager }: Source): boolean {
  if (isModule === true || ast.body.some(({ type }) => /^(?:Import|Export|TSImportEquals)/.test(type))) return false;
  const names = (scopeManager.globalScope?.through ?? []).map(({ identifier }) => (identifier as TSESTree.Identifier).name);
  return names.some((name) => hasRole(name, 'browser-global')) && (!names.some(isOfNode) || [...text.matchAll(TYPE_QUESTION)].some(([, name]) => isOfNode(name)));
}

function isOfNode(name = ''): boolean {
  return hasRole(name, 'node-global');
}

/** Whether the file gets its `Promise` from a module that makes them like the language does. */
function requiresPromise({ text }: Source): boolean {
  return [...text.matchAll(REQUIRED_PROMISE)].some(([, , module = '']) => hasRole(module, 'promise-module'));
}

/** Whether the file declares a `Promise` of its own, or replaces the language's. */
export function hasOwnPromise({ text, scopeManager }: Source): boolean {
  return scopeManager.scopes.some(({ set }) => (set.get('Promise')?.defs.length ?? 0) > 0) || /\bPromise\s*=(?!=)/.test(text);
}

/** Whether the `Promise` at a place is one that the file got from elsewhere, and that may be made in another way than the language's. */
export function isForeignPromise(source: Source, place: TSESTree.Node, isRenamed: (variable: Scope.Variable) => boolean): boolean {
  if (!hasOwnPromise(source) || requiresPromise(source)) return false;
  const variable = variableNamed(source, place, 'Promise');
  if (!variable || variable.defs.length === 0) return /\bPromise\s*=(?!=)/.test(source.text);
  return !isRenamed(variable);
}
