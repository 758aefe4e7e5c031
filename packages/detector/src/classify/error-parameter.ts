import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../bindings/bindings.js';
import { isGuardedBy, isUsedAsFunction, requires } from '../bindings/parameter-uses.js';
import { type FunctionNode, isFunction, parametersOf } from '../syntax/function-node.js';
import { calleeName, matchParameterName, matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import { assertsAbsence } from '../vocabulary/assertions.js';
import { isCallbackName, isWeakErrorName } from '../vocabulary/parameter-names.js';
import { hasRole } from '../vocabulary/vocabulary.js';

/** What a callback does with its first parameter, as far as it tells an error from a value. */
interface Signs {
  readonly thrown: boolean;
  readonly forwarded: boolean;
  readonly asserted: boolean;
  /** `if (p)` whose branch leaves. */
  readonly guards: boolean;
  /** A question whether there is a `p`: in a condition, or in an assertion. */
  readonly tested: boolean;
  /** `p === -1`, `p > 0` */
  readonly numbered: boolean;
  /** First argument of any call, something else behind it. */
  readonly passedThrough: boolean;
  /** `if (p) throw p`, `if (p) return cb(p)`. */
  readonly guardPasses: boolean;
  /** `p(false)`: a function. `p.length`, `p.forEach(...)`, not only where there is a `p`: a list that may be empty. */
  readonly isOther: boolean;
}

/** What a function tells by itself of its first parameter being an error: by what it does with it, by its name, or not at all. */
export function matchErrorParameter(fn: FunctionNode, bindings: Bindings): 'shape' | 'name' | null {
  const parameters = parametersOf(fn);
  const name = matchParameterName(parameters[0]);
  if (!name) return forwardsArguments(fn, bindings) ? 'shape' : null;
  const signs = readSigns(name, bindings);
  if (signs.isOther) return null;
  if (hasRole(name.name, 'errors') && !signs.tested) return null;
  if (bindings.isErrorName(name.name)) {
    if (signs.thrown || signs.forwarded || signs.asserted || signs.guards) return 'shape';
    // `errCode === -1`: a number, of which 0 may be one that counts
    return signs.numbered && !signs.tested ? null : 'name';
  }
  if (isWeakErrorName(name.name)) {
    if (signs.guardPasses || signs.asserted) return 'shape';
    if (parameters.length < 2) return null;
    if (signs.forwarded || signs.guards || signs.tested || signs.passedThrough) return 'shape';
    // an event would be looked at
    return bindings.variableOf(name)?.references.length === 0 ? 'name' : null;
  }
  return (signs.guardPasses && (signs.thrown || parameters.length > 1)) || (signs.asserted && parameters.length > 1)
    ? 'shape'
    : null;
}

/** Whether a function asks if there is a first parameter at all. */
export function asksForError(fn: FunctionNode, bindings: Bindings): boolean {
  const name = matchParameterName(parametersOf(fn)[0]);
  return name !== null && readSigns(name, bindings).tested;
}

/** Whether a function puts its first parameter, named like an error, to the test. */
export function testsError(fn: FunctionNode, bindings: Bindings): boolean {
  const name = matchParameterName(parametersOf(fn)[0]);
  return (
    name !== null &&
    bindings.isErrorName(name.name) &&
    !isNoError(name, bindings) &&
    (readSigns(name, bindings).tested || matchErrorParameter(fn, bindings) === 'shape')
  );
}

/** Whether a parameter is certainly no error by what is done with it: it is called, or it is a list that may be empty. */
export function isNoError(name: TSESTree.Identifier, bindings: Bindings): boolean {
  return readSigns(name, bindings).isOther;
}

/** Whether a parameter is used, and as a value alone: asked for, compared, its members read. Not called, nor handed to a function. */
export function isPlainValue(name: TSESTree.Identifier, bindings: Bindings): boolean {
  const references = bindings.variableOf(name)?.references ?? [];
  return references.length > 0 && references.every(({ identifier }) => isReadAsValue(identifier, identifier.parent!));
}

function isReadAsValue(name: TSESTree.Node, parent: TSESTree.Node): boolean {
  if (parent.type === 'MemberExpression') return parent.object === name && !hasRole(matchPropertyName(parent) ?? '', 'function-method');
  return isAskedFor(name, parent) || parent.type === 'BinaryExpression' || parent.type === 'TemplateLiteral';
}

function readSigns(name: TSESTree.Identifier, bindings: Bindings): Signs {
  const signs = {
    thrown: false,
    forwarded: false,
    asserted: false,
    guards: false,
    tested: false,
    numbered: false,
    passedThrough: false,
    guardPasses: false,
    isOther: false,
  };
  for (const { identifier } of bindings.variableOf(name)?.references ?? []) {
    const parent = identifier.parent;
    if (!parent) continue;
    if (isUsedAsFunction(identifier, parent) || isUsedAsList(identifier, parent, name.name)) signs.isOther = true;
    const passed = passOf(identifier, parent);
    if (passed) {
      signs[passed] = true;
      if (passed !== 'asserted' && isGuardedBy(identifier, name.name)) signs.guardPasses = true;
    }
    if (parent.type === 'CallExpression' && parent.arguments[0] === identifier && parent.arguments.length > 1)
      signs.passedThrough = true;
    if (parent.type === 'BinaryExpression' && isNumber(parent.left === identifier ? parent.right : parent.left)) signs.numbered = true;
    if (!isAskedFor(identifier, parent)) continue;
    signs.tested = true;
    if (parent.type === 'IfStatement' && leaves(parent.consequent)) signs.guards = true;
  }
  return signs;
}

/** `p.length`, `p.forEach(...)`, `p[0]`, `[...p]`, but where `if (p)` is around it: a list of errors may come in place of an error. */
function isUsedAsList(place: TSESTree.Node, parent: TSESTree.Node, name: string): boolean {
  const isMember = parent.type === 'MemberExpression' && parent.object === place;
  const isElement = isMember && parent.computed && isNumber(parent.property);
  const isList =
    isElement ||
    (isMember && hasRole(matchPropertyName(parent) ?? '', 'list-member')) ||
    (parent.type === 'ForOfStatement' && parent.right === place) ||
    parent.type === 'SpreadElement';
  return isList && !isInBranchOf(place, name);
}

/** Whether a reference is in a branch that is only taken where there is a `p`: not `p && p.length`, which asks if a list is empty. */
function isInBranchOf(node: TSESTree.Node, name: string): boolean {
  for (let current = node; current.parent && !isFunction(current.parent); current = current.parent) {
    const { parent } = current;
    const isBranch = parent.type === 'IfStatement' || parent.type === 'ConditionalExpression';
    if (isBranch && parent.consequent === current && requires(parent.test, name)) return true;
  }
  return false;
}

/** Whether a name stands where only its being there counts: `if (p)`, `!p`, `p && x`, `p == null`, `assert.isNull(p)`. */
export function isAskedFor(name: TSESTree.Node, parent: TSESTree.Node): boolean {
  switch (parent.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return parent.test === name;
    case 'UnaryExpression':
      return parent.operator === '!';
    case 'LogicalExpression':
      return parent.left === name;
    case 'BinaryExpression':
      return isComparedWithNothing(parent, name) || (parent.operator === 'instanceof' && parent.left === name);
    case 'CallExpression':
      return parent.arguments[0] === name && assertsAbsence(parent);
    default:
      return false;
  }
}

function isComparedWithNothing({ operator, left, right }: TSESTree.BinaryExpression, name: TSESTree.Node): boolean {
  if (!/^[!=]==?$/.test(operator)) return false;
  const other = left === name ? right : left;
  return (other.type === 'Literal' && other.value === null) || (other.type === 'Identifier' && other.name === 'undefined');
}

/** `0`, `-1` */
function isNumber(node: TSESTree.Node): boolean {
  const value = node.type === 'UnaryExpression' && node.operator === '-' ? node.argument : node;
  return value.type === 'Literal' && typeof value.value === 'number';
}

/** `function () { callback.apply(this, arguments) }`: all that it is given is for a callback. */
function forwardsArguments(fn: FunctionNode, bindings: Bindings): boolean {
  const [rest] = fn.params;
  if (fn.params.length > 1 || (rest && rest.type !== 'RestElement')) return false;
  const all = rest?.argument.type === 'Identifier' ? bindings.variableOf(rest.argument)?.references : bindings.argumentsOf(fn);
  return (all ?? []).some(({ identifier }) => {
    const argument = identifier.parent?.type === 'SpreadElement' ? identifier.parent : identifier;
    const call = argument.parent;
    if (call?.type !== 'CallExpression' || call.arguments.at(-1) !== argument) return false;
    if (argument !== identifier) return call.arguments.length === 1 && isCompletion(call.callee);
    const { callee } = call;
    return callee.type === 'MemberExpression' && matchPropertyName(callee) === 'apply' && isCompletion(callee.object);
  });
}

/** A name that stands for nothing but a completion callback: not `fn`, which wrappers call as well. */
export function isCompletion(node: TSESTree.Node): boolean {
  const name = node.type === 'MemberExpression' ? matchPropertyName(node) : node.type === 'Identifier' ? node.name : null;
  return hasRole(name ?? '', 'completion');
}

function passOf(name: TSESTree.Node, parent: TSESTree.Node): 'thrown' | 'forwarded' | 'asserted' | null {
  if (parent.type === 'ThrowStatement') return 'thrown';
  if (parent.type !== 'CallExpression' || parent.arguments[0] !== name) return null;
  const callee = calleeName(parent);
  if (isIfError(callee)) return 'asserted';
  return isCallbackName(callee) ? 'forwarded' : null;
}

/** `assert.ifError(p)` */
export function isIfError(callee: string): boolean {
  return hasRole(callee, 'asserts-no-error');
}

function leaves(statement: TSESTree.Statement): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  return last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement';
}

/** Whether a function calls its own last parameter like a callback: the worker of `eachSeries(list, function (item, next) {})`. */
export function isAsyncWorker(fn: FunctionNode, bindings: Bindings): boolean {
  const { length } = parametersOf(fn);
  const name = matchParameterName(parametersOf(fn).at(-1));
  if (!name || length > 3) return false;
  const references = bindings.variableOf(name)?.references ?? [];
  // `(ok) => show(ok)` may have a result of that name
  const isCallback = length > 1 ? isCallbackName(name.name) : hasRole(name.name, 'continuation');
  if (isCallback && references.length > 0) return true;
  return references.some(({ identifier }) => {
    const { parent } = identifier;
    if (parent?.type !== 'CallExpression' || parent.callee !== identifier) return false;
    const [argument] = parent.arguments;
    if (!argument) return true;
    const value = unwrap(argument);
    return (
      (value.type === 'Literal' && value.value === null) || (value.type === 'Identifier' && bindings.isErrorName(value.name))
    );
  });
}
