// Whether an expression is certainly an array when it is evaluated, so that its items can be gone over by `for ... of` and `map`.

import { type Scope, type Source, changesArray, contains, controlFlowOf, exits, functionIndexOf, hostOf, insideSameFunction, isFunction, isLoop, isReachedWithoutError, keepsArray, nodesOf, passesArray, returnsArray, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isGlobalName, variableAt } from '../syntax/variables.js';
import { isTreatedAsArray } from './treated-as-array.js';

/**
 * Whether an expression is certainly an array without holes: a literal, `Object.keys(files)`, `names.split(',')`, `Object.keys(files).map(read)`,
 * or a variable that only ever holds one.
 *
 * @param task the function that is called for each item, during which nobody may change the array
 */
export function isKnownArray(source: Source, node: TSESTree.Expression, task: TSESTree.Node): boolean {
  return new ArrayReader(source).isArray(node) && isUnchanged(source, node, task);
}

/** Whether an expression is certainly an array at the moment when it is evaluated. */
export function isKnownList(source: Source, node: TSESTree.Expression): boolean {
  return new ArrayReader(source).isArray(node);
}

/** Whether nobody in the file may change a list while its items are gone over. */
export function isUnchanged(source: Source, node: TSESTree.Expression, task: TSESTree.Node): boolean {
  if (node.type === 'MemberExpression') return !node.computed && node.property.type === 'Identifier' && !changesProperty(source, node.property.name, task);
  const variable = node.type === 'Identifier' ? variableAt(source, node) : null;
  return node.type !== 'Identifier' || (variable !== null && !mayChange(variable, task, node));
}

/** Whether the file changes a list that is a property of a name, `this.queue.push(job)`, or a function passes it on that is called for each item. */
function changesProperty(source: Source, name: string, task: TSESTree.Node): boolean {
  return nodesOf(source).members.some((member) => {
    const { object, parent, property, computed } = member;
    if (property.type === 'Identifier' && property.name === name && !computed && contains(task, member) && isPassed(member)) return true;
    if (object.type !== 'MemberExpression' || object.property.type !== 'Identifier' || object.property.name !== name) return false;
    if (parent.type === 'AssignmentExpression' && parent.left.range[1] === property.range[1] + (computed ? 1 : 0)) return true;
    return !computed && property.type === 'Identifier' && changesArray(property.name);
  });
}

class ArrayReader {
  readonly #source: Source;
  /** The variables that are asked about, with what is assumed of them: `list = list.filter(isOpen)` holds an array if its other values are some. */
  readonly #asked = new Map<Scope.Variable, boolean>();

  constructor(source: Source) {
    this.#source = source;
  }

  isArray(node: TSESTree.Node): boolean {
    switch (node.type) {
      case 'ArrayExpression':
        return node.elements.every((element) => element !== null);
      case 'CallExpression':
        return this.#isArrayResult(node);
      case 'ConditionalExpression':
        return [node.consequent, node.alternate].every((branch) => this.isArray(branch));
      case 'Identifier': {
        const variable = variableAt(this.#source, node);
        return variable !== null && this.#isArrayAt(variable, node);
      }
      default:
        return false;
    }
  }

  /** Whether a variable holds an array where it is mentioned. */
  #isArrayAt(variable: Scope.Variable, mention: TSESTree.Identifier): boolean {
    const assumed = this.#asked.get(variable);
    if (assumed !== undefined) return assumed;
    this.#asked.set(variable, true);
    let isArray = this.#holdsArray(variable) || this.#isPassedArray(variable, mention) || this.#isGivenArray(variable) || this.#isTestedArray(variable, mention) || isTreatedAsArray(variable, mention);
    // What the last assignment is made of may be anything: `list = [].concat(list)`, but not `list = list.slice(1)`.
    this.#asked.set(variable, false);
    isArray ||= this.#isAssignedArray(variable, mention);
    this.#asked.delete(variable);
    return isArray;
  }

