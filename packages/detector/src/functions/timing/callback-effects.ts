import type { TSESTree } from '@typescript-eslint/types';

import type * as Scope from '../../scope/scope.js';
import { thisExpressionsIn } from '../../source/file-nodes.js';
import type { Source } from '../../source/source.js';
import type { FunctionNode } from '../../syntax/function-node.js';
import { matchPropertyName } from '../../syntax/names.js';
import { insideSameThis } from '../../syntax/search.js';
import { isCalled } from '../../syntax/surroundings.js';
import { hasRole } from '../../vocabulary/vocabulary.js';
import type { FunctionIndex } from '../index/function-index.js';

/**
 * Something that a function changes outside of itself: a variable (`found = row`, `count++`), a collection in it (`list.push(row)`) or one
 * property (`box.value = row`). `this` counts in an arrow function, whose `this` is that of the function around it.
 */
export interface Effect {
  readonly variable: Scope.Variable | 'this';
  /** The property that is written; null for the variable itself or a collection. */
  readonly property: string | null;
}

/** How many calls deep functions of the file are followed. */
const maximumDepth = 3;

/**
 * Lists what a function changes outside of itself, with the functions in it and the functions of the file that it calls. Used to find out
 * if code after a call reads what the callback writes.
 *
 * Limit: a countdown, `pending--`, does not count.
 *
 * @param depth how many calls led to the function; for the recursion only
 */
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

function effectsOnThis(source: Source, { body }: FunctionNode): readonly Effect[] {
  return thisExpressionsIn(body, source, insideSameThis).flatMap((node) => {
    const property = changedPart(node);
    return property === undefined || property === null ? [] : [{ variable: 'this', property }];
  });
}

/** `pending--`, `pending -= 1`: code after the call may read how much is left, whether or not the callback ran. */
function isCountdown({ parent }: TSESTree.Node): boolean {
  if (parent?.type === 'UpdateExpression') return parent.operator === '--';
  return parent?.type === 'AssignmentExpression' && parent.operator === '-=';
}

/** The part of an object that a mention changes: the name of a property, or null for the whole collection; undefined for no change. */
function changedPart(object: TSESTree.Node): string | null | undefined {
  const member = object.parent;
  if (member?.type !== 'MemberExpression' || member.object !== object) return undefined;
  const name = matchPropertyName(member);
  if (isCalled(member)) return name !== null && hasRole(name, 'changes-collection') ? null : undefined;
  let target: TSESTree.Node = member;
  while (target.parent?.type === 'MemberExpression' && target.parent.object === target) target = target.parent;
  // `box.list.push(row)`
  if (target !== member && isCalled(target)) return hasRole(matchPropertyName(target as TSESTree.MemberExpression) ?? '', 'changes-collection') ? name : undefined;
  return isChanged(target) ? name : undefined;
}

function isChanged(target: TSESTree.Node): boolean {
  const { parent } = target;
  if (parent?.type === 'AssignmentExpression') return parent.left === target;
  return parent?.type === 'UpdateExpression' || (parent?.type === 'UnaryExpression' && parent.operator === 'delete');
}

/** Whether a mention of an object only changes its contents and does not read them: `list.push(1);`, `box.value = 1;`. */
export function onlyChanges(mention: TSESTree.Node): boolean {
  return changedPart(mention) !== undefined;
}
