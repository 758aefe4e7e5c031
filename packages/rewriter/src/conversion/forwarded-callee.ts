import { type Source, functionIndexOf, hasRole, lookupApi, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { matchCallee } from '../callee/match-callee.js';
import type { CalleeForm, RewriteOptions } from '../plan/types.js';
import type { Candidates } from './candidates.js';

/**
 * How the callee of a call that forwards its host's callback, `driver.read(key, cb)`, is made to return a promise: a function that loses
 * its own callback does already, any other one is promisified.
 *
 * @returns null where the callee's name indicates that it calls back more than once, or takes no completion callback
 */
export function forwardedCallee(source: Source, call: TSESTree.CallExpression, candidates: Candidates, { detect, dependencies }: RewriteOptions): CalleeForm | null {
  if (candidates.calledBy(call)) return { form: 'native' };
  const name = verbOf(call.callee) ?? '';
  if (notForwarded.some((role) => hasRole(name, role))) return null;
  const path = functionIndexOf(source).paths.pathOf(call.callee)?.replaceAll('()', '') ?? null;
  const facts = path === null ? null : lookupApi(path, { catalog: detect?.catalog, dependencies });
  if (facts && (facts.kind !== 'error-first' || Array.isArray(facts.promisified) || facts.returns === 'handle')) return null;
  const form = matchCallee(source, call, { needsNoReceiver: facts?.needsReceiver === false, returnsPromise: facts?.returnsPromise === true, variant: null });
  return form?.form === 'method' && !form.isPure ? null : form;
}

/** The roles of names whose functions take no completion callback, or call it more than once. */
const notForwarded = ['repeats', 'may-repeat', 'visits', 'defers', 'timer', 'subscribes', 'appends', 'stores-argument', 'unsubscribes', 'function-method'] as const;