  /** Whether the last assignment in front of a mention, which certainly runs before it, is of an array: `list = [].concat(list);`. */
  #isAssignedArray({ references }: Scope.Variable, mention: TSESTree.Identifier): boolean {
    const writes = references.filter((reference) => reference.isWrite());
    const isEarlier = ({ identifier }: Scope.Reference): boolean => identifier.range[1] <= mention.range[0];
    const last = writes.filter(isEarlier).at(-1);
    const assignment = (last?.identifier as TSESTree.Node | undefined)?.parent;
    if (!last?.writeExpr || assignment?.type !== 'AssignmentExpression' || assignment.operator !== '=' || assignment.parent.type !== 'ExpressionStatement') return false;
    const host = hostOf(mention);
    const { parent: block } = assignment.parent;
    if (block.type !== 'BlockStatement' || !contains(block, mention) || writes.some(({ identifier }) => hostOf(identifier) !== host)) return false;
    const isAgain = writes.some((write) => !isEarlier(write) && isInLoopWith(mention, write.identifier, host));
    return !isAgain && this.isArray(last.writeExpr as TSESTree.Node);
  }

  /** `Object.keys(files)`, `_.keys(files)`, `names.split(',')`, and `rows.map(read)` of an array */
  #isArrayResult({ callee, arguments: given }: TSESTree.CallExpression): boolean {
    if (callee.type === 'Identifier') return this.#returnsArray(callee);
    if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') return false;
    const { object, property } = callee;
    if (property.name === 'call' && this.#source.text.slice(...object.range) === 'Array.prototype.slice') return true;
    const isGlobal = object.type === 'Identifier' && isGlobalName(this.#source, object);
    const path = isGlobal ? object.name : functionIndexOf(this.#source).paths.pathOf(object);
    // `files` of `fs.readdir(dir, function (err, files) {})` is no module.
    if (path !== null && path !== undefined && !path.endsWith('()')) return returnsArray(path, property.name);
    if (property.name === 'split') return given.length === 1 && isSeparator(given[0]);
    // What is filtered by a function is an array, whoever has made it; a package may have such a method of its own.
    const isOfItems = (path ?? null) === null && given[0] !== undefined && isFunction(given[0]);
    return keepsArray(property.name) && (isOfItems || this.isArray(object));
  }

  /** Whether a name is that of a function of the file which returns an array on each path. */
  #returnsArray(callee: TSESTree.Identifier): boolean {
    const index = functionIndexOf(this.#source);
    const [fn, ...others] = index.definitionsOf(callee);
    if (!fn || others.length > 0 || fn.async || fn.generator) return false;
    const returned = index.returnedBy(fn);
    const isWhole = fn.body.type !== 'BlockStatement' || fn.body.body.at(-1)?.type === 'ReturnStatement';
    const isEmpty = (node: TSESTree.Node): boolean => node.type === 'ReturnStatement' && node.argument === null;
    return isWhole && returned.length > 0 && returned.every((value) => this.isArray(value)) && !someNode(fn.body, this.#source.visitorKeys, isEmpty, insideSameFunction);
  }

  /** Whether all values that a variable ever has are arrays, the first of which it has from its declaration on. */
  #holdsArray({ defs, references }: Scope.Variable): boolean {
    const [definition, ...others] = defs;
    const declarator = definition?.node;
    if (others.length > 0 || declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier' || !declarator.init) return false;
    return references.every((reference) => !reference.isWrite() || (reference.writeExpr && this.isArray(reference.writeExpr as TSESTree.Node)));
  }

  /** `names` of `fs.readdir(dir, function (err, names) { ... })`, where there is no error. */
  #isPassedArray({ defs, references }: Scope.Variable, mention: TSESTree.Identifier): boolean {
    const [definition, ...others] = defs;
    const callback = definition?.node;
    if (others.length > 0 || definition?.type !== 'Parameter' || !callback || !isFunction(callback) || callback.params[1] !== definition.name) return false;
    const { parent } = callback;
    const [error] = callback.params;
    const path = parent.type === 'CallExpression' && parent.arguments.at(-1) === callback ? functionIndexOf(this.#source).paths.pathOf(parent.callee) : null;
    if (!path || parent.type !== 'CallExpression' || !(passesArray(path) || this.#mapsArray(path, parent)) || references.some((reference) => reference.isWrite()) || error?.type !== 'Identifier') return false;
    const variable = variableAt(this.#source, error);
    return variable !== null && isReachedWithoutError(mention, (node) => variable.references.some(({ identifier }) => identifier === node), callback);
  }

  /** `async.map(files, read, cb)` of an array: the results of an object may be an object. */
  #mapsArray(path: string, { arguments: [list] }: TSESTree.CallExpression): boolean {
    const kind = controlFlowOf(path);
    return (kind === 'map' || kind === 'map-series') && list !== undefined && this.isArray(list);
  }

  /** Whether a variable is a parameter for which each call of the function passes an array: of a function that is only ever called, and in this file. */
  #isGivenArray({ defs, references }: Scope.Variable): boolean {
    const [definition, ...others] = defs;
    const fn = definition?.node;
    if (others.length > 0 || definition?.type !== 'Parameter' || !fn || !isFunction(fn)) return false;
    const index = fn.params.findIndex((parameter) => (parameter.type === 'RestElement' ? parameter.argument : parameter) === definition.name);
    const isWritten = references.some((reference) => reference.isWrite() && !(reference.writeExpr && this.isArray(reference.writeExpr as TSESTree.Node)));
    if (index === -1 || isWritten) return false;
    if (fn.params[index]?.type === 'RestElement') return true;
    const [own] = fn.type === 'FunctionDeclaration' && fn.id && !fn.parent.type.startsWith('Export') ? this.#source.scopeManager.getDeclaredVariables(fn) : [];
    if (!own || own.references.length === 0) return false;
    return own.references.every(({ identifier }) => {
      const { parent } = identifier as TSESTree.Node;
      const given = parent?.type === 'CallExpression' && parent.callee === identifier ? parent.arguments.slice(0, index + 1) : [];
      return given.length === index + 1 && given.every(({ type }) => type !== 'SpreadElement') && this.isArray(given[index]!);
    });
  }

  /** Whether a variable, which nothing assigns to, is mentioned where a test has shown that it is an array: behind `if (!Array.isArray(list)) return;`. */
  #isTestedArray({ references }: Scope.Variable, mention: TSESTree.Identifier): boolean {
    const isTest = (node: TSESTree.Node): boolean =>
      node.type === 'CallExpression' &&
      isArrayTest(this.#source, node.callee) &&
      references.some(({ identifier }) => identifier === node.arguments[0]);
    const writes = references.filter((reference) => reference.isWrite() && reference.init !== true);
    return (writes.length === 0 && isReachedWith(mention, isTest)) || isMadeArray(mention, writes, isTest, (value) => this.isArray(value));
  }
}

/** Whether a loop around a node contains other code as well, which may run before it. */
function isInLoopWith(node: TSESTree.Node, code: TSESTree.Node, host: TSESTree.Node): boolean {
  for (let outer = node.parent; outer && outer !== host; outer = outer.parent) if (isLoop(outer) && contains(outer, code)) return true;
  return false;
}

/** `Array.isArray`, `_.isArray`, `util.isArray` */
function isArrayTest(source: Source, callee: TSESTree.Node): boolean {
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier' || callee.property.name !== 'isArray') return false;
  const { object } = callee;
  const path = functionIndexOf(source).paths.pathOf(object);
  return (object.type === 'Identifier' && object.name === 'Array' && isGlobalName(source, object)) || path === 'lodash' || path === 'underscore' || path === 'util';
}

/** Whether a node is reached only where a test is true: in `if (test) { ... }`, in `test && ...`, behind `if (!test) return;`. */
function isReachedWith(start: TSESTree.Node, isTest: (node: TSESTree.Node) => boolean): boolean {
  const isNegated = (node: TSESTree.Node): boolean => node.type === 'UnaryExpression' && node.operator === '!' && isTest(node.argument);
  for (let node = start; node.parent; node = node.parent) {
    const parent: TSESTree.Node = node.parent;
    if (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') {
      if ((parent.consequent === node && isTest(parent.test)) || (parent.alternate === node && isNegated(parent.test))) return true;
    }
    if (parent.type !== 'BlockStatement') continue;
    const before = parent.body.slice(0, parent.body.indexOf(node as TSESTree.Statement));
    if (before.some((each) => each.type === 'IfStatement' && isNegated(each.test) && exits(each.consequent))) return true;
  }
  return false;
}

/** `if (!Array.isArray(list)) list = [list];` in front of a mention, which is the only assignment. */
function isMadeArray(mention: TSESTree.Identifier, writes: readonly Scope.Reference[], isTest: (node: TSESTree.Node) => boolean, isArray: (node: TSESTree.Node) => boolean): boolean {
  const [only, ...others] = writes;
  if (!only?.writeExpr || others.length > 0 || !isArray(only.writeExpr as TSESTree.Node)) return false;
  const assignment = (only.identifier as TSESTree.Node).parent!;
  let statement = assignment.parent;
  if (statement?.parent?.type === 'BlockStatement' && statement.parent.body.length === 1) statement = statement.parent;
  const test = statement?.parent;
  if (assignment.type !== 'AssignmentExpression' || test?.type !== 'IfStatement' || test.alternate !== null) return false;
  const isNegated = test.test.type === 'UnaryExpression' && test.test.operator === '!' && isTest(test.test.argument);
  return isNegated && hostOf(test) === hostOf(assignment) && test.range[1] <= mention.range[0] && contains(test.parent, mention);
}

/** A text or a regular expression, as the method of a string takes it. */
function isSeparator(node: TSESTree.CallExpressionArgument | undefined): boolean {
  return node?.type === 'Literal' && (typeof node.value === 'string' || 'regex' in node);
}

/**
 * Whether somebody may change an array while its items are gone over: a function other than the one of the loop mentions it, or code behind
 * the loop that does more than read it.
 */
function mayChange({ references }: Scope.Variable, task: TSESTree.Node, node: TSESTree.Identifier): boolean {
  return references.some(({ identifier, init }) => {
    if (init === true || identifier === node) return false;
    if (hostOf(identifier) === hostOf(node) && identifier.range[0] < node.range[0]) return false;
    return !isRead(identifier) || (contains(task, identifier) && isPassed(identifier));
  });
}

/** `names.length`, `names[0]`, `names.forEach(...)`, `show(names)`: all that does not assign to an item or call a method that changes the array. */
function isRead(identifier: TSESTree.Node): boolean {
  const { parent } = identifier;
  if (parent?.type !== 'MemberExpression' || parent.object !== identifier) return true;
  if (parent.parent.type === 'AssignmentExpression' && parent.parent.left === parent) return false;
  if (parent.parent.type === 'UpdateExpression' || parent.parent.type === 'UnaryExpression') return false;
  return parent.computed || parent.property.type !== 'Identifier' || !changesArray(parent.property.name);
}

function isPassed({ parent }: TSESTree.Node): boolean {
  return parent?.type === 'CallExpression';
}
