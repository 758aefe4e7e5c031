import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../../bindings/bindings.js';
import { type FunctionNode, parametersOf } from '../../syntax/function-node.js';
import type * as Scope from '../../scope/scope.js';
import { isCalled, reachesArgument } from '../../syntax/surroundings.js';

/** What one function does with one of its parameters, by place. */
export interface CallbackUses {
  readonly definition: FunctionNode;
  readonly variable: Scope.Variable;
  /** Every mention of the parameter. */
  readonly mentions: readonly TSESTree.Node[];
  /** The mentions that are called: `cb` of `cb(err)`. */
  readonly calls: readonly TSESTree.Node[];
  /** The mentions that go on to another call: `cb` of `load(cb)` and of `queue([id, cb])`. */
  readonly forwards: readonly TSESTree.Node[];
}

/** Where a function uses its parameter at a position; null where that is a pattern, a rest or missing. */
export function usesOfParameter(definition: FunctionNode, index: number, bindings: Bindings): CallbackUses | null {
  const parameter = parametersOf(definition)[index];
  const variable = parameter?.type === 'Identifier' ? bindings.variableOf(parameter) : null;
  if (!variable) return null;
  const mentions = variable.references.map(({ identifier }): TSESTree.Node => identifier);
  return { definition, variable, mentions, calls: mentions.filter(isCalled), forwards: mentions.filter(reachesArgument) };
}
