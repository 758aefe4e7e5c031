import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../bindings/bindings.js';
import { isLogging } from './error-calls.js';
import type { ErrorOrigin } from './error-origin.js';
import { type UncheckedUse, ErrorFlow, earliestOf } from './error-flow.js';
import { Mentions } from './mentions.js';
import * as states from './error-states.js';
import { calleeName } from '../syntax/names.js';
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

/** The code that gets an error and results: a callback, or the rest of a function behind an awaited call. */
export interface ErrorReceiver {
  /** The function that is followed. */
  readonly host: FunctionNode | TSESTree.Program;
  /** The node behind which the error may be set; null where it is a parameter of the function. */
  readonly origin: TSESTree.Node | null;
  /** Whether the error is set in a `catch`, and not behind it. */
  readonly isCaught: boolean;
  /** Whether the code declares a variable, or a pattern, for the error. */
  readonly takesError: boolean;
  /** All variables that hold the error or a part of it. */
  readonly errors: readonly Scope.Variable[];
  /** The variables of each result; a result that is not used has none. */
  readonly results: readonly (readonly Scope.Variable[])[];
  /** The code that runs with the error and the results. */
  readonly body: readonly TSESTree.Node[];
  /** Whether somebody learns that the code has ended: an async function fulfils its promise then, and its callers go on. */
  readonly completes: boolean;
}

/** A callback as the receiver of its first parameter. `arguments` counts as a name of the error: `cb.apply(null, arguments)` passes it on. */
export function receiverOfCallback(callback: FunctionNode, { scopeManager }: Source): ErrorReceiver {
  const [first, ...others] = parametersOf(callback);
  const declared = scopeManager.getDeclaredVariables(callback);
  const variablesOf = (parameter: TSESTree.Parameter) => declared.filter((each) => isWithin(each, parameter));
  const all = scopeManager.acquire(callback, true)?.set.get('arguments');
  const isAllRead = all !== undefined && all.references.length > 0;
  const errors = first ? variablesOf(first) : [];
  return {
    host: callback,
    origin: null,
    isCaught: false,
    takesError: first !== undefined,
    errors: isAllRead ? [...errors, all] : errors,
    results: others.map(variablesOf),
    body: [callback.body],
    completes: false,
  };
}

/**
 * What the code does that gets an error. Its paths are followed at the first access to `handling` or `gap`, since most users of a site need
 * neither.
 *
 * @param variable the variable of the error; null where there is none, or a pattern in its place
 */
