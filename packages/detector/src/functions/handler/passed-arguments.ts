import type { TSESTree } from '@typescript-eslint/types';

import type { ApiFacts } from '../../catalog/catalog.js';
import type { Bindings } from '../../bindings/bindings.js';
import { isReachedWithoutError } from '../../syntax/reached-without-error.js';
import { calleeName, matchPropertyName } from '../../syntax/names.js';
import { isNullish } from '../../syntax/node-tests.js';
import { isCalled } from '../../syntax/surroundings.js';
import { unwrap } from '../../syntax/unwrap.js';
import { hasRole } from '../../vocabulary/vocabulary.js';
import type { CallbackUses } from '../index/callback-uses.js';
import type { ArgumentCounts, PassedArguments } from './completion-handler.js';
import { isCertainError } from './failure-callback.js';
import { isCallbackified } from './protocol.js';

/** No call. */
export const passesNothing: PassedArguments = { onSuccess: [], onError: [] };

/** Calls that nobody sees. */
export const passesUnknown: PassedArguments = { onSuccess: 'unknown', onError: 'unknown' };

/** What `callbackify` passes. */
const passedByCallbackify: PassedArguments = { onSuccess: [2], onError: [1] };

/** What a catalogued function passes, as far as the catalogue states its results. */
export function passedByApi({ kind, results, promisified, nodeCore, followsNodeContract }: Pick<ApiFacts, 'kind' | 'results' | 'promisified' | 'nodeCore' | 'followsNodeContract'>): PassedArguments {
  if (kind !== 'error-first') return passesUnknown;
  const count = promisified === 'none' ? 0 : results.length > 0 ? results.length : nodeCore ? 1 : null;
  return { onSuccess: count === null ? 'unknown' : [count + 1], onError: followsNodeContract === true ? [1] : 'unknown' };
}

/** What several calls pass. */
export function joinPassed(all: readonly PassedArguments[]): PassedArguments {
  return { onSuccess: joinCounts(all.map(({ onSuccess }) => onSuccess)), onError: joinCounts(all.map(({ onError }) => onError)) };
}

function joinCounts(all: readonly ArgumentCounts[]): ArgumentCounts {
  const known = all.filter((counts) => counts !== 'unknown');
  return known.length < all.length ? 'unknown' : [...new Set(known.flat())].sort((a, b) => a - b);
}

/**
 * How many arguments a function passes to its callback: by its own calls, 2 for `cb(null, row)`, and by the functions that it hands the
 * callback to, as `fs.unlink` in `fs.unlink(path, cb)`.
 *
 * @param passedBy what a call passes to a callback that is an argument of it
 */
export function passedArguments(uses: CallbackUses, bindings: Bindings, passedBy: (call: TSESTree.CallExpression, mention: TSESTree.Node) => PassedArguments): PassedArguments {
  const { mentions } = uses;
  if (mayBeTakenFromArguments(uses, bindings)) return passesUnknown;
  return joinPassed(mentions.map((mention) => ofMention(mention, bindings, passedBy)));
}

/** Whether a function may also reach its parameter another way: `cb = arguments[i]`. Reading `arguments.length` does not. */
function mayBeTakenFromArguments({ definition, variable }: CallbackUses, bindings: Bindings): boolean {
  if (!variable.defs.some(({ type }) => type === 'Parameter')) return false;
  return bindings.argumentsOf(definition).some(({ identifier: { parent } }) => parent.type !== 'MemberExpression' || matchPropertyName(parent) !== 'length');
}

function ofMention(mention: TSESTree.Node, bindings: Bindings, passedBy: (call: TSESTree.CallExpression, mention: TSESTree.Node) => PassedArguments): PassedArguments {
  const { parent } = mention;
  switch (parent?.type) {
    case 'CallExpression': {
      if (parent.callee === mention) return ofArguments(parent.arguments, bindings);
      if (isCallbackified(parent)) return passedByCallbackify;
      return ofDeferred(parent, mention, bindings) ?? passedBy(parent, mention);
    }
    case 'MemberExpression': {
      const isCall = parent.object === mention && matchPropertyName(parent) === 'call' && isCalled(parent);
      return isCall ? ofArguments((parent.parent as TSESTree.CallExpression).arguments.slice(1), bindings) : passesUnknown;
    }
    case 'AssignmentExpression':
    case 'AssignmentPattern':
      return parent.left === mention ? passesNothing : passesUnknown;
    case 'IfStatement':
    case 'UnaryExpression':
    case 'BinaryExpression':
      return passesNothing;
    case 'ConditionalExpression':
      return parent.test === mention ? passesNothing : passesUnknown;
    case 'LogicalExpression':
      return parent.left === mention && (parent.operator === '&&' || isOwnDefault(parent, mention, bindings)) ? passesNothing : passesUnknown;
    default:
      return isParameter(mention, bindings) ? passesNothing : passesUnknown;
  }
}

/** `process.nextTick(cb, null, row)`; null for another call. */
function ofDeferred(call: TSESTree.CallExpression, mention: TSESTree.Node, bindings: Bindings): PassedArguments | null {
  const name = calleeName(call);
  if (call.arguments[0] !== mention || !hasRole(name, 'defers')) return null;
  if (hasRole(name, 'defers-with-arguments')) return ofArguments(call.arguments.slice(1), bindings);
  return call.arguments.length === 1 ? ofArguments([], bindings) : null;
}

function ofArguments(passed: readonly TSESTree.Node[], bindings: Bindings): PassedArguments {
  const [first] = passed;
  const count = [passed.length];
  if (passed.some(({ type }) => type === 'SpreadElement')) return passesUnknown;
  if (!first) return { onSuccess: count, onError: [] };
  const error = unwrap(first);
  if (isNullish(error) || (error.type === 'Literal' && !error.value) || isKnownToBeMissing(error, bindings)) return { onSuccess: count, onError: [] };
  return { onSuccess: isCertainError(error, bindings) ? [] : count, onError: count };
}

/** Whether an error is certainly not set where it is mentioned: behind `if (err) return cb(err);`. */
function isKnownToBeMissing(error: TSESTree.Node, bindings: Bindings): boolean {
  const variable = bindings.variableOf(error);
  if (!variable || bindings.valuesOf(variable).length > 0) return false;
  return isReachedWithoutError(error, (node) => bindings.variableOf(node) === variable, variable.defs[0]?.node);
}

/** `cb || noop` of `cb = cb || noop` */
function isOwnDefault(value: TSESTree.LogicalExpression, mention: TSESTree.Node, bindings: Bindings): boolean {
  const { parent } = value;
  return parent.type === 'AssignmentExpression' && parent.right === value && bindings.variableOf(parent.left) === bindings.variableOf(mention);
}

/** Whether a mention is the name of the parameter itself. */
function isParameter(mention: TSESTree.Node, bindings: Bindings): boolean {
  return bindings.variableOf(mention)?.identifiers.some((name) => name === mention) === true;
}
