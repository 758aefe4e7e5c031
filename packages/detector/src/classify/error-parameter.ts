import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../bindings/bindings.js';
import { isGuardedBy, isReachedOnlyWith, isUsedAsFunction, leaves, requires } from '../bindings/parameter-uses.js';
import { type FunctionNode, isFunction, parametersOf } from '../syntax/function-node.js';
import { calleeName, matchParameterName, matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import { assertsAbsence } from '../vocabulary/assertions.js';
import { isCallbackName, isWeakErrorName } from '../vocabulary/parameter-names.js';
import { hasRole } from '../vocabulary/vocabulary.js';

/** What a callback does with its first parameter `p`, as far as it shows if that is an error or another value. */
interface Signs {
  /** `throw p` */
  readonly thrown: boolean;
  /** `cb(p)` */
  readonly forwarded: boolean;
  /** `assert.ifError(p)` */
  readonly asserted: boolean;
  /** `if (p)` with a branch that returns or throws. */
  readonly guards: boolean;
  /** A test whether `p` is set, in a condition or in an assertion. */
  readonly tested: boolean;
  /** `p === -1`, `p > 0` */
  readonly numbered: boolean;
  /** `p` is the first of several arguments of a call, whatever the callee is: `show(p, x)`. */
  readonly passedThrough: boolean;
  /** `if (p) throw p`, `if (p) return cb(p)`. */
  readonly guardPasses: boolean;
  /** As `guardPasses`, or `if (!p) return cb(); cb(p)`, which may also be a result. */
  readonly passedWhereSet: boolean;
  /** `err = p`, `const error = first || p`: another name says what it is. */
  readonly renamed: boolean;
  /** `p(false)`, a function, or `p.length` and `p.forEach(...)` without a test for `p` around it, a list. */
  readonly isOther: boolean;
}

/**
 * Finds evidence in a function itself that its first parameter is an error.
 *
 * @param bindings the variables of the file, with the names for errors from the configuration
 * @returns `shape` if the function treats it like an error, `if (e) throw e`; `name` if only the name says so; null if nothing does
 */
export function matchErrorParameter(fn: FunctionNode, bindings: Bindings): 'shape' | 'name' | null {
  const parameters = parametersOf(fn);
  const name = matchParameterName(parameters[0]);
  if (!name) return forwardsArguments(fn, bindings) || takesErrorOfArguments(fn, bindings) ? 'shape' : null;
  const signs = readSigns(name, bindings);
  if (signs.isOther) return null;
  if (hasRole(name.name, 'errors') && !signs.tested) return null;
  if (bindings.isErrorName(name.name)) {
    if (signs.thrown || signs.forwarded || signs.asserted || signs.guards) return 'shape';
    // `errCode === -1` is a number, and 0 may have a meaning
    return signs.numbered && !signs.tested ? null : 'name';
  }
  if (isWeakErrorName(name.name)) {
    if (signs.passedWhereSet || signs.asserted) return 'shape';
    if (signs.renamed) return 'name';
    if (parameters.length < 2) return null;
    if (signs.forwarded || signs.guards || signs.tested || signs.passedThrough) return 'shape';
    // The `e` of a listener, an event, would be used.
    return bindings.variableOf(name)?.references.length === 0 ? 'name' : null;
  }
  return (signs.guardPasses && (signs.thrown || parameters.length > 1)) || (signs.asserted && parameters.length > 1)
    ? 'shape'
    : null;
}

/** Whether a function tests if its first parameter is set, whatever its name is: `if (p)`, `p == null`. */
export function testsFirstParameter(fn: FunctionNode, bindings: Bindings): boolean {
  const name = matchParameterName(parametersOf(fn)[0]);
  return name !== null && readSigns(name, bindings).tested;
}

/** Whether a function tests or otherwise treats its first parameter as an error, and that is also named like one. */
export function testsError(fn: FunctionNode, bindings: Bindings): boolean {
  const name = matchParameterName(parametersOf(fn)[0]);
  return (
    name !== null &&
    bindings.isErrorName(name.name) &&
    !isNoError(name, bindings) &&
    (readSigns(name, bindings).tested || matchErrorParameter(fn, bindings) === 'shape')
  );
}

/** Whether the uses of a parameter show that it is no error: it is called, `p()`, or used as a list, `p.length`, without a test for it. */
export function isNoError(name: TSESTree.Identifier, bindings: Bindings): boolean {
  return readSigns(name, bindings).isOther;
}

/** Whether a parameter is only used as a value: tested, compared or its members read. False if it is called, passed on or never used. */
export function isPlainValue(name: TSESTree.Identifier, bindings: Bindings): boolean {
  const references = bindings.variableOf(name)?.references ?? [];
  return references.length > 0 && references.every(({ identifier }) => isReadAsValue(identifier, identifier.parent!));
}

function isReadAsValue(name: TSESTree.Node, parent: TSESTree.Node): boolean {
  if (parent.type === 'MemberExpression') return parent.object === name && !hasRole(matchPropertyName(parent) ?? '', 'function-method');
  return isPresenceTest(name, parent) || parent.type === 'BinaryExpression' || parent.type === 'TemplateLiteral';
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
    passedWhereSet: false,
    renamed: false,
    isOther: false,
  };
  for (const { identifier } of bindings.variableOf(name)?.references ?? []) {
    const parent = identifier.parent;
    if (!parent) continue;
    if (isUsedAsFunction(identifier, parent) || isUsedAsList(identifier, parent, name.name)) signs.isOther = true;
    if (isRenamed(identifier, bindings)) signs.renamed = true;
    const passed = passOf(identifier, parent);
    if (passed) {
      signs[passed] = true;
      if (passed !== 'asserted' && isGuardedBy(identifier, name.name)) signs.guardPasses = true;
      if (passed !== 'asserted' && isReachedOnlyWith(identifier, name.name)) signs.passedWhereSet = true;
    }
    if (parent.type === 'CallExpression' && parent.arguments[0] === identifier && parent.arguments.length > 1)
      signs.passedThrough = true;
    if (parent.type === 'BinaryExpression' && isNumber(parent.left === identifier ? parent.right : parent.left)) signs.numbered = true;
    if (!isPresenceTest(identifier, parent)) continue;
    signs.tested = true;
    if (parent.type === 'IfStatement' && leaves(parent.consequent)) signs.guards = true;
  }
  return signs;
}

