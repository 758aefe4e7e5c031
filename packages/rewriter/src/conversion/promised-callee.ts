// How a call that passes on a callback, `driver.read(key, cb)`, is made to return a promise, whoever makes it.

import { type CompletionHandler, type PassedArguments, type Source, functionIndexOf, functionsOf, hasRole, joinPassed, lookupApi, passedByApi, passesUnknown, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { knowledgeOf } from '../callee/callee-knowledge.js';
import { matchCallee, unknownCallee } from '../callee/match-callee.js';
import type { ForwardedCallee, RewriteOptions } from '../plan/types.js';
import { countsOf } from './counts.js';

/**
 * The callee of a call whose last argument is a callback that somebody else has made: it is promisified, or returns a promise by itself.
 *
 * @param isErrorFirst whether the callback is certainly called with an error first
 * @param keepsReceiver the output can evaluate the receiver once in front of the call: `Model.find()` of `Model.find().exec(cb)`
 * @returns null where the file, the catalogue or its name indicates that the callee calls back more than once, passes more than one
 *   result, or takes no completion callback
 */
export function promisedCallee(source: Source, call: TSESTree.CallExpression, isErrorFirst: boolean, options: RewriteOptions, keepsReceiver = false): ForwardedCallee | null {
  const { detect, dependencies } = options;
  // `load.call(store, cb)`: what is called is not the method `call`.
  const isInvoked = call.callee.type === 'MemberExpression' && call.callee.property.type === 'Identifier' && hasRole(call.callee.property.name, 'function-method');
  const invoked = matchCallee(source, call, unknownCallee);
  const target = invoked?.form === 'call' ? invoked.target : call.callee;
  if (isInvoked && target === call.callee) return null;
  const handlers = functionsOf(source, detect).handlersOf(call, call.arguments.at(-1)!);
  const passed = handlers.length > 0 ? joinPassed(handlers.map(({ passes }) => passes)) : passesUnknown;
  // What all of its code shows says more than its name.
  const name = isShown(passed) ? '' : (verbOf(target) ?? '');
  if (notForwarded.some((role) => hasRole(name, role))) return null;
  const path = functionIndexOf(source).paths.pathOf(target)?.replaceAll('()', '') ?? null;
  const facts = path === null ? null : lookupApi(path, { catalog: detect?.catalog, dependencies });
  if (facts ? facts.kind !== 'error-first' || Array.isArray(facts.promisified) || facts.returns === 'handle' : !isErrorFirst) return null;
  const callee = matchCallee(source, call, knowledgeOf(source, call, path, facts, options));
  if (!callee || (callee.form === 'method' && !callee.isPure && !keepsReceiver)) return null;
  if (facts) return { callee, ...countsOf(passedByApi(facts)) };
  const isLost = ({ invoked, errorWithResult, results: { count } }: CompletionHandler): boolean =>
    invoked === 'repeated' || invoked === 'per-item' || errorWithResult || (count !== 'unknown' && count > 1);
  return handlers.some(isLost) ? null : { callee, ...countsOf(passed) };
}

/** Whether it is known how many arguments each call of a callback passes, and there is one. */
function isShown({ onSuccess, onError }: PassedArguments): boolean {
  return onSuccess !== 'unknown' && onError !== 'unknown' && onSuccess.length + onError.length > 0;
}

/** The roles of names whose functions take no completion callback, or call it more than once. */
const notForwarded = ['repeats', 'may-repeat', 'visits', 'defers', 'timer', 'subscribes', 'appends', 'stores-argument', 'unsubscribes'] as const;
