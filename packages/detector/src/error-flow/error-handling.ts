import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../bindings/bindings.js';
import type { ApiEntry } from '../catalog/api-entry.js';
import { isLogging } from './error-calls.js';
import { type UncheckedUse, ErrorFlow } from './error-flow.js';
import { Mentions } from './mentions.js';
import * as states from './error-states.js';
import { calleeName, matchParameterName } from '../syntax/names.js';
import { type FunctionNode, parametersOf } from '../syntax/function-node.js';
import type * as Scope from '../scope/scope.js';
import type { ErrorFacts, ErrorGap, Severity } from '../site.js';
import { isNullish } from '../syntax/node-tests.js';
import { someNode } from '../syntax/search.js';
import type { Source } from '../source/source.js';
import { isRequestPair } from '../vocabulary/callback-kinds.js';
import { isAssertion } from '../vocabulary/assertions.js';
import { isCallbackName } from '../vocabulary/parameter-names.js';
import { hasRole } from '../vocabulary/vocabulary.js';
import type { VisitorKeys } from '../syntax/visitor-keys.js';

/** What is known of the callee that passes the error. */
export interface ErrorOrigin {
  /** The entry of the catalogue, or null. */
  readonly api: Pick<ApiEntry, 'severity' | 'fails' | 'alwaysPassed'> | null;
  /** Whether the callee only passes errors that are told elsewhere as well, or mean next to nothing. */
  readonly isMild: () => boolean;
  /** Whether an error may be passed at all. */
  readonly mayOccur: () => boolean;
  /** The positions of arguments that are passed with an error, too, so that using them is fine. */
  readonly alwaysPassed: () => readonly number[];
}

/**
 * What an error-first callback does with its error. The paths through the callback are followed at the first access to `handling` or
 * `gap`, since most users of a site need neither.
 *
 * @param callback a callback whose first parameter is the error
 */
export function readErrorFacts(callback: FunctionNode, bindings: Bindings, source: Source, origin: ErrorOrigin): ErrorFacts {
  const name = matchParameterName(parametersOf(callback)[0]);
  let followed: Handling | null = null;
  let mayOccur: boolean | null = null;
  let severity: Severity | 'usual' | null = null;
  const follow = () => (followed ??= followWithIncomplete(callback, bindings, source, origin));
  return {
    variable: name && bindings.variableOf(name),
    get severity() {
      return (severity ??= origin.api?.severity ?? (origin.isMild() ? 'strict' : 'usual')) === 'strict' ? 'strict' : null;
    },
    fails: origin.api?.fails ?? null,
    get mayOccur() {
      return (mayOccur ??= origin.mayOccur());
    },
    get handling() {
      return follow().handling;
    },
    get gap() {
      return follow().gap;
    },
  };
}

type Handling = Pick<ErrorFacts, 'handling' | 'gap'>;

/**
 * Follows the error of a callee that passes some results with an error as well, as `exec` passes the output of a command that failed. If the error is
 * tested on some path, reading such a result on another one is no fault. If it is tested on none, a callback that uses only such results relies on
 * nothing, since the output tells if the command worked, unless it reports a success: `(err, stdout) => cb(null, stdout)`.
 */
function followWithIncomplete(callback: FunctionNode, bindings: Bindings, source: Source, { api, alwaysPassed }: ErrorOrigin): Handling {
  const handling = followError(callback, bindings, source, alwaysPassed());
  if (!api?.alwaysPassed) return handling;
  const withoutIncomplete = followError(callback, bindings, source, [...alwaysPassed(), ...api.alwaysPassed]);
  const { gap } = handling;
  if (gap?.how === 'tested-one-branch') return withoutIncomplete;
  const usesOnlyIncomplete = gap?.relies === 'result' && withoutIncomplete.gap?.relies !== 'result';
  return usesOnlyIncomplete && !someNode(callback.body, source.visitorKeys, isSuccessWithResult) ? { ...handling, gap: { ...gap, relies: 'nothing' } } : handling;
}

/** `cb(null, text)` */
function isSuccessWithResult(node: TSESTree.Node): boolean {
  return node.type === 'CallExpression' && node.arguments.length > 1 && isNullish(node.arguments[0]!) && isCallbackName(calleeName(node));
}

