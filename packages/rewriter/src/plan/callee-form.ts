// Chooses how a callee is made to return a promise, by its syntax, what is known of it and where the project runs.

import type { ApiFacts, CallbackSite, Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { matchConstantCallee } from '../callee/constant-callee.js';
import { isBrowserFile } from '../file/browser-file.js';
import { matchCallee } from '../callee/match-callee.js';
import { movedExportOf } from '../callee/moved-export.js';
import { promiseVariantOf } from '../callee/promise-variant.js';
import { newestTarget, hasFeature, parsesTypeScript } from '../target/target.js';
import { variableAt } from '../syntax/variables.js';
import type { CalleeForm, RewriteOptions } from './types.js';

/**
 * Chooses how the callee of a site is made to return a promise: `promisify(load)`, a constant for it, the promise variant
 * `fs.promises.readFile`, or the callee itself.
 *
 * @param call the outermost call of the site, see `outermostCallOf`
 * @param facts the catalogue's facts of the callee, null for an unknown callee
 * @returns null where it cannot be promisified: the call then stays as it is inside of a `new Promise(...)`
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
    moved: movedExportOf(source, site.call.callee, facts),
    variant: promisify === 'native' && isKnown && hasFeature(target, 'core-promises') ? promiseVariantOf(site, facts) : null,
  });
  if (form?.form === 'native' || form?.form === 'variant') return isBrowserFile(source) ? null : form;
  if (isBrowserFile(source) || !hasFeature(target, 'promisify')) return null;
  // `promisify(load<Row>)` needs instantiation expressions, which TypeScript has since 4.7.
  if (site.call.typeArguments && !parsesTypeScript(dependencies, '4.7.0')) return null;
  const constant = promisify === 'hoisted' && form?.form === 'function' ? matchConstantCallee(source, site, facts) : null;
  return constant ? { form: 'constant', callee: constant } : form;
}

/** Whether the object of a callee may be another one than its name says: `xfs` of `var xfs = options.fs || fs;`. */
function mayBeAlternative(source: Source, { type, object }: { readonly type: string; readonly object?: TSESTree.Node }): boolean {
  if (type !== 'MemberExpression' || object?.type !== 'Identifier') return false;
  return variableAt(source, object)?.references.some(({ writeExpr }) => /^(?:Logical|Conditional)Expression$/.test(writeExpr?.type ?? '')) ?? false;
}
