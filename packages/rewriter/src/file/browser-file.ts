import { type Source, hasRole, isNodeModule, nodesOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { type Target, hasFeature, newestTarget } from '../target/target.js';

const browserFiles = new WeakMap<TSESTree.Program, boolean>();

/**
 * Whether a file is written for browsers, where `util.promisify` does not exist. One of these must hold:
 *
 * - it has JSX, or loads React or another library of this kind;
 * - it is an ES module that uses a browser global: `window.start = show;`;
 * - it is a script that uses a browser global and no Node global, or one that tests for Node: `typeof module === 'object'`.
 *
 * A component or module that loads a module of Node, such as `fs`, runs in Node and is no browser file.
 */
export function isBrowserFile(source: Source): boolean {
  const known = browserFiles.get(source.ast) ?? (isModule(source) ? isBrowserModule(source) : isComponent(source) || isBrowserScript(source));
  browserFiles.set(source.ast, known);
  return known;
}

function isModule({ ast, isModule: isParsedAsModule }: Source): boolean {
  return isParsedAsModule === true || ast.body.some(({ type }) => /^(?:Import|Export|TSImportEquals)/.test(type));
}

function isBrowserModule(source: Source): boolean {
  return isComponent(source) || (globalNames(source).some((name) => hasRole(name, 'browser-global')) && !loadsNodeModule(source));
}

/** A file that has JSX or loads a user interface library such as React, and no module of Node. */
function isComponent(source: Source): boolean {
  const isUserInterface = nodesOf(source).hasJsx || loadedModules(source).some((name) => hasRole(name, 'browser-library'));
  return isUserInterface && !loadsNodeModule(source);
}

function loadsNodeModule(source: Source): boolean {
  return loadedModules(source).some((name) => isNodeModule(name) || /^(?:node:)?util$/.test(name));
}

/** The module names in the file's imports and `require` calls: `react`, `./render`. */
function loadedModules(source: Source): readonly string[] {
  const { imports, calls } = nodesOf(source);
  const requests = [
    ...imports.map((node) => (node.type === 'TSExternalModuleReference' ? node.expression : node.source)),
    ...calls.flatMap(({ callee, arguments: [first] }) => (callee.type === 'Identifier' && callee.name === 'require' && first ? [first] : [])),
  ];
  return requests.flatMap((request) => (request.type === 'Literal' && typeof request.value === 'string' ? [request.value] : []));
}

/** `typeof module === 'object'`: a file that runs both in browsers and in Node asks which one it is in. */
const environmentTest = /\btypeof\s*\(?\s*(\w+)/g;

function isBrowserScript(source: Source): boolean {
  const names = globalNames(source);
  const testsForNode = [...source.text.matchAll(environmentTest)].some(([, name]) => isNodeGlobal(name));
  return names.some((name) => hasRole(name, 'browser-global')) && (!names.some(isNodeGlobal) || testsForNode);
}

/** The names that the file uses without declaring them. */
function globalNames({ scopeManager }: Source): readonly string[] {
  return (scopeManager.globalScope?.through ?? []).map(({ identifier }) => (identifier as TSESTree.Identifier).name);
}

function isNodeGlobal(name = ''): boolean {
  return hasRole(name, 'node-global');
}

/** Whether `callbackify` exists where a file runs: not in a browser, nor in Node before 8.2. */
export function hasCallbackify(source: Source, target: Target = newestTarget): boolean {
  return !isBrowserFile(source) && hasFeature(target, 'callbackify');
}
