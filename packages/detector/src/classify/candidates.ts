import type { TSESTree } from '@typescript-eslint/types';

import type { CallbackSite } from '../site.js';
import type { Bindings } from '../bindings/bindings.js';
import { type FunctionNode, isFunction } from '../syntax/function-node.js';
import { matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import { functionIndexOf } from '../functions/index/function-index.js';
import { nodesOf } from '../source/file-nodes.js';
import type { Source } from '../source/source.js';

/** A function that is passed to a call, as an argument or as a task in an array or object. What it is for is not known yet. */
export interface Candidate {
  readonly call: CallbackSite['call'];
  readonly argument: TSESTree.Expression;
  readonly callback: FunctionNode;
  /** The position of the argument; for a task, of the array or object that holds it. */
  readonly index: number;
  /** The function is passed by a name, `load(onLoad)`, and defined elsewhere in the file. */
  readonly isNamed: boolean;
  /** The function is in an array or object: `parallel([function (cb) {}], done)`. */
  readonly isTask: boolean;
}

/** Whether a file passes a function to any call. If not, it has no callbacks, whatever is known of the callees. */
export function passesFunctions(source: Source): boolean {
  const { bindings } = functionIndexOf(source);
  return nodesOf(source).calls.some((call) => collectCandidates(call, bindings).length > 0);
}

/** Lists the functions that are passed to a call, and those in an array or object that is its first argument. */
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

/**
 * Finds the function that an argument refers to: `function () {}`, `onLoad`, `steps.opened` of an object literal, `onLoad.bind(this)`.
 *
 * @returns null if the argument is no function of the file, or `bind` sets further arguments
 */
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

/** The elements of an array or the values of an object that is the first argument; `['dependency', fn]` counts as `fn`. */
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
