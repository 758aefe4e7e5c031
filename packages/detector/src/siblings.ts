import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from './bindings.js';
import type { Candidate } from './candidates.js';
import type { Classification } from './classify.js';
import { isIgnoredName, isWeakErrorName } from './error-names.js';
import { matchParameterName, matchPropertyName, parametersOf, unwrap } from './nodes.js';
import { testsError } from './shapes.js';

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
 * puts its error to the test, every function in that place is a completion callback.
 *
 * @param findings those of one file
 * @returns the same, in the same order
 */
export function learnFromSiblings(findings: readonly Finding[], bindings: Bindings): readonly Finding[] {
  const tallies = new Map<string, Tally>();
  const keys = findings.map(({ candidate }) => keyOf(candidate, bindings));
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
    return tally && tally.for > tally.against && isOpen(finding)
      ? { ...finding, found: { kind: 'error-first', evidence: 'shape', api: null } }
      : finding;
  });
}

function isSure({ candidate, found }: Finding, bindings: Bindings): boolean {
  if (found?.kind !== 'error-first') return false;
  return found.evidence !== 'name' || testsError(candidate.callback, bindings);
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

/** Names the callee of a call, where the callback is its last argument, written there, and the call is made for its effect; or null. */
function keyOf({ call, callback, index, isTask, isNamed }: Candidate, bindings: Bindings): string | null {
  if (isTask || isNamed || call.type !== 'CallExpression' || index !== call.arguments.length - 1 || isWrapper(call)) return null;
  if (givesValue(callback)) return null;
  const callee = unwrap(call.callee);
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
