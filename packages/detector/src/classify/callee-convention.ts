import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../bindings/bindings.js';
import { mayReturnValue } from '../functions/handler/returned-value.js';
import { type FunctionNode, parametersOf } from '../syntax/function-node.js';
import { calleeName, matchParameterName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import type { VisitorKeys } from '../syntax/visitor-keys.js';
import { isIgnoredName } from '../vocabulary/parameter-names.js';
import { hasRole } from '../vocabulary/vocabulary.js';
import type { Candidate } from './candidates.js';

/**
 * Whether a callback is most likely error-first, although nothing that it does shows it: it is the last argument of a method whose name
 * is one of database drivers, file systems or connections, `db.createIndex(keys, function () {})`, or it takes results behind a first
 * parameter whose name says that it is not used, `zip.compress(data, (_, buffer) => {})`.
 *
 * Limit: whoever has a method of this name may call back otherwise, so this serves reports only.
 */
export function matchCalleeConvention({ call, callback, index, isNamed, isTask }: Candidate, bindings: Bindings, visitorKeys: VisitorKeys): boolean {
  if (isNamed || isTask || call.type === 'NewExpression' || index !== call.arguments.length - 1) return false;
  if (mayReturnValue(callback, visitorKeys, isCallOfCallback)) return false;
  const callee = unwrap(call.callee);
  if (ignoresFirst(callback, bindings)) return index > 0 && !hasRole(calleeName(call), 'iterates-collections');
  return callee.type === 'MemberExpression' && isUnread(callback, bindings) && isOperation(calleeName(call), index);
}

/** Whether a node calls a callback, whose value is not meant for anyone: `() => done()`. */
export function isCallOfCallback(node: TSESTree.Node): boolean {
  return node.type === 'CallExpression' && hasRole(calleeName(node), 'completion');
}

/** Whether a method takes an error-first callback by its name. A name that is common elsewhere counts only where the call has a single argument. */
function isOperation(name: string, index: number): boolean {
  if (hasRole(name, 'opens-or-closes')) return index === 0;
  return hasRole(name, 'database-operation') || (hasRole(name, 'file-operation') && index > 0);
}

/** Whether the first of several parameters is named like one that is not used, while the second is: `(_, buffer) => use(buffer)`. */
function ignoresFirst(callback: FunctionNode, bindings: Bindings): boolean {
  const [first, second] = parametersOf(callback).map(matchParameterName);
  if (!first || !second || !isIgnoredName(first.name)) return false;
  return countReferences(first, bindings) === 0 && countReferences(second, bindings) > 0;
}

/** Whether a callback takes no parameter, or reads none of them. */
function isUnread(callback: FunctionNode, bindings: Bindings): boolean {
  const [first] = callback.params;
  const name = matchParameterName(parametersOf(callback)[0]);
  return !first || (name !== null && countReferences(name, bindings) === 0);
}

function countReferences(name: Parameters<Bindings['variableOf']>[0], bindings: Bindings): number {
  return bindings.variableOf(name)?.references.length ?? 0;
}
