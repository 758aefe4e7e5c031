// Finds out who reads what a host function returns. An `async` function returns a promise instead, which only a reader notices.

import {
  type FunctionNode,
  type Host,
  type Scope,
  type Source,
  hasRole,
  hostOf,
  insideSameFunction,
  isCalled,
  isExpectedToThrow,
  isFunction,
  isInsideTry,
  isNullish,
  returnsWithoutCallback,
  someNode,
  verbOf,
} from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { outerExpression } from '../syntax/expressions.js';
import { isAccessorOrConstructor, propertyNameOf } from '../syntax/function-shape.js';
import { matchPosition } from '../syntax/position.js';
import { variableOf } from '../syntax/variables.js';
import { type SitesByArgument, mayReadResult, resultUseOf, siteOf } from './callback-sites.js';
import { isPassedByCaller } from './callback-variables.js';
import type { HostFacts, ResultUse } from './host-facts.js';
import { memberUsesOf } from './member-uses.js';

/** Answers, for the functions of one file, who reads what they return. */
export class ResultReaders {
  readonly #source: Source;
  readonly #sites: SitesByArgument;
  readonly #factsOf: (host: Host) => HostFacts;

  /** @param factsOf the facts of another host: the result of `return load();` is read by the readers of the function around it */
  constructor(source: Source, sites: SitesByArgument, factsOf: (host: Host) => HostFacts) {
    this.#source = source;
    this.#sites = sites;
    this.#factsOf = factsOf;
  }