export function readErrorFacts(variable: Scope.Variable | null, receiver: () => ErrorReceiver, bindings: Bindings, source: Source, origin: ErrorOrigin): ErrorFacts {
  let followed: Handling | null = null;
  let mayOccur: boolean | null = null;
  let severity: Severity | 'usual' | null = null;
  const follow = () => (followed ??= followWithIncomplete(receiver(), bindings, source, origin));
  return {
    variable,
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

const handled: Handling = { handling: 'handled', gap: null };

/**
 * Follows the error of a callee that passes some results with an error as well, as `exec` passes the output of a command that failed. If the error is
 * tested on some path, reading such a result on another one is no fault. If it is tested on none, code that uses only such results relies on
 * nothing, since the output tells if the command worked, unless it reports a success: `(err, stdout) => cb(null, stdout)`.
 */
function followWithIncomplete(receiver: ErrorReceiver, bindings: Bindings, source: Source, { api, alwaysPassed }: ErrorOrigin): Handling {
  const handling = followError(receiver, bindings, source, alwaysPassed());
  if (!api?.alwaysPassed) return handling;
  const withoutIncomplete = followError(receiver, bindings, source, [...alwaysPassed(), ...api.alwaysPassed]);
  const { gap } = handling;
  if (gap?.how === 'tested-one-branch') return withoutIncomplete;
  const usesOnlyIncomplete = gap?.relies === 'result' && withoutIncomplete.gap?.relies !== 'result';
  return usesOnlyIncomplete && !isAnywhere(receiver.body, source.visitorKeys, isSuccessWithResult) ? { ...handling, gap: { ...gap, relies: 'nothing' } } : handling;
}

/** `cb(null, text)` */
function isSuccessWithResult(node: TSESTree.Node): boolean {
  return node.type === 'CallExpression' && node.arguments.length > 1 && isNullish(node.arguments[0]!) && isCallbackName(calleeName(node));
}

/** Follows the error along every path through the code that gets it. */
function followError({ host, origin, isCaught, takesError, errors, results, body, completes }: ErrorReceiver, bindings: Bindings, { visitorKeys }: Source, alwaysPassed: readonly number[]): Handling {
  const names = results.map(([variable]) => variable?.name ?? '');
  // `(err, request, reply)`: a request and its response come along, whether there is an error or not.
  const isContext = (i: number): boolean => alwaysPassed.includes(i + 1) || isRequestPair(names.slice(i, i + 2)) || (i > 0 && isRequestPair(names.slice(i - 1, i + 1)));
  const given = results.filter((_, i) => !isContext(i)).flat();
  const mentions = new Mentions(given, host);
  const flow = new ErrorFlow(new Mentions(errors, host), mentions, bindings, visitorKeys);
  if (origin === null) flow.run(host as FunctionNode);
  else if (!flow.runFrom(host, origin, isCaught)) return handled;
  const { isRead, isOverwritten } = flow;
  // `done(err, parse(data))`: whoever gets the error tests it, and `parse` has to do with what is missing.
  const isTestedAfter = isRead && !flow.isLeftUntested && !flow.uncheckedCall;
  const uncheckedResult = isTestedAfter ? flow.uncheckedResult : earliestOf(flow.uncheckedResult, flow.passedEarly);
  const uncheckedUse = uncheckedResult ?? flow.uncheckedCall ?? flow.passedEarly;
  const use = uncheckedUse?.node ?? null;
  if (!isRead) {
    const how = !takesError ? 'missing' : isOverwritten ? 'overwritten' : 'never-looked-at';
    return { handling: 'unchecked', gap: { how, use: use ?? mentions.first, relies: reliedOn(flow, uncheckedResult, mentions, completes || goesOn(body, visitorKeys)) } };
  }
  if (!uncheckedUse) return handled;
  const isHarmless = isTestedAfter && (uncheckedUse === flow.passedEarly || isOnlyTold(uncheckedUse.node, host));
  return { handling: 'partial', gap: { how: gapOf(uncheckedUse), use, relies: isHarmless ? 'nothing' : uncheckedUse === flow.uncheckedCall ? 'success' : 'result' } };
}

/** Whether a use of a result only emits or asserts something: `expect(res.text).to.equal('')` and `this.emit('data', data)` in front of `done(err)`. */
function isOnlyTold(use: TSESTree.Node, host: FunctionNode | TSESTree.Program): boolean {
  for (let node = use; node !== host; node = node.parent!) {
    const { parent } = node;
    if (parent?.type !== 'CallExpression' || parent.callee === node) continue;
    if (isAssertion(parent) || (node === use && hasRole(calleeName(parent), 'tells'))) return true;
  }
  return false;
}

/** What code relies on that never reads the error. */
function reliedOn(flow: ErrorFlow, uncheckedResult: UncheckedUse | null, results: Mentions, isContinued: boolean): ErrorGap['relies'] {
  if (uncheckedResult) return 'result';
  if (flow.isResultTested) return 'nothing';
  if (flow.uncheckedCall) return 'success';
  if (results.first) return 'result';
  return isContinued ? 'success' : 'nothing';
}

/** Whether code does more than log, clean up, store values or only fail: it calls something, or throws on one of its paths. */
function goesOn(body: readonly TSESTree.Node[], visitorKeys: VisitorKeys): boolean {
  if (body[0] && onlyFails(body[0])) return false;
  return isAnywhere(body, visitorKeys, (node, root) => {
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return node.type === 'ThrowStatement';
    const name = calleeName(node);
    return !isInLog(node, root) && !hasRole(name, 'cleans-up') && !hasRole(name, 'cancels-timer');
  });
}

/** Whether a test is true for a node anywhere in some code; the test also gets the part that the node is in. */
function isAnywhere(body: readonly TSESTree.Node[], visitorKeys: VisitorKeys, test: (node: TSESTree.Node, root: TSESTree.Node) => boolean): boolean {
  return body.some((root) => someNode(root, visitorKeys, (node) => test(node, root)));
}

/** Whether code should not run at all: `throw new Error('called')`, `t.assert.fail('called')`. */
function onlyFails(body: TSESTree.Node): boolean {
  const first = body.type === 'BlockStatement' ? body.body[0] : body;
  const value = first?.type === 'ExpressionStatement' ? first.expression : first;
  if (first?.type === 'ThrowStatement') return true;
  return value?.type === 'CallExpression' && hasRole(calleeName(value), 'fails-test') && isAssertion(value);
}

/** Whether a node is a call that logs, or an argument of one: `header.toString()` in `debug('sent', header.toString())`. */
function isInLog(node: TSESTree.Node, root: TSESTree.Node): boolean {
  for (let current = node; current !== root.parent; current = current.parent!) if (current.type === 'CallExpression' && isLogging(current)) return true;
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
