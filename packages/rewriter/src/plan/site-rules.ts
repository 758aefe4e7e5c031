// The rules of the first stage of planning: why a callback by itself is refused. Their texts are printed in docs/refusals.md.

import { type CallbackSite, hasRole, ignoredBy, insideSameFunction, isFunction, isInsideTry, isPassedByTimer, isStoring, someNode, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { hasOwnDirective, isNamedInCall, refersToItself } from '../callback/callback-shape.js';
import { canForwardThis } from '../callback/callback-this.js';
import { needsPromiseConstructor } from '../error-forms/questions.js';
import { usesEvalOrWith } from '../syntax/dynamic-names.js';
import { replacesPromise } from '../file/global-promise.js';
import type { RefusalRule } from './refusal-rule.js';
import type { SiteFacts } from './site-facts.js';

/** Why a site is refused, whatever becomes of other sites and of its host. The first rule that applies is reported. */
export const siteRules: readonly RefusalRule<SiteFacts>[] = [
  {
    code: 'ignored-by-comment',
    where: '`// uncallback-ignore` is on the line of the call, of the function around it or in the line above, or a directive of ESLint switches `uncallback/prefer-await` off',
    when: ({ source, site }) => ignoredBy(source, site.call) !== null,
  },
  {
    code: 'eval-or-with',
    where: 'a statement of the module that uses `eval` or `with` contains the call or the callback',
    when: ({ source, site }) => usesEvalOrWith(source, site),
  },
  {
    code: 'replaced-promise',
    where: 'the file deletes the global `Promise`, or assigns another one to it',
    when: ({ source }) => replacesPromise(source),
  },
  {
    code: 'unproven-callee',
    where: 'only the name of the callee says that it calls back with an error, `db.createIndex(keys, function () {})`, or the catalogue knows the callback as optional, `server.close(function () {})`',
    when: ({ site }) => site.evidence === 'convention',
  },
  {
    code: 'keeps-callback-api',
    where: 'the call is the callback form of an async function: `callbackify(load)(path, callback)`',
    when: ({ site }) => isCallbackified(site.call),
  },
  {
    code: 'named-callback',
    where: 'a named function is passed as a part of an expression, and its body cannot move to the call: `load(done.bind(this))`, where `done` has other uses',
    when: ({ site, declaration }) => isNamedInCall(site) && !declaration() && site.argument.type !== 'Identifier',
  },
  {
    code: 'named-callback',
    where: 'another call wraps the callback: `load(wrap(function (err) {}))`',
    when: ({ site, binding }) => !isNamedInCall(site) && binding() === 'wrapped',
  },
  {
    code: 'generator-callback',
    where: 'the callback is a generator function',
    when: ({ site }) => site.callback.generator,
  },
  {
    code: 'bound-arguments',
    where: 'the callback is bound to arguments: `callback.bind(this, id)`',
    when: ({ binding }) => binding() === 'arguments',
  },
  {
    code: 'bound-arguments',
    where: 'the callback is bound to another `this` than the host has, and uses it: `callback.bind(store)`',
    when: ({ binding, usesOwnThis }) => binding() === 'other' && usesOwnThis(),
  },
  {
    code: 'own-this',
    where: 'the callback uses the `this` that the callee sets, which the promise cannot resolve to together with the results',
    when: ({ source, site, binding, usesOwnThis }) => usesOwnThis() && binding() !== 'this' && !canForwardThis(source, site),
  },
  {
    code: 'self-reference',
    where: 'the callback mentions itself by its name',
    when: ({ source, site }) => refersToItself(source, site.callback),
  },
  {
    code: 'own-directive',
    where: 'the callback starts with a directive: `\'use strict\';`',
    when: ({ site }) => hasOwnDirective(site.callback),
  },
  {
    code: 'stored-callback',
    where: 'the call puts the callback into a list: `queue.push(function (err) {})`',
    when: ({ site }) => isStoring(site.call, site.argument),
  },
  {
    code: 'stored-callback',
    where: 'a timer keeps the callback, and passes it to the function that it calls: `setTimeout(load, 10, path, function (err) {})`',
    when: ({ site }) => isPassedByTimer(site.call, site.argument),
  },
  {
    code: 'inside-try',
    where: 'the call is in a `try` block of the function around it',
    when: ({ site }) => isInsideTry(site.call),
  },
  {
    code: 'inside-try',
    where: 'the definition of the callee calls back in a `try` of its own, which catches what the callback throws',
    when: ({ callee }) => callee.callsInsideTry,
  },
  {
    code: 'may-call-repeatedly',
    where: 'the callee is in no catalogue, and a later argument is a callback for the end: `rows(query, function (err, row) {}, done)`',
    when: ({ callee }) => callee.repetition() === 'host',
  },
  {
    code: 'may-call-repeatedly',
    where: 'the callee is called like a middleware, `session(req, res, function (err) {})`, which may call its `next` more than once',
    when: ({ callee }) => callee.repetition() === 'arguments',
  },
  {
    code: 'may-call-repeatedly',
    where: 'the callee is in no catalogue, and its name indicates that it calls back repeatedly, `watch`, `each`, or once for each item, `queue.push(tasks, callback)`',
    when: ({ callee }) => callee.repetition() === 'name',
  },
  {
    code: 'may-call-repeatedly',
    where: 'the catalogue or the configuration says that the callee calls back repeatedly, or once for each item, and the call may pass several items',
    when: ({ api, callee }) => callee.isKnownToRepeat(api()),
  },
  {
    code: 'calls-synchronously',
    where: 'the catalogue or the configuration says that the callee calls back before it returns',
    when: ({ api }) => api()?.timing === 'at-once',
  },
  {
    code: 'may-call-repeatedly',
    where: 'the definition of the callee calls back more than once',
    when: ({ callee }) => callee.repetition() === 'definition',
  },
  {
    code: 'may-call-repeatedly',
    where: 'the callback counts how often it is called; or the text of an error or a comment in it says that it is called more than once',
    when: ({ callee }) => callee.repetition() === 'callback',
  },
  {
    code: 'calls-synchronously',
    where: 'the definition of the callee calls back before it returns',
    when: ({ callee }) => callee.synchrony() === 'definition',
  },
  {
    code: 'calls-synchronously',
    where: 'the code behind the call reads a variable that the callback writes, without waiting for it',
    when: ({ callee }) => callee.synchrony() === 'host',
  },
  {
    code: 'calls-synchronously',
    where: 'a listener on the receiver of the call reads a variable that the callback writes: `queue.on(\'drain\', () => show(results))`',
    when: ({ callee }) => callee.synchrony() === 'listener',
  },
  {
    code: 'calls-synchronously',
    where: 'on success, the definition of the callee calls back before it returns, unless a function that was passed to it calls back later; callers in other files could notice',
    when: ({ callee, callsLater }) => callee.synchrony() === 'ordinary' && !callsLater(),
  },
  {
    code: 'calls-synchronously',
    where: 'without `idiomatic`: the definition of the callee may call back before it returns, which callers in other files could notice',
    when: ({ callee, isExact }) => isExact && callee.synchrony() === 'callers',
  },
  {
    code: 'counts-parameters',
    where: 'the definition of the callee reads the `length` of the callback',
    when: ({ callee }) => callee.readsLength,
  },
  {
    code: 'subscribes-late',
    where: 'the callback subscribes to, pipes, resumes or reads a result of the callee, and the result may emit events before the rewritten code subscribes',
    when: ({ lateSubscription }) => lateSubscription() === 'callee',
  },
  {
    code: 'subscribes-late',
    where: 'the callback subscribes to, pipes, resumes or reads a value that was passed to the function around the call, and the callee may call back at once, before that value emits events',
    when: ({ lateSubscription }) => lateSubscription() === 'host',
  },
  {
    code: 'suspends-in-arguments',
    where: 'the callee or an argument of the call has an `await` or a `yield` in it',
    when: suspends,
  },
  {
    code: 'removed-callback',
    where: 'the installed version calls no callback, and the promise that it returns cannot take its place: the callback takes several results, or `new` makes the call',
    when: isWithoutPromise,
  },
  {
    code: 'result-used',
    where: 'the call is part of an expression that uses its value',
    when: ({ position }) => position() === null,
  },
  {
    code: 'named-callback',
    where: 'the callback is a named function that stays where it is, and reads its `arguments`',
    when: ({ argumentsUse, stayingName }) => argumentsUse() !== 'none' && stayingName() !== null,
  },
  {
    code: 'own-arguments',
    where: 'the callback writes to its `arguments`, or writes to its parameters and reads them through `arguments`',
    when: ({ argumentsUse }) => argumentsUse() === 'written',
  },
  {
    code: 'named-callback',
    where: 'the callback is a named function that stays where it is, and takes more than an `await` returns: several results, or a result beside an error',
    when: ({ error }) => error() === null,
  },
];

/** Whether the callee or an argument awaits or yields, except inside of a function. */
function suspends({ source, site: { call, argument } }: SiteFacts): boolean {
  return [call.callee, ...call.arguments.filter((other) => other !== argument)].some((part) =>
    !isFunction(part) && someNode(part, source.visitorKeys, isSuspending, insideSameFunction),
  );
}

function isSuspending({ type }: TSESTree.Node): boolean {
  return type === 'AwaitExpression' || type === 'YieldExpression';
}

/** Whether nobody calls the callback, and there is no promise to await in its place. */
function isWithoutPromise({ api, calleeForm, error, results }: SiteFacts): boolean {
  if (!api()?.removed) return false;
  const form = error();
  return calleeForm()?.form !== 'native' || form === null || needsPromiseConstructor({ error: form, results: results() });
}

/** `callbackify(load)(path, cb)`, `callbackify(this.getAsync).call(this, key, cb)` */
function isCallbackified({ callee }: CallbackSite['call']): boolean {
  const called = callee.type === 'MemberExpression' ? callee.object : callee;
  return called.type === 'CallExpression' && hasRole(verbOf(called.callee) ?? '', 'makes-callback-form');
}
