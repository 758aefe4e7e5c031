import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../bindings/bindings.js';
import { mayReturnValue } from '../functions/handler/returned-value.js';
import { parametersOf } from '../syntax/function-node.js';
import { calleeName, matchParameterName } from '../syntax/names.js';
import { insideSameFunction, someNode } from '../syntax/search.js';
import { unwrap } from '../syntax/unwrap.js';
import { hasRole } from '../vocabulary/vocabulary.js';
import { isCallOfCallback, mayBeError } from './callee-convention.js';
import { pathOf } from './callee-path.js';
import type { Candidate } from './candidates.js';
import type { Classification } from './classify.js';
import { isNoError, testsError } from './error-parameter.js';
import type { FileContext } from './file-context.js';

/** A candidate, and what it was found to be without a look at other calls. */
export interface Finding {
  readonly candidate: Candidate;
  readonly found: Classification | null;
}

/** What the callbacks of all calls of one callee show about its first argument. */
interface Tally {
  isErrorFirst: boolean;
  takesOther: boolean;
}

/**
 * Classifies callbacks by other calls of the same callee: if the callback of one call of `store.insert` tests its error, then
 * `store.insert(doc, function () {})` also takes an error-first callback. Other methods of `store` are no evidence.
 *
 * Two callees are the same if their first name is bound to the same variable, or to values of one factory, `createStore()`, the members
 * after it have the same names, and the number of arguments is equal, since an overload may differ.
 *
 * A function of the file that is passed by its name is evidence, too, but is not classified by other calls.
 *
 * Limit: nothing is learned if some callback of the callee takes something else first, nor for a callback that returns a value, since the
 * callee may read it. What a call with an error-first callback returns is no such value.
 *
 * @param findings the findings of one file
 * @returns the findings in the same order, some of them newly classified as error-first
 */
export function learnFromSameCallee(findings: readonly Finding[], context: FileContext): readonly Finding[] {
  const learned = learnOnce(findings, context);
  // A callback that returns a call is error-first only after the callback of that call was found to be.
  return learned.some((finding, i) => finding !== findings[i]) ? learnFromSameCallee(learned, context) : learnFromSameMethod(findings, context);
}

/**
 * Classifies callbacks by calls of methods with the same name and the same number of arguments on other objects, and by methods of this
 * name that the file defines: `other.submit(op, function () {})` by `doc.submit(op, function (err) { if (err) throw err; })`. The objects
 * may be of different kinds, so this evidence is a `convention`.
 */
function learnFromSameMethod(findings: readonly Finding[], { bindings, functions, visitorKeys }: FileContext): readonly Finding[] {
  const tallies = new Map<string, Tally>();
  const keys = findings.map(({ candidate }) => methodKeyOf(candidate));
  for (const [i, finding] of findings.entries()) {
    const key = keys[i];
    if (key) addTo(tallies, key, finding, bindings);
  }
  return findings.map((finding, i) => {
    const { candidate } = finding;
    const key = keys[i];
    if (!key || !isOpen(finding) || candidate.isNamed || takesOther(candidate, bindings) || mayReturnValue(candidate.callback, visitorKeys, isCallOfCallback)) return finding;
    const found = tallies.get(key);
    const isLearned = found?.isErrorFirst === true && !found.takesOther;
    return isLearned || functions.isMethodErrorFirst(calleeName(candidate.call), candidate.index) ? { ...finding, found: { kind: 'error-first', evidence: 'convention', api: null } } : finding;
  });
}

/** The key by which calls of methods with one name are grouped; null for other candidates, for computed names, and for names that take functions of many kinds. */
function methodKeyOf(candidate: Candidate): string | null {
  const { call } = candidate;
  if (!isCompletionOf(candidate) || unwrap(call.callee).type !== 'MemberExpression') return null;
  const name = calleeName(call);
  return name === '' || hasRole(name, 'takes-other-functions') || hasRole(name, 'stores-or-wraps') || hasRole(name, 'iterates-collections') ? null : `${name} ${call.arguments.length}`;
}

function addTo(tallies: Map<string, Tally>, key: string, finding: Finding, bindings: Bindings): void {
  const tally = tallies.get(key) ?? { isErrorFirst: false, takesOther: false };
  tallies.set(key, tally);
  if (isSure(finding, bindings)) tally.isErrorFirst = true;
  else if (!finding.candidate.isNamed && takesOther(finding.candidate, bindings)) tally.takesOther = true;
}

