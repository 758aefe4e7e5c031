import type { TSESTree } from '@typescript-eslint/types';

import type { CallbackSite } from '../site.js';
import type { Bindings } from '../bindings/bindings.js';
import { type FunctionNode, isFunction } from '../syntax/function-node.js';
import { matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';

/** A function that reaches a call as an argument, or inside an argument that holds tasks. */
export interface Candidate {
  readonly call: CallbackSite['call'];
  readonly argument: TSESTree.Expression;
  readonly callback: FunctionNode;
  /** The place of the argument (for a task: of the array or object that holds it). */
  readonly index: number;
  readonly isNamed: boolean;
  readonly isTask: boolean;
}

/** Every function that a call is given, and every function in an array or object that it is given. */
export function collectCandidates(call: CallbackSite['call'], bindings: Bindings): Candidate[] {
  return call.arguments.flatMap((node, index): Candidate[] => {
    if (node.type === 'SpreadElement') return [];
    const own = matchCallback(node, bindings);
    if (own) return [{ call, argument: node, index, isTask: false, ...own }];
    return tasksOf(unwrap(node), index === 0).flatMap((argument) => {
      const task = matchCallback(argument, bindings);
      return task ? [{ call, argument, index, isTask: true, ...task }] : [];
    });
  });
}

/** The function that an argument is, through `.bind(...)`, local names and members of an object literal. */
export function matchCallback(
  node: TSESTree.Node,
  bindings: Bindings,
): { callback: FunctionNode; isNamed: boolean } | null {
  const value = unwrap(node);
  if (isFunction(value)) return { callback: value, isNamed: false };
  if (value.type === 'CallExpression') {
    const callee = unwrap(value.callee);
    if (callee.type !== 'MemberExpression' || matchPropertyName(callee) !== 'bind' || value.arguments.length > 1)
      return null;
    return matchCallback(callee.object, bindings);
  }
  const callback = bindings.functionOf(value) ?? bindings.methodOf(value);
  return callback && { callback, isNamed: true };
}

/** The elements of an array or the values of an object; `['dependency', fn]` counts as its function. */
function tasksOf(node: TSESTree.Node, isFirst: boolean): TSESTree.Expression[] {
  if (!isFirst) return [];
  const values =
    node.type === 'ArrayExpression'
      ? node.elements
      : node.type === 'ObjectExpression'
        ? node.properties.map((property) => (property.type === 'Property' ? property.value : null))
        : [];
  return values.flatMap((value) => {
    const task = value?.type === 'ArrayExpression' ? (value.elements.at(-1) ?? null) : value;
    return task && task.type !== 'SpreadElement' ? [task as TSESTree.Expression] : [];
  });
}
