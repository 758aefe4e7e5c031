import { type Scope, type Source, hasRole } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { References } from '../../file/references.js';
import { continuesLineBefore, insertBelow, insertion } from './insert-below.js';
import { headOf, isRequire, lastOfHead } from '../../file/file-head.js';
import type { LazyEdit } from '../edits/edit.js';
import type { Style } from '../../file/style.js';

/** The functions of `node:util` that a rewrite may need. */
export type UtilName = 'promisify' | 'callbackify';

/** How a file refers to these functions, with the edits that import them. */
export interface UtilImport {
  /** `promisify`, `util.promisify`, or another local name. */
  readonly nameOf: (name: UtilName) => string;
  readonly edits: readonly LazyEdit[];
}

/**
 * Finds the functions of `util` that a file has imported already, and plans an import of the others: added to an import of `util`, or
 * below the last import, as `import` or `require`.
 *
 * @param needed the functions that the rewrites need
 */
export function planImport(source: Source, references: References, style: Style, needed: readonly UtilName[]): UtilImport {
  const names = new Map<UtilName, string>();
  for (const name of needed) {
    const existing = findExisting(source, references, name);
    if (existing !== null) names.set(name, existing);
  }
  const missing = needed.filter((name) => !names.has(name));
  for (const name of missing) names.set(name, freeName(references, name));
  return {
    nameOf: (name) => names.get(name) ?? name,
    edits: missing.length > 0 ? [addImport(source, style, missing.map((name) => [name, names.get(name) ?? name]))] : [],
  };
}

/** `promisify`; where the file uses that name, `utilPromisify`, then with a number. */
function freeName(references: References, name: UtilName): string {
  for (let candidate: string = name, number = 1; ; candidate = `util${name === 'promisify' ? 'Promisify' : 'Callbackify'}${number > 1 ? number : ''}`, number += 1) {
    if (!references.has(candidate)) return candidate;
  }
}

const isUtil = (node: TSESTree.Node | null | undefined): boolean =>
  node?.type === 'Literal' && (node.value === 'util' || node.value === 'node:util');

/** How the imports of a file refer to a function of `util`: `promisify`, `util.promisify`; null where they do not have it. */
function findExisting(source: Source, references: References, name: UtilName): string | null {
  for (const statement of headOf(source.ast.body)) {
    const found =
      statement.type === 'ImportDeclaration'
        ? matchImport(statement, name)
        : statement.type === 'VariableDeclaration'
          ? firstOf(statement.declarations, (declarator) => matchRequire(declarator, name))
          : null;
    if (found && isOnlyVariable(references.variablesOf(found.split('.')[0] as string))) return found;
  }
  return null;
}

function matchImport({ source, specifiers, importKind }: TSESTree.ImportDeclaration, name: UtilName): string | null {
  if (!isUtil(source) || importKind === 'type') return null;
  return firstOf(specifiers, (specifier) => {
    if (specifier.type !== 'ImportSpecifier') return `${specifier.local.name}.${name}`;
    return specifier.imported.type === 'Identifier' && specifier.imported.name === name ? specifier.local.name : null;
  });
}

function matchRequire({ id, init }: TSESTree.VariableDeclarator, name: UtilName): string | null {
  if (id.type === 'Identifier') {
    if (isRequire(init, isUtil)) return `${id.name}.${name}`;
    const isMember =
      init?.type === 'MemberExpression' &&
      isRequire(init.object, isUtil) &&
      init.property.type === 'Identifier' &&
      init.property.name === name;
    return isMember ? id.name : null;
  }
  if (id.type !== 'ObjectPattern' || !isRequire(init, isUtil)) return null;
  return firstOf(id.properties, (property) =>
    property.type === 'Property' &&
    property.key.type === 'Identifier' &&
    property.key.name === name &&
    property.value.type === 'Identifier'
      ? property.value.name
      : null,
  );
}

/** Whether the variables with a name are a single one that is never reassigned, so that the name means the import in the whole file. */
export function isOnlyVariable(variables: readonly Scope.Variable[]): boolean {
  return variables.filter(({ defs }) => defs.length > 0).length === 1 &&
    variables.every(({ references }) => references.every((reference) => reference.init || !reference.isWrite()));
}

