import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../bindings/bindings.js';
import { mayReturnValue } from '../functions/handler/returned-value.js';
import { calleeName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import { hasRole } from '../vocabulary/vocabulary.js';
import { isCallOfCallback } from './callee-convention.js';
import { pathOf } from './callee-path.js';
import type { FileContext } from './file-context.js';
import { type Finding, isCompletionOf, isOpen, isSure, takesOther } from './learn-from-same-callee.js';

/**
 * Classifies callbacks without parameters by other methods of the same object: `store.addOwner(id, function () {})` by
 * `store.find(id, function (err, user) { if (err) throw err; })`. Methods of one object mostly call back in one way, but not all do, so this
 * evidence is a `convention`.
 *
 * Nothing is learned about:
 * - methods that are passed nothing but the callback, unless they end something, as `engine.stop(function () {})` does;
 * - methods that by their names store a function, or take functions of several kinds;
 * - functions of a module, which have less in common, and objects of test frameworks;
 * - callbacks that return a value.
 *
 * @param findings the findings of one file, after what other calls of the same callee show
 * @returns the findings in the same order, some of them newly classified as error-first
 */
export function learnFromSameObject(findings: readonly Finding[], { bindings, functions, visitorKeys }: FileContext): readonly Finding[] {
  const keys = findings.map(({ candidate }) => (isCompletionOf(candidate) ? objectKeyOf(candidate.call.callee, bindings) : null));
  const proven = new Set(findings.flatMap((finding, i) => (isSure(finding, bindings) ? (keys[i] ?? []) : [])));
  if (proven.size === 0) return findings;
  const refuted = new Set(findings.flatMap(({ candidate }, i) => (keys[i] && !candidate.isNamed && takesOther(candidate, bindings) ? [`${keys[i]}.${calleeName(candidate.call)}`] : [])));
  return findings.map((finding, i) => {
    const { call, argument, callback, index, isNamed } = finding.candidate;
    const key = keys[i] ?? '';
    const name = calleeName(call);
    const isOpenToOthers = proven.has(key) && !refuted.has(`${key}.${name}`) && isOpen(finding) && !isNamed && callback.params.length === 0;
    const isLike = isOpenToOthers && (index > 0 || hasRole(name, 'cleanup')) && !takesOtherFunctions(name);
    if (!isLike || functions.hasDefinition(call, argument) || mayReturnValue(callback, visitorKeys, isCallOfCallback)) return finding;
    return { ...finding, found: { kind: 'error-first', evidence: 'convention', api: null } };
  });
}

function takesOtherFunctions(name: string): boolean {
  return name === '' || hasRole(name, 'takes-other-functions') || hasRole(name, 'stores-or-wraps') || hasRole(name, 'iterates-collections');
}

/** The object of a method call, by its path; null for a function, a module, and an object of a test framework. */
function objectKeyOf(callee: TSESTree.Node, bindings: Bindings): string | null {
  const member = unwrap(callee);
  if (member.type !== 'MemberExpression') return null;
  const object = unwrap(member.object);
  if (object.type === 'Identifier' && (isModule(object, bindings) || hasRole(object.name, 'assertion-library') || hasRole(object.name, 'test-runner'))) return null;
  return pathOf(object, bindings);
}

/** Whether a name is bound by an import, or to what `require` returns. */
function isModule(name: TSESTree.Identifier, bindings: Bindings): boolean {
  const variable = bindings.variableOf(name);
  if (!variable) return false;
  if (variable.defs.some(({ type }) => type === 'ImportBinding')) return true;
  return bindings.valuesOf(variable).some((value) => value.type === 'CallExpression' && calleeName(value) === 'require');
}
