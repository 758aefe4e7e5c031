// What is known of a callee, as far as it decides how a call of it becomes a promise.

import { type ApiFacts, type CallbackSite, type Source, functionIndexOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { RewriteOptions } from '../plan/types.js';
import { variableAt } from '../syntax/variables.js';
import { newestTarget } from '../target/target.js';
import type { CalleeKnowledge } from './match-callee.js';
import { movedExportOf } from './moved-export.js';
import { importedVariantOf, promiseVariantOf } from './promise-variant.js';

/**
 * What is known of the callee of a call, as far as it decides how the call becomes a promise.
 *
 * @param api its path in the catalogue, null for an unknown callee
 * @param facts the catalogue's facts of it, null for an unknown callee
 */
export function knowledgeOf(source: Source, call: CallbackSite['call'], api: string | null, facts: ApiFacts | null, { promisify, target = newestTarget }: RewriteOptions): CalleeKnowledge {
  const { callee } = call;
  const isKnown = facts !== null && !mayBeAlternative(source, callee);
  const isNative = promisify === 'native' && isKnown;
  const variant = isNative ? promiseVariantOf(api, call, facts, target) : null;
  return {
    needsNoReceiver: isKnown && facts.needsReceiver === false,
    returnsPromise: facts?.returnsPromise === true,
    promiseMethod: isNative ? (facts.promiseMethod ?? null) : null,
    variant: variant?.slice(api!.lastIndexOf('.') + 1) ?? null,
    imported: variant !== null && callee.type === 'Identifier' ? importedVariantOf(source, callee, variant, target) : null,
    moved: movedExportOf(source, callee, facts),
  };
}

/** Whether the object of a callee may be another one than its name says: `xfs` of `var xfs = options.fs || fs;`. */
function mayBeAlternative(source: Source, { type, object }: { readonly type: string; readonly object?: TSESTree.Node }): boolean {
  if (type !== 'MemberExpression' || object?.type !== 'Identifier') return false;
  const variable = variableAt(source, object);
  return variable !== null && functionIndexOf(source).bindings.valuesOf(variable).some(({ type: kind }) => kind === 'LogicalExpression' || kind === 'ConditionalExpression');
}
