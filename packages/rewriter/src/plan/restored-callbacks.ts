// Stage of planning after the outcomes: the calls whose callback nobody calls any more and which no `await` replaces. They are made to call it again.

import { type RemovedCallback, type Source, ignoredBy, lookupApi } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { matchCallee, unknownCallee } from '../callee/match-callee.js';
import { movedExportOf } from '../callee/moved-export.js';
import { hasCallbackify } from '../file/browser-file.js';
import type { FunctionPlan, RestoredCall, RewriteOptions } from './types.js';

/**
 * Plans how the callbacks are called again that nobody calls in the installed version of a package: `rimraf(dir, done)` becomes
 * `callbackify(rimraf)(dir, done)`, and `promisify(rimraf)`, whose promise never settles, `rimraf`.
 *
 * @param removed the callbacks that nobody calls
 * @param plans the plans of the functions: a call that is rewritten there is left out
 * @returns the calls; those are left out whose callback takes several results, whose callee may not be evaluated twice, or which a comment excludes
 */
export function restoreCallbacks(source: Source, removed: readonly RemovedCallback[], plans: readonly FunctionPlan[], options: RewriteOptions): readonly RestoredCall[] {
  if (removed.length === 0) return [];
  const rewritten = new Set<TSESTree.Node>(plans.flatMap(({ sites, body }) => [...sites.map(({ site }) => site.call), ...body.completions.filter(({ forwarded }) => forwarded).map(({ call }) => call)]));
  return removed.flatMap(({ call, argument, form, api }): RestoredCall[] => {
    const facts = lookupApi(api, { catalog: options.detect?.catalog, dependencies: options.dependencies });
    if (call.type === 'NewExpression' || call.optional || rewritten.has(call) || ignoredBy(source, call)) return [];
    if (form === 'promisified') return [{ form: 'promise', call, callee: argument, moved: movedExportOf(source, argument, facts) }];
    if (facts?.kind !== 'error-first' || Array.isArray(facts.promisified) || !hasCallbackify(source, options.target)) return [];
    const moved = movedExportOf(source, call.callee, facts);
    const callee = matchCallee(source, call, unknownCallee);
    if (callee?.form === 'function') return [{ form: 'callback', call, callee: call.callee, receiver: null, moved }];
    return callee?.form === 'method' && callee.isPure ? [{ form: 'callback', call, callee: callee.callee, receiver: callee.callee.object, moved }] : [];
  });
}
