import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../bindings/bindings.js';
import { mayReturnValue } from '../functions/handler/returned-value.js';
import { enclosingFunction, parametersOf } from '../syntax/function-node.js';
import { matchParameterName, matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import type { VisitorKeys } from '../syntax/visitor-keys.js';
import { isIgnoredName, isWeakErrorName } from '../vocabulary/parameter-names.js';
import type { Candidate } from './candidates.js';
import type { Classification } from './classify.js';
import { isNoError, testsError } from './error-parameter.js';

/** A candidate and what it was found to be by itself. */
export interface Finding {
  readonly candidate: Candidate;
  readonly found: Classification | null;
}

/** What the callbacks of one callee show of the error being first. */
interface Tally {
  isErrorFirst: boolean;
  takesOther: boolean;
}

/**
 * Learns from other calls of the same callee: where one call of `store.insert` is given a callback that puts its error to the test,
 * then `store.insert(doc, function () {})` calls back with an error first, too. Other methods of `store` prove nothing about `insert`.
 *
 * The callee is the same if its name is bound to the same variable, the methods behind it have the same names, and as many arguments
 * are passed: with fewer or more of them a function may be another one. Nothing is learned where a callback of the callee takes
 * something else first, nor by a function that returns a value, for `insert` may read that.
 *
 * @param findings those of one file
 * @returns the same findings in the same order, some of them with what was learned
 */
export function learnFromSameCallee(findings: readonly Finding[], bindings: Bindings, visitorKeys: VisitorKeys): readonly Finding[] {
  const tallies = new Map<string, Tally>();
  const keys = findings.map(({ candidate }) => keyOf(candidate, bindings));
  for (const [i, finding] of findings.entries()) {
    const key = keys[i];
    if (!key) continue;
    const tally = tallies.get(key) ?? { isErrorFirst: false, takesOther: false };
    tallies.set(key, tally);
    if (isSure(finding, bindings)) tally.isErrorFirst = true;
    else if (takesOther(finding.candidate, bindings)) tally.takesOther = true;
  }
  return findings.map((finding, i) => {
    const tally = tallies.get(keys[i] ?? '');
    const isKnown = tally?.isErrorFirst === true && !tally.takesOther;
    return isKnown && canLearn(finding, visitorKeys) ? { ...finding, found: { kind: 'error-first', evidence: 'shape', api: null } } : finding;
  });
}

function isSure({ candidate: { callback }, found }: Finding, bindings: Bindings): boolean {
  if (found?.kind !== 'error-first') return false;
  if (found.evidence !== 'name' || testsError(callback, bindings)) return true;
  const [first, ...results] = parametersOf(callback);
  return results.length > 0 && bindings.isErrorName(matchParameterName(first)?.name ?? '');
}

function canLearn({ candidate: { callback }, found }: Finding, visitorKeys: VisitorKeys): boolean {
  const isOpen = found === null || (found.kind === 'other' && found.evidence === 'name');
  return isOpen && !mayReturnValue(callback, visitorKeys);
}

/** Whether a callback takes something first that it does not call an error, or that it does not treat like one. */
function takesOther({ callback }: Candidate, bindings: Bindings): boolean {
  const [first] = parametersOf(callback);
  const name = matchParameterName(first);
  if (!name) return first !== undefined;
  return isNoError(name, bindings) || !(isIgnoredName(name.name) || bindings.isErrorName(name.name) || isWeakErrorName(name.name));
}

/** Names the callee of a call of a completion callback, or null. */
function keyOf(candidate: Candidate, bindings: Bindings): string | null {
  if (!isCompletionOf(candidate)) return null;
  const path = pathOf(candidate.call.callee, bindings, 0);
  return path && `${path} ${candidate.call.arguments.length}`;
}

/** Whether a callback is the last argument of a call that is made for its effect, and is written there. */
function isCompletionOf({ call, index, isTask, isNamed }: Candidate): boolean {
  if (isTask || isNamed || call.type !== 'CallExpression' || index !== call.arguments.length - 1) return false;
  return !isWrapper(call);
}

/** `once(function (err) {})`: the value is the callback of something else. */
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

const maximumDepth = 6;

/** `this.db.insert`, `Model.find().exec`, with the place where the first name is declared; null for computed and very long chains. */
function pathOf(node: TSESTree.Node, bindings: Bindings, depth: number): string | null {
  const value = unwrap(node);
  if (depth > maximumDepth) return null;
  if (value.type === 'Identifier') return rootOf(value, bindings, depth);
  if (value.type === 'ThisExpression') return `this of ${ownerOfThis(value, bindings, depth)}`;
  const inner = value.type === 'MemberExpression' ? value.object : value.type === 'CallExpression' ? value.callee : null;
  const path = inner && pathOf(inner, bindings, depth + 1);
  if (path === null) return null;
  if (value.type === 'CallExpression') return `${path}()`;
  const name = value.type === 'MemberExpression' ? matchPropertyName(value) : null;
  return name === null ? null : `${path}.${name}`;
}

/** What the first name of a path stands for: what makes the object, if that is all that it is assigned; else its declaration. */
function rootOf(name: TSESTree.Identifier, bindings: Bindings, depth: number): string {
  const variable = bindings.variableOf(name);
  const [value, ...others] = variable ? bindings.valuesOf(variable) : [];
  const origin = value && others.length === 0 ? originOf(unwrap(value), bindings, depth) : null;
  return origin ?? `${name.name} ${String(variable?.defs[0]?.name.range[0] ?? '')}`;
}

/** `createStore()` of `const store = createStore(options)`; objects that the same function makes have the same methods. */
function originOf(value: TSESTree.Node, bindings: Bindings, depth: number): string | null {
  if (value.type === 'ThisExpression') return pathOf(value, bindings, depth + 1);
  if (value.type !== 'CallExpression' && value.type !== 'NewExpression') return null;
  const path = pathOf(value.callee, bindings, depth + 1);
  return path && `${path}()`;
}

/** The object that `this` is one of: a class, an object literal, `Store.prototype`; else the function that `this` belongs to. */
function ownerOfThis(node: TSESTree.Node, bindings: Bindings, depth: number): string {
  let fn = enclosingFunction(node);
  while (fn?.type === 'ArrowFunctionExpression') fn = enclosingFunction(fn);
  const home = fn?.parent;
  if (home?.type === 'AssignmentExpression' && home.left.type === 'MemberExpression') {
    const path = pathOf(home.left.object, bindings, depth + 1);
    if (path !== null) return path;
  }
  const isMember = home?.type === 'MethodDefinition' || home?.type === 'Property' || home?.type === 'PropertyDefinition';
  return String((isMember ? home.parent : fn)?.range[0]);
}
