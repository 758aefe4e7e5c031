// Finds the callees that can be promisified once for a whole file: `const readFile = promisify(fs.readFile);` below the imports.

import type { ApiFacts, CallbackSite, Scope, Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { ConstantCallee } from '../plan/types.js';
import { factsOf } from '../file/file-facts.js';
import { headOf } from '../file/file-head.js';

/**
 * Matches a callee that can be promisified once, below the imports: a catalogued function of a module that is imported or required at
 * the head of the file, where nothing in the file may replace the function afterwards.
 *
 * Not matched: a relative module, which a circular import may load incompletely; a module that is passed to other code, which may change
 * it; a function that the file tests for, `if (fs.copyFile)`, since it may be missing.
 *
 * @param facts the catalogue's facts of the callee, null for an unknown callee
 * @returns the callee; null where it may not be promisified in advance
 */
export function matchConstantCallee(source: Source, { evidence, call }: CallbackSite, facts: ApiFacts | null): ConstantCallee | null {
  const { callee } = call;
  // Where a platform lacks the function, promisifying it would throw as the file is loaded, even if it is never called.
  if (facts === null || evidence !== 'catalog' || facts.missingOn || call.typeArguments) return null;
  if (callee.type === 'Identifier') {
    return usesOf(source, callee)?.every(isUsed) === true ? callee : null;
  }
  if (callee.type !== 'MemberExpression' || callee.computed || callee.object.type !== 'Identifier') return null;
  const { property } = callee;
  const isSafe = usesOf(source, callee.object)?.every((use) => isRead(use, property.type === 'Identifier' ? property.name : ''));
  return isSafe === true ? (callee as ConstantCallee) : null;
}

/** All mentions that read the variable of an import; null where the name is another variable, or is assigned to later. */
function usesOf(source: Source, name: TSESTree.Identifier): readonly TSESTree.Node[] | null {
  const { references } = factsOf(source);
  // References to `var` at the top of a script are unresolved.
  const variableOf = ({ resolved }: Scope.Reference): Scope.Variable | undefined => resolved ?? source.scopeManager.globalScope?.set.get(name.name);
  const [reference] = references.within(name.name, name.range);
  const variable = reference && variableOf(reference);
  if (!variable || !isImported(source, variable)) return null;
  const all = references.within(name.name, [0, source.text.length]).filter((each) => variableOf(each) === variable);
  if (all.some((each) => each.isWrite() && !each.init)) return null;
  return all.filter((each) => !each.isWrite()).map(({ identifier }) => identifier as TSESTree.Node);
}

/** Whether a variable is declared by an import of a package or of Node, at the head of the file. */
function isImported(source: Source, { defs }: Scope.Variable): boolean {
  const [definition] = defs;
  if (!definition || defs.length > 1) return false;
  const node = definition.node as TSESTree.Node;
  const request = requestOf(node);
  const statement = node.type === 'TSImportEqualsDeclaration' ? node : node.parent;
  return request !== null && !/^[./]/.test(request) && (headOf(source.ast.body) as readonly unknown[]).includes(statement);
}

/** The module that a declaration imports or requires: `fs` of `const { readFile } = require('fs').promises`. */
function requestOf(node: TSESTree.Node): string | null {
  if (node.parent?.type === 'ImportDeclaration') return node.parent.importKind === 'type' ? null : node.parent.source.value;
  if (node.type === 'TSImportEqualsDeclaration') {
    return node.moduleReference.type === 'TSExternalModuleReference' ? textOf(node.moduleReference.expression) : null;
  }
  let value = node.type === 'VariableDeclarator' ? node.init : null;
  while (value?.type === 'MemberExpression') value = value.object;
  return value?.type === 'CallExpression' && value.callee.type === 'Identifier' && value.callee.name === 'require' ? textOf(value.arguments[0]) : null;
}

/** The value of a string literal. */
function textOf(node: TSESTree.Node | undefined): string | null {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
}

/** Whether a mention of a module only reads a member of it, and does not change or test for the member in question. */
function isRead(module: TSESTree.Node, member: string): boolean {
  const { parent } = module;
  if (parent?.type === 'VariableDeclarator') return parent.id.type === 'ObjectPattern';
  if (parent?.type !== 'MemberExpression' || parent.object !== module) return false;
  if (parent.computed) return !isChanged(parent);
  return (parent.property.type === 'Identifier' && parent.property.name !== member) || isUsed(parent);
}

/** Whether an expression is assigned to, deleted, or the target of a loop or a pattern. */
function isChanged(node: TSESTree.Node): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ForInStatement':
    case 'ForOfStatement':
      return parent.left === node;
    case 'UpdateExpression':
    case 'ArrayPattern':
    case 'RestElement':
      return true;
    case 'Property':
      return parent.parent.type === 'ObjectPattern';
    case 'UnaryExpression':
      return parent.operator === 'delete';
    default:
      return false;
  }
}

/**
 * Whether an expression is called, passed to a call or the object of a member. In a condition, `if (fs.copyFile)`, it is not: the file
 * takes into account that the function may be missing.
 */
function isUsed({ parent }: TSESTree.Node): boolean {
  return parent?.type === 'CallExpression' || parent?.type === 'MemberExpression';
}
