// Chooses how a callee is made to return a promise, by its syntax, what is known of it and where the project runs.

import type { ApiFacts, CallbackSite, Source } from '@uncallback/detector';

import { matchConstantCallee } from '../callee/constant-callee.js';
import { isBrowserFile } from '../file/browser-file.js';
import { knowledgeOf } from '../callee/callee-knowledge.js';
import { matchCallee } from '../callee/match-callee.js';
import { newestTarget, hasFeature, parsesTypeScript } from '../target/target.js';
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
  options: RewriteOptions,
): CalleeForm | null {
  const { promisify, target = newestTarget, dependencies = {} } = options;
  if (call !== site.call) return null;
  const form = matchCallee(source, call, knowledgeOf(source, call, site.api, facts, options));
  if (form?.form === 'native' || form?.form === 'variant') return isBrowserFile(source) ? null : form;
  if (isBrowserFile(source) || !hasFeature(target, 'promisify')) return null;
  // `promisify(load<Row>)` needs instantiation expressions, which TypeScript has since 4.7.
  if (site.call.typeArguments && !parsesTypeScript(dependencies, '4.7.0')) return null;
  const constant = promisify === 'hoisted' && form?.form === 'function' ? matchConstantCallee(source, site, facts) : null;
  return constant ? { form: 'constant', callee: constant } : form;
}