/** Whether a value becomes that of a variable that is named like an error: `err = p`, `const error = first || p`. */
function isRenamed(place: TSESTree.Node, bindings: Bindings): boolean {
  let value = place;
  while (value.parent?.type === 'LogicalExpression' && value.parent.operator !== '&&') value = value.parent;
  const { parent } = value;
  const target = parent?.type === 'VariableDeclarator' && parent.init === value ? parent.id : parent?.type === 'AssignmentExpression' && parent.right === value ? parent.left : null;
  return target?.type === 'Identifier' && bindings.isErrorName(target.name);
}

/** `p.length`, `p.forEach(...)`, `p[0]`, `[...p]`, unless it is in `if (p)`: an error may be a list of errors. */
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

/** Whether a reference is in a branch that only runs if `p` is set. Not in `p && p.length`, which tests if a list is empty. */
function isInBranchOf(node: TSESTree.Node, name: string): boolean {
  for (let current = node; current.parent && !isFunction(current.parent); current = current.parent) {
    const { parent } = current;
    const isBranch = parent.type === 'IfStatement' || parent.type === 'ConditionalExpression';
    if (isBranch && parent.consequent === current && requires(parent.test, name)) return true;
  }
  return false;
}

/**
 * Whether a mention only tests if a variable is set: `if (p)`, `!p`, `p && x`, `p == null`, `p instanceof Error`, `assert.isNull(p)`.
 *
 * @param parent the parent of the mention
 */
export function isPresenceTest(name: TSESTree.Node, parent: TSESTree.Node): boolean {
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

/** Whether a node is a number: `0`, `-1`. */
function isNumber(node: TSESTree.Node): boolean {
  const value = node.type === 'UnaryExpression' && node.operator === '-' ? node.argument : node;
  return value.type === 'Literal' && typeof value.value === 'number';
}

/** Whether a function forwards all its arguments to a callback: `function () { callback.apply(this, arguments) }`. */
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

/** Whether a function without parameters takes an error out of its arguments: `const err = arguments[0]`, `const args = Array.from(arguments); const err = args.shift();`. */
function takesErrorOfArguments(fn: FunctionNode, bindings: Bindings): boolean {
  if (fn.params.length > 0) return false;
  const own = bindings.argumentsOf(fn).map(({ identifier }): TSESTree.Node => identifier);
  const copies = own.flatMap((place) => bindings.variableOf(copyOf(place))?.references ?? []).map(({ identifier }): TSESTree.Node => identifier);
  return [...own, ...copies].some((list) => {
    const first = firstOf(list);
    return first !== null && isRenamed(first, bindings);
  });
}

/** The name of a copy of `arguments`: `args` of `const args = Array.from(arguments)`; the mention itself where there is none. */
function copyOf(mention: TSESTree.Node): TSESTree.Node {
  let node = mention;
  while (/^(?:CallExpression|ArrayExpression|SpreadElement)$/.test(node.parent?.type ?? '')) node = node.parent!;
  return node.parent?.type === 'VariableDeclarator' && node.parent.init === node ? node.parent.id : mention;
}

/** The first element that a mention of a list takes: `args[0]`, `args.shift()`; null if it takes none. */
function firstOf(list: TSESTree.Node): TSESTree.Node | null {
  const member = list.parent;
  if (member?.type !== 'MemberExpression' || member.object !== list) return null;
  if (member.computed) return member.property.type === 'Literal' && member.property.value === 0 ? member : null;
  return matchPropertyName(member) === 'shift' && member.parent.type === 'CallExpression' && member.parent.callee === member ? member.parent : null;
}

/** Whether a name is used for completion callbacks only: `callback`, `this.done`. Not `fn`, which is also used for other functions. */
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

/** Whether the last name of a callee is one of an assertion that there is no error: `ifError` of `assert.ifError(p)`. */
export function isIfError(callee: string): boolean {
  return hasRole(callee, 'asserts-no-error');
}

/**
 * Whether a function calls its own last parameter like a callback, as the worker of `eachSeries(list, function (item, next) { next(); })`
 * does. A parameter that is named like a callback and mentioned at all counts, too.
 */
export function isAsyncWorker(fn: FunctionNode, bindings: Bindings): boolean {
  const { length } = parametersOf(fn);
  const name = matchParameterName(parametersOf(fn).at(-1));
  if (!name || length > 3) return false;
  const references = bindings.variableOf(name)?.references ?? [];
  // The only parameter of `(ok) => show(ok)` may be a result in spite of its name.
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
