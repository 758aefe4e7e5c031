// Finds the export that has taken the place of a module which was a function: `const { rimraf } = require('rimraf')` since rimraf 5.

import { type ApiFacts, type Source, matchPropertyName } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isRequire } from '../file/file-head.js';
import type { MovedExport } from '../plan/types.js';
import { variableAt } from '../syntax/variables.js';

/**
 * The export that has taken the place of the module that is called, in the versions that the project uses.
 *
 * @param facts the catalogue's facts of the callee, null for an unknown callee
 * @returns null where the module is still the function
 */
export function movedExportOf(source: Source, callee: TSESTree.Node, facts: ApiFacts | null): MovedExport | null {
  const name = facts?.removed?.movedTo ?? null;
  return name === null ? null : { name, binding: callee.type === 'Identifier' ? replaceableBinding(source, callee, name) : null };
}

/** The member that a call names where the import stays as it is: `.rimraf` of `require('rimraf').rimraf(dir)`; else nothing. */
export function memberOfMoved({ moved }: { readonly moved: MovedExport | null }): string {
  return moved && moved.binding === null ? `.${moved.name}` : '';
}

/** The name of an import that the file never uses as an object with the export: each use calls it, passes it on, or reads another member of it. */
function replaceableBinding(source: Source, callee: TSESTree.Identifier, member: string): TSESTree.Identifier | null {
  const variable = variableAt(source, callee);
  const [definition, ...others] = variable?.defs ?? [];
  if (!variable || !definition || others.length > 0) return null;
  const isObject = variable.references.some(
    (reference) => reference.init !== true && (reference.isWrite() || isMember(reference.identifier as TSESTree.Node, member)),
  );
  return isObject ? null : nameInImport(definition.node as TSESTree.Node);
}

function isMember(object: TSESTree.Node, name: string): boolean {
  const { parent } = object;
  return parent?.type === 'MemberExpression' && parent.object === object && matchPropertyName(parent) === name;
}

/** `rimraf` of `const rimraf = require('rimraf')` and of `import rimraf from 'rimraf'`. */
function nameInImport(node: TSESTree.Node): TSESTree.Identifier | null {
  if (node.type === 'VariableDeclarator') return node.id.type === 'Identifier' && !node.id.typeAnnotation && isRequire(node.init, () => true) ? node.id : null;
  return node.type === 'ImportDefaultSpecifier' && node.parent.type === 'ImportDeclaration' && node.parent.specifiers.length === 1 ? node.local : null;
}
