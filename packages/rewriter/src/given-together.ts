import type { CallbackSite, Source } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import { definitionsOf, mentionsOfParameter } from './own-definitions.js';
import { type FunctionNode, isCalled, isNullish } from './tree.js';

/**
 * Whether the callee is defined in the same file and somewhere gives an error and a result at once, as in
 * `cb(new Error('timeout'), { retry: true })`, itself or through another function of the file that it hands its callback to.
 */
export function givesErrorAndResult(source: Source, { call, argument }: CallbackSite): boolean {
  return givesBoth(source, call, argument, new Set());
}

function givesBoth(source: Source, call: CallbackSite['call'], callback: TSESTree.Node, seen: Set<FunctionNode>): boolean {
  const index = (call.arguments as TSESTree.Node[]).indexOf(callback);
  return definitionsOf(source, call.callee).some((definition) => {
    if (seen.has(definition)) return false;
    seen.add(definition);
    return mentionsOfParameter(source, definition, index).some((mention) => {
      const { parent } = mention;
      if (parent?.type !== T.CallExpression) return false;
      return isCalled(mention) ? hasBoth(parent) : givesBoth(source, parent, mention, seen);
    });
  });
}

/** `cb(new Error('timeout'), { retry: true })`: an error for certain, and something next to it. */
function hasBoth({ arguments: [error, ...results] }: TSESTree.CallExpression): boolean {
  if (error?.type !== T.NewExpression && error?.type !== T.ObjectExpression && !(error?.type === T.Literal && error.value)) return false;
  return results.some((result) => !isNullish(result));
}
