import { type CallbackSite, type Source, lookupApi } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import { matchConstantCallee } from '../constant-callee.js';
import { isBrowserScript } from '../file-globals.js';
import { matchCallee } from '../match-callee.js';
import { isFileSystem } from '../node-apis.js';
import { hasPromiseTwin } from '../promise-twin.js';
import { returnsPromise } from '../returned-values.js';
import { variableAt } from '../variables.js';
import type { CalleeForm, RewriteOptions } from './types.js';

/**
 * Chooses how the callee of a site becomes a promise.
 *
 * @param call the call that has to be made as a whole, see `carrierOf`
 * @returns null where it cannot
 */
export function chooseCalleeForm(
  source: Source,
  site: CallbackSite,
  call: CallbackSite['call'],
  { promisify, dependencies = {} }: RewriteOptions,
): CalleeForm | null {
  if (call !== site.call || isBrowserScript(source)) return null;
  const isAlternative = mayBeAlternative(source, site.call.callee);
  const form = matchCallee(source, call, {
    needsNoReceiver: !isAlternative && needsNoReceiver(site.api),
    returnsPromise: returnsPromise(site.api, dependencies),
    hasTwin: !isAlternative && promisify === 'native' && hasPromiseTwin(site),
  });
  const constant = promisify === 'hoisted' && form?.form === 'function' ? matchConstantCallee(source, site) : null;
  return constant ? { form: 'constant', callee: constant } : form;
}

function needsNoReceiver(api: string | null): boolean {
  const facts = api === null ? null : lookupApi(api);
  return api !== null && facts !== null && (isFileSystem(api) || facts.nodeCore === true || api.startsWith('async.'));
}

/** `xfs.mkdir` of `var xfs = options.fs || fs`: perhaps a method of another object. */
function mayBeAlternative(source: Source, { type, object }: { readonly type: string; readonly object?: TSESTree.Node }): boolean {
  if (type !== T.MemberExpression || object?.type !== T.Identifier) return false;
  return variableAt(source, object)?.references.some(({ writeExpr }) => /^(?:Logical|Conditional)Expression$/.test(writeExpr?.type ?? '')) ?? false;
}