/** The keys of the callees whose calls show that they call back error-first. */
export function errorFirstCallees(findings: readonly Finding[], { bindings }: FileContext): ReadonlySet<string> {
  const { tallies } = tally(findings, bindings);
  return new Set([...tallies].flatMap(([key, { isErrorFirst, takesOther: isMixed }]) => (isErrorFirst && !isMixed ? [key] : [])));
}

function tally(findings: readonly Finding[], bindings: Bindings): { readonly tallies: ReadonlyMap<string, Tally>; readonly keys: readonly (string | null)[] } {
  const tallies = new Map<string, Tally>();
  const keys = findings.map(({ candidate }) => keyOf(candidate, bindings));
  for (const [i, finding] of findings.entries()) {
    const key = keys[i];
    if (key) addTo(tallies, key, finding, bindings);
  }
  return { tallies, keys };
}

function learnOnce(findings: readonly Finding[], { bindings, functions, visitorKeys }: FileContext): readonly Finding[] {
  const { tallies, keys } = tally(findings, bindings);
  const completed = new Set<TSESTree.Node>(findings.flatMap(({ candidate: { call }, found }) => (found?.kind === 'error-first' && found.evidence !== 'convention' && !functions.returnsHandle(call) ? [call] : [])));
  const isCompleted = (node: TSESTree.Node): boolean => someNode(node, visitorKeys, (part) => completed.has(part), insideSameFunction);
  return findings.map((finding, i) => {
    const found = tallies.get(keys[i] ?? '');
    const isKnown = found?.isErrorFirst === true && !found.takesOther && !finding.candidate.isNamed && isOpen(finding);
    if (!isKnown || mayReturnValue(finding.candidate.callback, visitorKeys, isCompleted)) return finding;
    return { ...finding, found: { kind: 'error-first', evidence: 'shape', api: null } };
  });
}

/** Whether a finding is certain enough to classify other callbacks by it. */
export function isSure({ candidate: { callback }, found }: Finding, bindings: Bindings): boolean {
  if (found?.kind !== 'error-first' || found.evidence === 'convention') return false;
  if (found.evidence !== 'name' || testsError(callback, bindings)) return true;
  const [first, ...results] = parametersOf(callback);
  return results.length > 0 && bindings.isErrorName(matchParameterName(first)?.name ?? '');
}

/** Whether there is no good evidence of what a callback is, so that it may be classified by other calls. */
export function isOpen({ found }: Finding): boolean {
  return found === null || found.evidence === 'convention' || (found.kind === 'other' && found.evidence === 'name');
}

/** Whether the first parameter of a callback is not named like an error, or not treated like one. */
export function takesOther({ callback }: Candidate, bindings: Bindings): boolean {
  const [first] = parametersOf(callback);
  const name = matchParameterName(first);
  if (!name) return first !== undefined;
  return isNoError(name, bindings) || !mayBeError(name, bindings);
}

/** The key by which calls of one callee are grouped: its path and the number of arguments; null for other candidates. */
function keyOf(candidate: Candidate, bindings: Bindings): string | null {
  return isCompletionOf(candidate) ? calleeKeyOf(candidate.call, bindings) : null;
}

/** The key of the callee of a call, whatever its arguments are; null if the callee has no path. */
export function calleeKeyOf(call: Candidate['call'], bindings: Bindings): string | null {
  const path = pathOf(call.callee, bindings);
  return path && `${path} ${call.arguments.length}`;
}

/** Whether a callback is the last argument of a constructor, or of a call that does not return a wrapped function. Not one without parameters of `listen`, which adds a listener. */
export function isCompletionOf({ call, callback, index, isTask }: Candidate): boolean {
  if (callback.params.length === 0 && hasRole(calleeName(call), 'listens-to-port')) return false;
  if (isTask || index !== call.arguments.length - 1) return false;
  return call.type === 'NewExpression' || !isWrapper(call);
}

/** Whether a call wraps its callback, `load(once(function (err) {}))`: its value is passed or stored as a callback itself. */
function isWrapper(call: TSESTree.CallExpression): boolean {
  const { parent } = call;
  switch (parent.type) {
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee !== call;
    case 'AssignmentExpression':
      return parent.left.type === 'MemberExpression';
    case 'ArrayExpression':
    case 'Property':
    case 'SpreadElement':
      return true;
    default:
      return false;
  }
}