  /**
   * Who reads what a function returns, by all mentions of it in the file.
   *
   * @param takesCallback whether the function takes a callback. Then `(cb) => load(cb)` may pass on what it returns to callers of other files, who are
   *   assumed to wait for the callback, but may use a handle as well
   */
  resultUseOf(host: FunctionNode, takesCallback: boolean): ResultUse {
    // The value of a getter is read; what a constructor returns is the value of `new`.
    if (isAccessorOrConstructor(host)) return 'used';
    const variable = variableOf(this.#source, host);
    if (variable) return this.#useOfVariable(variable, takesCallback);
    const expression = outerExpression(host);
    const { parent } = expression;
    if (parent?.type === 'CallExpression' && parent.callee === expression) {
      return matchPosition(parent)?.form === 'statement' ? 'ignored' : 'used';
    }
    // `callbackify(host)` forwards what the promise of a host resolves to; a host that is not async yet returns none.
    if (parent?.type === 'CallExpression' && hasRole(verbOf(parent.callee) ?? '', 'makes-callback-form')) return 'ignored';
    const site = siteOf(this.#sites, expression);
    if (site) return resultUseOf(site);
    if (isListenerOfElement(expression)) return 'ignored';
    if (parent?.type === 'MemberExpression' && parent.object === expression) return this.#useOfMember(parent);
    const name = propertyNameOf(host);
    return name !== null && this.#isReadMethod(name) ? 'used' : 'unknown';
  }

  /**
   * Whether nobody reads what a host returns: its callers ignore it, or they wait for a callback instead. Weaker than
   * `result === 'ignored'`, since callers in other files are assumed to use the callback they pass.
   */
  hasNoReader(host: Host): boolean {
    const { result, callbacks } = this.#factsOf(host);
    if (result !== 'unknown') return result === 'ignored';
    if (!callbacks.some(isPassedByCaller)) return this.#isLastArgument(host);
    return !callbacks.some((callback) => returnsWithoutCallback(this.#source, callback));
  }

  #useOfVariable(variable: Scope.Variable, takesCallback: boolean): ResultUse {
    let result: ResultUse = isExported(variable) ? 'unknown' : 'ignored';
    for (const { identifier, init } of variable.references) {
      if (init || identifier.parent.type === 'AssignmentExpression' && identifier.parent.left === identifier) continue;
      const use = this.#useOfMention(identifier, takesCallback);
      if (use === 'used') return 'used';
      if (use === 'unknown') result = 'unknown';
    }
    return result;
  }

  #useOfMention(identifier: TSESTree.Node, takesCallback: boolean): ResultUse {
    const { parent } = identifier;
    if (parent?.type === 'CallExpression' && parent.callee === identifier) {
      if (!this.#isValueUnused(parent)) return 'used';
      const position = matchPosition(parent);
      const isReturned = position?.form === 'return' || position?.form === 'arrow';
      return isReturned && takesCallback && this.#factsOf(hostOf(parent)).result === 'unknown' ? 'unknown' : 'ignored';
    }
    if (parent?.type === 'NewExpression') return 'used';
    if (parent?.type === 'CallExpression') {
      const site = this.#sites.get(identifier);
      return site ? resultUseOf(site) : 'used';
    }
    if (parent?.type === 'MemberExpression' && parent.object === identifier) return this.#useOfMember(parent);
    const name = parent ? assignedName(parent, identifier) : null;
    if (name === null || this.#isReadMethod(name)) return 'used';
    return 'unknown';
  }

  /** `host.call(...)`, `host.bind(...)`, `host.prototype` */
  #useOfMember(member: TSESTree.MemberExpression): ResultUse {
    const { parent } = member;
    const isCall =
      parent.type === 'CallExpression' &&
      parent.callee === member &&
      member.property.type === 'Identifier' &&
      hasRole(member.property.name, 'invokes-function');
    if (isCall) return this.#isValueUnused(parent) ? 'ignored' : 'used';
    const isWritten = verbOf(member) === 'prototype' || parent.type === 'AssignmentExpression';
    if (isWritten) return 'unknown';
    // `load.usage` reads a property of the function, not what it returns; `load.should.throw()` may call it.
    const isOwn = member.property.type === 'Identifier' && !member.computed && !hasRole(member.property.name, 'function-method');
    const isFollowed = parent.type === 'MemberExpression' || isCalled(member);
    return isOwn && !isFollowed ? 'ignored' : 'used';
  }

  /** Whether a call of a function leaves its value unused, and neither a `try` nor `assert.throws(...)` catches what it throws at once. */
  #isValueUnused(call: TSESTree.Node): boolean {
    const host = hostOf(call);
    return !isInsideTry(call) && !(isFunction(host) && isExpectedToThrow(host)) && this.#isValueLost(call);
  }

  /** `call();`, or `return call();` in a function whose own result nobody reads. */
  #isValueLost(call: TSESTree.Node): boolean {
    const position = matchPosition(call);
    if (!position) return false;
    return position.form === 'statement' || (position.form === 'branch' && !position.returns) || this.hasNoReader(hostOf(call));
  }

  /**
   * `load(path, function (found) { ... });`: what the callback returns is assumed to be lost where the value of the call is, unless the
   * callee may read it, or another path of the callback returns a value that is no call, `return true;`: then somebody is expected to read it.
   */
  #isLastArgument(host: Host): boolean {
    const site = siteOf(this.#sites, host);
    if (!site || mayReadResult(site) || site.call.arguments.at(-1) !== host || !this.#isValueLost(site.call)) return false;
    return !isFunction(host) || !(isPlainValue(host.body) || someNode(host.body, this.#source.visitorKeys, returnsPlainValue, insideSameFunction));
  }

  #isReadMethod(name: string): boolean {
    return memberUsesOf(this.#source).read.has(name);
  }
}

/**
 * The property that a function is assigned to: `x` of `exports.x = host` and of `{ x: host }`. An export or an element of JSX counts as
 * a property without a name, ''.
 *
 * @returns null where the function is mentioned in another place
 */
function assignedName(parent: TSESTree.Node, identifier: TSESTree.Node): string | null {
  const isUnnamed =
    parent.type === 'ExportSpecifier' ||
    parent.type === 'ExportDefaultDeclaration' ||
    parent.type === 'JSXExpressionContainer';
  if (isUnnamed) return '';
  const key =
    parent.type === 'AssignmentExpression' && parent.right === identifier && parent.left.type === 'MemberExpression'
      ? parent.left.property
      : parent.type === 'Property' && parent.value === identifier
        ? parent.key
        : null;
  return key?.type === 'Identifier' ? key.name : key?.type === 'Literal' ? String(key.value) : null;
}

function isExported(variable: Scope.Variable): boolean {
  return variable.defs.some(({ node }) => {
    const declaration = node.type === 'VariableDeclarator' ? node.parent : node;
    return (
      declaration.parent?.type === 'ExportNamedDeclaration' || declaration.parent?.type === 'ExportDefaultDeclaration'
    );
  });
}

/** The types of expressions that are values by themselves, and not the value of a call. */
const plainValues: ReadonlySet<string> = new Set([
  'Identifier',
  'Literal',
  'TemplateLiteral',
  'MemberExpression',
  'ObjectExpression',
  'ArrayExpression',
  'BinaryExpression',
]);

/** `return value;`, but neither `return load(path);` nor `return undefined;`. */
function returnsPlainValue(node: TSESTree.Node): boolean {
  return node.type === 'ReturnStatement' && node.argument !== null && isPlainValue(node.argument);
}

/** Whether an expression is a value by itself, in some branch of it: `value`, `isKnown ? value : load(path)`. Not the test of a condition. */
function isPlainValue(node: TSESTree.Node): boolean {
  if (node.type === 'ConditionalExpression') return isPlainValue(node.consequent) || isPlainValue(node.alternate);
  if (node.type === 'LogicalExpression') return isPlainValue(node.right);
  return plainValues.has(node.type) && !isNullish(node);
}

/** `<button onClick={host}>` */
function isListenerOfElement({ parent: container }: TSESTree.Node): boolean {
  if (container?.type !== 'JSXExpressionContainer' || container.parent.type !== 'JSXAttribute') return false;
  const { name } = container.parent.name;
  return typeof name === 'string' && hasRole(name, 'on-event');
}
