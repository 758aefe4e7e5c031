import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from './bindings.js';
import type { Candidate } from './candidates.js';
import type { Classification } from './classify.js';
import { isIgnoredName, isWeakErrorName } from './error-names.js';
import { matchParameterName, matchPropertyName, parametersOf, unwrap } from './nodes.js';
import { testsError } from './shapes.js';
import { hasRole } from './vocabulary.js';

/** A candidate and what it was found to be by itself. */
export interface Finding {
  readonly candidate: Candidate;
  readonly found: Classification | null;
}

/** What the callbacks of one callee tell of the error being first. */
interface Tally {
  for: number;
  against: number;
}

/**
 * Callbacks that tell nothing by themselves, told by their siblings: where one call of `store.insert` is given a callback that
 * puts its error to the test, every function in that place is a completion callback. A function that takes nothing is told by
 * the other methods as well: `store.find` of the same store.
 *
 * @param findings those of one file
 * @returns the same, in the same order
 */
export function learnFromSiblings(findings: readonly Finding[], bindings: Bindings): readonly Finding[] {
  const ofCallees = learn(findings, bindings, (finding) => keyOf(finding.candidate, bindings), () => true);
  return learn(ofCallees, bindings, receiverKeyOf, ({ candidate }) => parametersOf(candidate.callback).length === 0);
}

function learn(
  findings: readonly Finding[],
  bindings: Bindings,
  nameOf: (finding: Finding) => string | null,
  canLearn: (finding: Finding) => boolean,
): readonly Finding[] {
  const tallies = new Map<string, Tally>();
  const keys = findings.map(nameOf);
  for (const [i, finding] of findings.entries()) {
    const key = keys[i];
    if (!key) continue;
    const tally = tallies.get(key) ?? { for: 0, against: 0 };
    tallies.set(key, tally);
    if (isSure(finding, bindings)) tally.for++;
    else if (isOpen(finding) && takesValue(finding.candidate, bindings)) tally.against++;
  }
  return findings.map((finding, i) => {
    const tally = tallies.get(keys[i] ?? '');
    return tally && tally.for > tally.against && isOpen(finding) && canLearn(finding)
      ? { ...finding, found: { kind: 'error-first', evidence: 'shape', api: null } }
      : finding;
  });
}

function isSure({ candidate: { callback }, found }: Finding, bindings: Bindings): boolean {
  if (found?.kind !== 'error-first') return false;
  if (found.evidence !== 'name' || testsError(callback, bindings)) return true;
  const [first, ...results] = parametersOf(callback);
  return results.length > 0 && bindings.isErrorName(matchParameterName(first)?.name ?? '');
}

/** Names the receiver of a method call: `db` of `db.find(...)`; null for `this`, whose methods are of all kinds. */
function receiverKeyOf({ candidate, found }: Finding): string | null {
  if (!isCompletionOf(candidate) || found?.evidence === 'definition') return null;
  const callee = unwrap(candidate.call.callee);
  if (callee.type !== 'MemberExpression' || hasRole(matchPropertyName(callee) ?? '', 'takes-other-functions')) return null;
  const path = pathOf(callee.object, 0);
  return path === null || hasRole(path, 'this-alias') ? null : path;
}

function isOpen({ found }: Finding): boolean {
  return found === null || (found.kind === 'other' && found.evidence === 'name');
}

/** Whether a callback takes something first that it does not call an error. */
function takesValue({ callback }: Candidate, bindings: Bindings): boolean {
  const name = matchParameterName(parametersOf(callback)[0]);
  if (!name || isIgnoredName(name.name) || bindings.isErrorName(name.name) || isWeakErrorName(name.name)) return false;
  return (bindings.variableOf(name)?.references.length ?? 0) > 0;
}

/** `wrap(key, function () { return new Promise(...) })`: its caller wants the value. */
function givesValue({ async, body }: Candidate['callback']): boolean {
  if (async || body.type !== 'BlockStatement') return async || body.type === 'NewExpression';
  const last = body.body.at(-1);
  if (body.body.length === 1 && last?.type === 'ThrowStatement') return last.argument.type !== 'Identifier';
  return last?.type === 'ReturnStatement' && last.argument !== null && !/^(?:Call|Unary)Expression$/.test(last.argument.type);
}

/** Whether a callback is the last argument of a call that is made for its effect, and is written there. */
function isCompletionOf({ call, callback, index, isTask, isNamed }: Candidate): boolean {
  if (isTask || isNamed || call.type !== 'CallExpression' || index !== call.arguments.length - 1) return false;
  return !isWrapper(call) && !givesValue(callback);
}

/** Names the callee of a call of a completion callback, or null. */
function keyOf(candidate: Candidate, bindings: Bindings): string | null {
  if (!isCompletionOf(candidate)) return null;
  const callee = unwrap(candidate.call.callee);
  if (callee.type !== 'Identifier') return pathOf(callee, 0);
  const [definition] = bindings.variableOf(callee)?.defs ?? [];
  return `${callee.name} ${String(definition?.name.range[0] ?? '')}`;
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

/** `this.db.insert`, `Model.find().exec`; null for computed and very long chains. */
function pathOf(node: TSESTree.Node, depth: number): string | null {
  const value = unwrap(node);
  if (depth > maximumDepth) return null;
  if (value.type === 'Identifier') return value.name;
  if (value.type === 'ThisExpression') return 'this';
  const inner = value.type === 'MemberExpression' ? value.object : value.type === 'CallExpression' ? value.callee : null;
  const path = inner && pathOf(inner, depth + 1);
  if (path === null) return null;
  if (value.type === 'CallExpression') return `${path}()`;
  const name = value.type === 'MemberExpression' ? matchPropertyName(value) : null;
  return name === null ? null : `${path}.${name}`;
}
