import type { ApiFacts, CallbackSite, Scope, Source } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import type { ConstantCallee } from '../plan/types.js';
import { factsOf } from '../file/file-facts.js';
import { headOf } from '../render/imports/file-head.js';

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
  if (callee.type === T.Identifier) {
    return usesOf(source, callee)?.every(isUsed) === true ? callee : null;
  }
  if (callee.type !== T.MemberExpression || callee.computed || callee.object.type !== T.Identifier) return null;
  const { property } = callee;
  const isSafe = usesOf(source, callee.object)?.every((use) => isRead(use, property.type === T.Identifier ? property.name : ''));
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
  const statement = node.type === T.TSImportEqualsDeclaration ? node : node.parent;
  return request !== null && !/^[./]/.test(request) && (headOf(source.ast.body) as readonly unknown[]).includes(statement);
}

/** The module that a declaration takes its variables from. */
function requestOf(node: TSESTree.Node): string | null {
  if (node.parent?.type === T.ImportDeclaration) return node.parent.importKind === 'type' ? null : node.parent.source.value;
  if (node.type === T.TSImportEqualsDeclaration) {
    return node.moduleReference.type === T.TSExternalModuleReference ? textOf(node.moduleReference.expression) : null;
  }
  let value = node.type === T.VariableDeclarator ? node.init : null;
  while (value?.type === T.MemberExpression) value = value.object;
  return value?.type === T.CallExpression && value.callee.type === T.Identifier && value.callee.name === 'require' ? textOf(value.arguments[0]) : null;
}

function textOf(node: TSESTree.Node | undefined): string | null {
  return node?.type === T.Literal && typeof node.value === 'string' ? node.value : null;
}

/** Whether a module is only read from where it is mentioned, and this one member neither changed nor tested for. */
function isRead(module: TSESTree.Node, member: string): boolean {
  const { parent } = module;
  if (parent?.type === T.VariableDeclarator) return parent.id.type === T.ObjectPattern;
  if (parent?.type !== T.MemberExpression || parent.object !== module) return false;
  if (parent.computed) return !isChanged(parent);
  return (parent.property.type === T.Identifier && parent.property.name !== member) || isUsed(parent);
}

function isChanged(node: TSESTree.Node): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case T.AssignmentExpression:
    case T.AssignmentPattern:
    case T.ForInStatement:
    case T.ForOfStatement:
      return parent.left === node;
    case T.UpdateExpression:
    case T.ArrayPattern:
    case T.RestElement:
      return true;
    case T.Property:
      return parent.parent.type === T.ObjectPattern;
    case T.UnaryExpression:
      return parent.operator === 'delete';
    default:
      return false;
  }
}

/** Whether an expression is called or handed on: a condition would show that it may be missing. */
function isUsed({ parent }: TSESTree.Node): boolean {
  return parent?.type === T.CallExpression || parent?.type === T.MemberExpression;
}
