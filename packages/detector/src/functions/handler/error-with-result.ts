import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../../bindings/bindings.js';
import { isReachedWithoutError } from '../../syntax/reached-without-error.js';
import type * as Scope from '../../scope/scope.js';
import { type FunctionNode, isFunction, parametersOf } from '../../syntax/function-node.js';
import { matchPropertyName, verbOf } from '../../syntax/names.js';
import { isNullish } from '../../syntax/node-tests.js';
import { unwrap } from '../../syntax/unwrap.js';
import { hasRole } from '../../vocabulary/vocabulary.js';
import type { CallbackUses } from '../index/callback-uses.js';
import type { FunctionIndex } from '../index/function-index.js';

/**
 * Whether a function may pass its callback an error and a result in one call: `cb(new Error('timeout'), { retry: true })`,
 * `cb(parsed.error, parsed.value)`, `(err) => cb(err, done)`.
 *
 * Limit: `(err, row) => cb(err, row)` does not count, since it only forwards what the inner callee passes.
 *
 * @param index the functions of the file, to follow helpers such as `function finish(err, value) { cb(err, value); }`
 */
export function passesErrorWithResult({ mentions }: CallbackUses, index: FunctionIndex): boolean {
  return mentions.some((mention) => {
    const args = argumentsPassedTo(mention);
    return args !== null && isPair(args, index, new Set());
  });
}

/** The arguments of `cb(...)`, `cb.call(this, ...)` or `process.nextTick(cb, ...)`; null if a mention is none of these. */
function argumentsPassedTo(mention: TSESTree.Node): readonly TSESTree.Node[] | null {
  const { parent } = mention;
  if (parent?.type === 'CallExpression') {
    if (parent.callee === mention) return parent.arguments;
    return parent.arguments[0] === mention && hasRole(verbOf(parent.callee) ?? '', 'defers-with-arguments') ? parent.arguments.slice(1) : null;
  }
  const isMethod = parent?.type === 'MemberExpression' && parent.object === mention && matchPropertyName(parent) === 'call';
  return isMethod && parent.parent.type === 'CallExpression' && parent.parent.callee === parent ? parent.parent.arguments.slice(1) : null;
}

/** Whether arguments hold a possible error and a result that is not forwarded together with it. */
function isPair([error, ...results]: readonly TSESTree.Node[], index: FunctionIndex, seen: Set<FunctionNode>): boolean {
  if (!error || results.length === 0 || !mayBeError(error, index.bindings)) return false;
  const owner = ownerOf(error, index.bindings);
  if (results.some((result) => !isNullish(unwrap(result)) && !(owner && isForwarded(result, owner, index.bindings)))) return true;
  // `function finish(err, value) { cb(err, value); }` forwards its own arguments, so its callers in the file decide
  if (!owner || seen.has(owner)) return false;
  seen.add(owner);
  return index.callersOf(owner).some((call) => isPair(call.arguments, index, seen));
}

/** Whether a value may be an error: not `null`, `undefined`, a function or a variable that was tested to be unset. */
function mayBeError(node: TSESTree.Node, bindings: Bindings): boolean {
  const value = unwrap(node);
  switch (value.type) {
    case 'NewExpression':
    case 'ObjectExpression':
    case 'CallExpression':
    case 'MemberExpression':
      return true;
    case 'Literal':
      return Boolean(value.value);
    case 'LogicalExpression':
      return mayBeError(value.right, bindings) || (value.operator !== '&&' && mayBeError(value.left, bindings));
    case 'ConditionalExpression':
      return mayBeError(value.consequent, bindings) || mayBeError(value.alternate, bindings);
    case 'Identifier':
      return !isNullish(value) && !isKnownToBeMissing(value, bindings);
    default:
      return false;
  }
}

/** The function whose first parameter an error is; null if the error comes from elsewhere. */
function ownerOf(error: TSESTree.Node, bindings: Bindings): FunctionNode | null {
  const variable = variableIn(error, bindings);
  const definition = variable?.defs[0];
  if (!definition || !isFunction(definition.node)) return null;
  return parametersOf(definition.node)[0] === definition.name ? definition.node : null;
}

/** The variable of `err` and of `err || null`. */
function variableIn(error: TSESTree.Node, bindings: Bindings): Scope.Variable | null {
  const value = unwrap(error);
  return value.type === 'LogicalExpression' ? variableIn(value.left, bindings) : bindings.variableOf(value);
}

/** Whether a result is a parameter of the function that has the error, or a part of one: `row`, `row.id`, `row && row.id`. */
function isForwarded(result: TSESTree.Node, owner: FunctionNode, bindings: Bindings): boolean {
  const value = unwrap(result);
  if (value.type === 'MemberExpression') return isForwarded(value.object, owner, bindings);
  if (value.type === 'LogicalExpression') return value.operator === '&&' && isForwarded(value.left, owner, bindings);
  if (value.type === 'SpreadElement') return isForwarded(value.argument, owner, bindings);
  return bindings.variableOf(value)?.defs.some(({ type, node }) => type === 'Parameter' && node === owner) ?? false;
}

/** Whether an error is certainly not set at a place: after `if (err) return cb(err);`, in the `else` of `if (err)`, in `if (!err)`. */
function isKnownToBeMissing(name: TSESTree.Identifier, bindings: Bindings): boolean {
  const variable = bindings.variableOf(name);
  if (!variable || bindings.valuesOf(variable).length > 0) return false;
  return isReachedWithoutError(name, (node) => bindings.variableOf(node) === variable, variable.defs[0]?.node);
}