/** Follows the error along every path through a callback. `arguments` counts as a name of the error: `cb.apply(null, arguments)` passes it on. */
function followError(callback: FunctionNode, bindings: Bindings, { scopeManager, visitorKeys }: Source, alwaysPassed: readonly number[]): Handling {
  const [first, ...others] = parametersOf(callback);
  const names = others.map((parameter) => matchParameterName(parameter)?.name ?? '');
  // `(err, request, reply)`: a request and its response come along, whether there is an error or not.
  const isContext = (i: number): boolean => alwaysPassed.includes(i + 1) || isRequestPair(names.slice(i, i + 2)) || (i > 0 && isRequestPair(names.slice(i - 1, i + 1)));
  const results = others.filter((_, i) => !isContext(i));
  const declared = scopeManager.getDeclaredVariables(callback);
  const errorVariables = first ? declared.filter((each) => isWithin(each, first)) : [];
  const all = scopeManager.acquire(callback, true)?.set.get('arguments');
  const isAllRead = all !== undefined && all.references.length > 0;
  const error = new Mentions(isAllRead ? [...errorVariables, all] : errorVariables, callback);
  const given = declared.filter((each) => results.some((result) => isWithin(each, result)));
  const mentions = new Mentions(given, callback);
  const flow = new ErrorFlow(error, mentions, bindings, visitorKeys);
  flow.run(callback);
  const { isRead, isOverwritten } = flow;
  const uncheckedUse = flow.uncheckedResult ?? flow.uncheckedCall;
  const use = uncheckedUse?.node ?? null;
  if (!isRead) {
    const how = !first ? 'missing' : isOverwritten ? 'overwritten' : 'never-looked-at';
    return { handling: 'unchecked', gap: { how, use: use ?? mentions.first, relies: reliedOn(flow, mentions, callback, visitorKeys) } };
  }
  if (!uncheckedUse) return { handling: 'handled', gap: null };
  const isToldBefore = use !== null && isOnlyTold(use, callback) && !flow.isLeftUntested && !flow.uncheckedCall;
  return { handling: 'partial', gap: { how: gapOf(uncheckedUse), use, relies: isToldBefore ? 'nothing' : flow.uncheckedResult ? 'result' : 'success' } };
}

/** Whether a use of a result only emits or asserts something: `expect(res.text).to.equal('')` and `this.emit('data', data)` in front of `done(err)`. */
function isOnlyTold(use: TSESTree.Node, callback: FunctionNode): boolean {
  for (let node = use; node !== callback; node = node.parent!) {
    const { parent } = node;
    if (parent?.type !== 'CallExpression' || parent.callee === node) continue;
    if (isAssertion(parent) || (node === use && hasRole(calleeName(parent), 'tells'))) return true;
  }
  return false;
}

/** What a callback that never reads its error relies on. */
function reliedOn(flow: ErrorFlow, results: Mentions, callback: FunctionNode, visitorKeys: VisitorKeys): ErrorGap['relies'] {
  if (flow.uncheckedResult) return 'result';
  if (flow.isResultTested) return 'nothing';
  if (flow.uncheckedCall) return 'success';
  if (results.first) return 'result';
  return goesOn(callback, visitorKeys) ? 'success' : 'nothing';
}

/** Whether a callback does more than log, clean up, store values or only fail: it calls something, or throws on one of its paths. */
function goesOn({ body }: FunctionNode, visitorKeys: VisitorKeys): boolean {
  if (onlyFails(body)) return false;
  return someNode(body, visitorKeys, (node) => {
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return node.type === 'ThrowStatement';
    const name = calleeName(node);
    return !isInLog(node, body) && !hasRole(name, 'cleans-up') && !hasRole(name, 'cancels-timer');
  });
}

/** Whether a callback should not be called at all: `throw new Error('called')`, `t.assert.fail('called')`. */
function onlyFails(body: FunctionNode['body']): boolean {
  const [first] = body.type === 'BlockStatement' ? body.body : [];
  const value = body.type !== 'BlockStatement' ? body : first?.type === 'ExpressionStatement' ? first.expression : null;
  if (first?.type === 'ThrowStatement') return true;
  return value?.type === 'CallExpression' && hasRole(calleeName(value), 'fails-test') && isAssertion(value);
}

/** Whether a node is a call that logs, or an argument of one: `header.toString()` in `debug('sent', header.toString())`. */
function isInLog(node: TSESTree.Node, body: FunctionNode['body']): boolean {
  for (let current = node; current !== body.parent; current = current.parent!) if (current.type === 'CallExpression' && isLogging(current)) return true;
  return false;
}

/** How the error came to be ignored, from the states at the place that relies on there being none. */
function gapOf({ states: found }: UncheckedUse): ErrorGap['how'] {
  if (found & (states.fellThroughLogged | states.loggedUntested)) return 'logged';
  if (found & states.overwritten) return 'overwritten';
  return found & states.unread ? 'tested-one-branch' : 'not-left';
}

function isWithin({ identifiers }: Scope.Variable, { range }: TSESTree.Parameter): boolean {
  return identifiers.some((name) => name.range[0] >= range[0] && name.range[1] <= range[1]);
}
