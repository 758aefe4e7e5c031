import type { TSESTree } from '@typescript-eslint/types';

import type * as Scope from '../../scope/scope.js';
import type { Source } from '../../source/source.js';
import { type FunctionNode, isFunction } from '../../syntax/function-node.js';
import { matchPropertyName } from '../../syntax/names.js';
import { someNode } from '../../syntax/search.js';
import { isCalled } from '../../syntax/surroundings.js';
import { hasRole } from '../../vocabulary/vocabulary.js';
import type { FunctionIndex } from '../index/function-index.js';

/**
 * What a function changes outside of itself: a variable (`found = row`, `count++`), what a variable holds (`list.push(row)`), or one
 * property of it (`box.value = row`); of `this` where it has that of the function around it.
 */
export interface Effect {
  readonly variable: Scope.Variable | 'this';
  /** The property that is written to; null for the variable itself or a collection. */
  readonly property: string | null;
}

/** How many functions that call each other are followed. */
const maximumDepth = 3;

/** The effects of a function and of the functions in it, and of those of the file that it calls. */
export function effectsOf(source: Source, index: FunctionIndex, fn: FunctionNode, depth = 0): readonly Effect[] {
  const through = source.scopeManager.acquire(fn, true)?.through ?? [];
  const own = through.flatMap((reference): readonly Effect[] => {
    const variable = index.bindings.variableOf(reference.identifier);
    if (!variable) return [];
    if (reference.isWrite()) return isCountdown(reference.identifier) ? [] : [{ variable, property: null }];
    const called = isCalled(reference.identifier) && depth < maximumDepth ? index.bindings.functionOf(reference.identifier) : null;
    if (called && called !== fn) return effectsOf(source, index, called, depth + 1);
    const property = changedPart(reference.identifier);
    return property === undefined ? [] : [{ variable, property }];
  });
  return fn.type === 'ArrowFunctionExpression' ? [...own, ...effectsOnThis(source, fn)] : own;
}

function effectsOnThis({ visitorKeys }: Source, fn: FunctionNode): readonly Effect[] {
  const effects: Effect[] = [];
  const collect = (node: TSESTree.Node): boolean => {
    const property = node.type === 'ThisExpression' ? changedPart(node) : undefined;
    if (property !== undefined && property !== null) effects.push({ variable: 'this', property });
    return false;
  };
  someNode(fn.body, visitorKeys, collect, (node) => !isFunction(node) || node.type === 'ArrowFunctionExpression');
  return effects;
}

/** `pending--`, `pending -= 1`: what is read behind the call is how much is left to do. */
function isCountdown({ parent }: TSESTree.Node): boolean {
  if (parent?.type === 'UpdateExpression') return parent.operator === '--';
  return parent?.type === 'AssignmentExpression' && parent.operator === '-=';
}

/** What a mention changes of an object: the name of a property, null for a collection as a whole; undefined where it changes nothing. */
function changedPart(object: TSESTree.Node): string | null | undefined {
  const member = object.parent;
  if (member?.type !== 'MemberExpression' || member.object !== object) return undefined;
  const name = matchPropertyName(member);
  if (isCalled(member)) return name !== null && hasRole(name, 'changes-collection') ? null : undefined;
  let target: TSESTree.Node = member;
  while (target.parent?.type === 'MemberExpression' && target.parent.object === target) target = target.parent;
  // box.list.push(row)
  if (target !== member && isCalled(target)) return hasRole(matchPropertyName(target as TSESTree.MemberExpression) ?? '', 'changes-collection') ? name : undefined;
  return isChanged(target) ? name : undefined;
}

function isChanged(target: TSESTree.Node): boolean {
  const { parent } = target;
  if (parent?.type === 'AssignmentExpression') return parent.left === target;
  return parent?.type === 'UpdateExpression' || (parent?.type === 'UnaryExpression' && parent.operator === 'delete');
}

/** Whether a mention only changes what an object holds, without a look at it: `list.push(1);`, `box.value = 1;`. */
export function onlyChanges(mention: TSESTree.Node): boolean {
  return changedPart(mention) !== undefined;
}