type LocalNames = readonly (readonly [name: UtilName, local: string])[];

function addImport(source: Source, style: Style, names: LocalNames): LazyEdit {
  const specifiers = (link: string): string =>
    names.map(([name, local]) => (name === local ? name : name + link + local)).join(', ');
  for (const statement of headOf(source.ast.body)) {
    const last = lastSpecifier(statement);
    if (last) return insertion(last.range[1], `, ${specifiers(statement.type === 'ImportDeclaration' ? ' as ' : ': ')}`);
  }
  return insertImport(source, style, specifiers);
}

/** The last name in an import of `util`, behind which another one can be added: `a` of `import { a } from 'util'`, of `const { a } = require('util')`. */
function lastSpecifier(statement: TSESTree.ProgramStatement): TSESTree.Node | null {
  if (statement.type === 'ImportDeclaration') {
    const last = statement.specifiers.at(-1);
    return isUtil(statement.source) && statement.importKind !== 'type' && last?.type === 'ImportSpecifier' ? last : null;
  }
  const [declarator, ...others] = statement.type === 'VariableDeclaration' ? statement.declarations : [];
  if (!declarator || others.length > 0 || declarator.id.type !== 'ObjectPattern' || !isRequire(declarator.init, isUtil)) return null;
  const last = declarator.id.properties.at(-1);
  return last?.type === 'Property' ? last : null;
}

/** The edit that adds an import of `util` below the last import, or at the top of the file. */
function insertImport(source: Source, style: Style, specifiers: (link: string) => string): LazyEdit {
  const { ast, text } = source;
  const isModule = source.isModule === true || ast.body.some(
    ({ type }) =>
      type === 'ImportDeclaration' || type === 'ExportNamedDeclaration' || type === 'ExportDefaultDeclaration' || type === 'ExportAllDeclaration',
  );
  const request = `${style.quote}${/["']node:/.test(text) ? 'node:' : ''}util${style.quote}`;
  const line = isModule
    ? `import { ${specifiers(' as ')} } from ${request}`
    : `const { ${specifiers(': ')} } = require(${request})`;
  const previous = lastOfHead(ast.body);
  if (previous) return insertBelow(source, style, previous, line);
  const first = ast.body[0] as TSESTree.Statement;
  const offset = startOfLead(source, first);
  return insertion(offset, `${line}${style.semicolon || (continuesLineBefore(text, offset, first) ? ';' : '')}\n\n`);
}

/** The start of the comments right above a statement that are about the statement and not about the file. */
function startOfLead({ ast, text }: Source, statement: TSESTree.Statement): number {
  let [start] = statement.range;
  for (const comment of [...(ast.comments ?? [])].reverse()) {
    if (comment.range[1] > start) continue;
    if (!/^[ \t]*\r?\n?[ \t]*$/.test(text.slice(comment.range[1], start)) || text.startsWith('#!', comment.range[0])) break;
    if (isAboutFile(text.slice(...comment.range))) break;
    [start] = comment.range;
  }
  return start;
}

/**
 * Whether a comment is about the whole file and must stay at its top: `// @ts-nocheck`, `/// <reference types="node" />`,
 * `/* eslint-env node *\/`, a license. `// eslint-disable-next-line` and `// @ts-expect-error` are about the line below.
 */
function isAboutFile(comment: string): boolean {
  if (comment.includes('next-line') || comment.includes('ignore next')) return false;
  if ([...comment.matchAll(/@([\w-]+)/g)].some(([, word = '']) => hasRole(word, 'file-pragma'))) return true;
  return /^(?:\/\*!|\/\/\/\s*<)|licen[sc]e|copyright|\b(?:eslint|jshint|jslint|tslint|oxlint|globals?)\b|\bignore file\b|ignore-all/i.test(comment);
}

/** The first result of `match` that is not null. */
function firstOf<Item, Found>(items: readonly Item[], match: (item: Item) => Found | null): Found | null {
  for (const item of items) {
    const found = match(item);
    if (found !== null) return found;
  }
  return null;
}
