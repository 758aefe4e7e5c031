// Finds the promise variant of a callee, the function beside it that returns a promise: `fs.promises.readFile` for `fs.readFile`.

import { type ApiFacts, type CallbackSite, type Source, hasRole } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isRequire } from '../file/file-head.js';
import type { ImportedVariant } from '../plan/types.js';
import { variableAt } from '../syntax/variables.js';
import { type Target, hasFeature, isFeature, isPromisesModule } from '../target/target.js';

/**
 * The promise variant of a callee, by its whole path.
 *
 * @param target where the project runs: old versions of Node have no `fs.promises`
 * @returns `fs.promises.readFile` for `fs.readFile`; null where there is none, or none for these arguments: `fs.promises` takes a path where
 *   `fs` takes a file descriptor as well
 */
export function promiseVariantOf(api: string | null, { arguments: [first] }: CallbackSite['call'], { variant, variantFor }: ApiFacts, target: Target): string | null {
  const object = api?.slice(0, api.lastIndexOf('.') + 1);
  if (variant === undefined || !object || !variant.startsWith(object)) return null;
  const owner = ownerOf(variant);
  if (isFeature(owner) && !hasFeature(target, owner)) return null;
  return variantFor !== 'paths' || (first !== undefined && isPath(first)) ? variant : null;
}

/** `fs.promises` of `fs.promises.readFile` */
function ownerOf(variant: string): string {
  return variant.slice(0, variant.lastIndexOf('.'));
}

/**
 * Where a callee that is a name was imported, if a module of Node exports its promise variant under the same name: `readFile` of
 * `const { readFile } = require('fs')`, which `fs/promises` has as well.
 *
 * @param variant see `promiseVariantOf`
 */
export function importedVariantOf(source: Source, callee: TSESTree.Identifier, variant: string, target: Target): ImportedVariant | null {
  const module = ownerOf(variant).replace('.', '/');
  const variable = variableAt(source, callee);
  const [definition, ...others] = variable?.defs ?? [];
  if (!isPromisesModule(module) || !hasFeature(target, module) || !variable || !definition || others.length > 0) return null;
  const specifier = specifierOf(definition.node as TSESTree.Node, definition.name as TSESTree.Node);
  const name = variant.slice(variant.lastIndexOf('.') + 1);
  return specifier && importedName(specifier) === name && isOfModule(specifier, module.split('/')[0]!) ? { variable, specifier, module } : null;
}

/** `readFile` of `const { readFile } = require('fs')`, at the top level of the file, and of `import { readFile } from 'fs'`. */
function specifierOf(node: TSESTree.Node, name: TSESTree.Node): ImportedVariant['specifier'] | null {
  if (node.type === 'ImportSpecifier') {
    const { parent } = node;
    return parent.type === 'ImportDeclaration' && parent.importKind !== 'type' && node.importKind !== 'type' ? (node as TSESTree.ImportSpecifier & { parent: TSESTree.ImportDeclaration }) : null;
  }
  if (node.type !== 'VariableDeclarator' || node.id.type !== 'ObjectPattern' || node.parent.parent.type !== 'Program') return null;
  const property = name.parent;
  return property?.type === 'Property' && property.parent === node.id && property.value === name ? (property as TSESTree.Property & { parent: TSESTree.ObjectPattern }) : null;
}

function importedName(specifier: ImportedVariant['specifier']): string | null {
  const name = specifier.type === 'ImportSpecifier' ? specifier.imported : specifier.computed ? null : specifier.key;
  return name?.type === 'Identifier' ? name.name : null;
}

function isOfModule({ parent }: ImportedVariant['specifier'], module: string): boolean {
  const isNamed = (node: TSESTree.Node | undefined): boolean => node?.type === 'Literal' && (node.value === module || node.value === `node:${module}`);
  return parent.type === 'ImportDeclaration' ? isNamed(parent.source) : parent.parent.type === 'VariableDeclarator' && isRequire(parent.parent.init, isNamed);
}

/** The string that names the module from which names are imported: `'fs'`. */
export function requestOf(list: ImportedVariant['specifier']['parent']): TSESTree.StringLiteral {
  if (list.type === 'ImportDeclaration') return list.source;
  const required = (list.parent as TSESTree.VariableDeclarator).init as TSESTree.CallExpression;
  return required.arguments[0] as TSESTree.StringLiteral;
}

/** An expression that is certainly a path and no file descriptor: a string, a name like `filename`, or `path.join(...)`. */
function isPath(node: TSESTree.Node): boolean {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string';
    case 'TemplateLiteral':
      return true;
    case 'Identifier':
      return hasRole(node.name, 'holds-path');
    case 'BinaryExpression':
      return node.operator === '+' && (isPath(node.left) || isPath(node.right));
    case 'CallExpression':
      return (
        node.callee.type === 'MemberExpression' &&
        node.callee.object.type === 'Identifier' &&
        node.callee.object.name === 'path' &&
        node.callee.property.type === 'Identifier' &&
        hasRole(node.callee.property.name, 'returns-path')
      );
    default:
      return false;
  }
}
