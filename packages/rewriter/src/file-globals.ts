import type { Scope, Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { variableNamed } from './variables.js';

const OF_BROWSERS: ReadonlySet<string> = new Set(['window', 'document', 'navigator', 'localStorage', 'alert', '$', 'jQuery', 'angular', 'define']);
const OF_NODE: ReadonlySet<string> = new Set(['require', 'module', 'exports', '__dirname', '__filename']);

/** `typeof module === 'object'`, as files ask that are for browsers and for Node. */
const ASKS_FOR_NODE = /\btypeof\s*\(?\s*(?:require|module|exports)\b/;

/** Modules that give a `Promise` which is made and awaited like the language's own. */
const PROMISE_MODULE = /\bPromise\s*=\s*require\(\s*(["'])(?:bluebird|any-promise|es6-promise|native-promise-only|pinkie(?:-promise)?|promise|lie)\1\s*\)/;

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
  return names.some((name) => OF_BROWSERS.has(name)) && (!names.some((name) => OF_NODE.has(name)) || ASKS_FOR_NODE.test(text));
}

/** Whether the file declares a `Promise` of its own, or replaces the language's. */
export function hasOwnPromise({ text, scopeManager }: Source): boolean {
  return scopeManager.scopes.some(({ set }) => (set.get('Promise')?.defs.length ?? 0) > 0) || /\bPromise\s*=(?!=)/.test(text);
}

/** Whether the `Promise` at a place is one that the file got from elsewhere, and that may be made in another way than the language's. */
export function isForeignPromise(source: Source, place: TSESTree.Node, isRenamed: (variable: Scope.Variable) => boolean): boolean {
  if (!hasOwnPromise(source) || PROMISE_MODULE.test(source.text)) return false;
  const variable = variableNamed(source, place, 'Promise');
  if (!variable || variable.defs.length === 0) return /\bPromise\s*=(?!=)/.test(source.text);
  return !isRenamed(variable);
}
