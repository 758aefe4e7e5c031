import type { ApiFacts, CallbackSite, Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { matchConstantCallee } from '../callee/constant-callee.js';
import { isBrowserFile } from '../file/browser-file.js';
import { matchCallee } from '../callee/match-callee.js';
import { promiseVariantOf } from '../callee/promise-variant.js';
import { newestTarget, hasFeature, parsesTypeScript } from '../target/target.js';
import { variableAt } from '../syntax/variables.js';
import type { CalleeForm, RewriteOptions } from './types.js';

/**
 * Chooses how the callee of a site becomes a promise.
 *
 * @param call the call that has to be made as a whole, see `outermostCallOf`
 * @param facts what is known of the callee
 * @returns null where it cannot
 */
export function chooseCalleeForm(
  source: Source,
  site: CallbackSite,
  call: CallbackSite['call'],
  facts: ApiFacts | null,
  { promisify, target = newestTarget, dependencies = {} }: RewriteOptions,
): CalleeForm | null {
  if (call !== site.call) return null;
  const isKnown = facts !== null && !mayBeAlternative(source, site.call.callee);
  const form = matchCallee(source, call, {
    needsNoReceiver: isKnown && facts.needsReceiver === false,
    returnsPromise: facts?.returnsPromise === true,
    variant: promisify === 'native' && isKnown && hasFeature(target, 'core-promises') ? promiseVariantOf(site, facts) : null,
  });
  if (form?.form === 'native' || form?.form === 'variant') return isBrowserFile(source) ? null : form;
  if (isBrowserFile(source) || !hasFeature(target, 'promisify')) return null;
  // `promisify(load<Row>)`
  if (site.call.typeArguments && !parsesTypeScript(dependencies, '4.7.0')) return null;
  const constant = promisify === 'hoisted' && form?.form === 'function' ? matchConstantCallee(source, site, facts) : null;
  return constant ? { form: 'constant', callee: constant } : form;
}

/** `xfs.mkdir` of `var xfs = options.fs || fs`: perhaps a method of another object. */
function mayBeAlternative(source: Source, { type, object }: { readonly type: string; readonly object?: TSESTree.Node }): boolean {
  if (type !== 'MemberExpression' || object?.type !== 'Identifier') return false;
  return variableAt(source, object)?.references.some(({ writeExpr }) => /^(?:Logical|Conditional)Expression$/.test(writeExpr?.type ?? '')) ?? false;
}
