import type { ApiFacts, CallbackSite, Scope, Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { ConstantCallee } from '../plan/types.js';
import { factsOf } from '../file/file-facts.js';
import { headOf } from '../file/file-head.js';

/**
 * Tells whether a callee is the same function from the imports on, as far as its file shows: a known function that comes from
 * an import or a `require` at the head of the file, of a variable that nothing else is assigned to. A module of this project may
 * be loaded in a circle and so be incomplete yet; a module that is handed to others may be changed by them; a function that is
 * tested for may be missing.
 */
export function matchConstantCallee(source: Source, { evidence, call }: CallbackSite, facts: ApiFacts | null): ConstantCallee | null {
  const { callee } = call;
  // A constant for what is missing on some platform would fail there as the file is loaded.
  if (facts === null || evidence !== 'catalog' || facts.missingOn || call.typeArguments) return null;
  if (callee.type === 'Identifier') {
    return usesOf(source, callee)?.every(isUsed) === true ? callee : null;
  }
  if (callee.type !== 'MemberExpression' || callee.computed || callee.object.type !== 'Identifier') return null;
  const { property } = callee;
  const isSafe = usesOf(source, callee.object)?.every((use) => isRead(use, property.type === 'Identifier' ? property.name : ''));
  return isSafe === true ? (callee as ConstantCallee) : null;
}

/** Where else the variable of an import is mentioned; null where the name is no such variable. */
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

function isImported(source: Source, { defs }: Scope.Variable): boolean {
  const [definition] = defs;
  if (!definition || defs.length > 1) return false;
  const node = definition.node as TSESTree.Node;
  const request = requestOf(node);
  const statement = node.type === 'TSImportEqualsDeclaration' ? node : node.parent;
  return request !== null && !/^[./]/.test(request) && (headOf(source.ast.body) as readonly unknown[]).includes(statement);
}

/** The module that a declaration takes its variables from. */
function requestOf(node: TSESTree.Node): string | null {
  if (node.parent?.type === 'ImportDeclaration') return node.parent.importKind === 'type' ? null : node.parent.source.value;
  if (node.type === 'TSImportEqualsDeclaration') {
    return node.moduleReference.type === 'TSExternalModuleReference' ? textOf(node.moduleReference.expression) : null;
  }
  let value = node.type === 'VariableDeclarator' ? node.init : null;
  while (value?.type === 'MemberExpression') value = value.object;
  return value?.type === 'CallExpression' && value.callee.type === 'Identifier' && value.callee.name === 'require' ? textOf(value.arguments[0]) : null;
}

function textOf(node: TSESTree.Node | undefined): string | null {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
}

/** Whether a module is only read from where it is mentioned, and this one member neither changed nor tested for. */
function isRead(module: TSESTree.Node, member: string): boolean {
  const { parent } = module;
  if (parent?.type === 'VariableDeclarator') return parent.id.type === 'ObjectPattern';
  if (parent?.type !== 'MemberExpression' || parent.object !== module) return false;
  if (parent.computed) return !isChanged(parent);
  return (parent.property.type === 'Identifier' && parent.property.name !== member) || isUsed(parent);
}

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

/** Whether an expression is called or handed on: a condition would show that it may be missing. */
function isUsed({ parent }: TSESTree.Node): boolean {
  return parent?.type === 'CallExpression' || parent?.type === 'MemberExpression';
}
