// Recognizes the statements at the start of a function that prepare its callback.

import { type FunctionNode, type Scope, type Source, contains, isFunction, someNode, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isAbsenceTest, isPresenceTest } from '../async-host/dropped-callback.js';
import { listOf } from '../error-forms/statements.js';
import { isSimple } from '../syntax/simple-expression.js';
import { isMentionOf, variableAt } from '../syntax/variables.js';
import type { Prologue } from './types.js';

/** `callback = cb || noop`: a variable that takes the callback from the last parameter. */
export interface Alias {
  readonly declarator: TSESTree.VariableDeclarator;
  readonly parameter: Scope.Variable;
  readonly variable: Scope.Variable;
  /** The value where there is no callback; null where there always is one, as in `done = once(cb)`. */
  readonly fallback: TSESTree.Expression | null;
}

/**
 * Finds the variable that takes a callback from a parameter, which is used for nothing else.
 *
 * @param body the body of the function, in whose own statements the variable is declared
 */
export function matchAlias(source: Source, body: TSESTree.BlockStatement, parameter: Scope.Variable, variable: Scope.Variable): Alias | null {
  const [definition] = variable.defs;
  const declarator = definition?.node;
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier' || !declarator.init || !body.body.includes(declarator.parent)) return null;
  const isOnly = variable.references.every((reference) => !reference.isWrite() || reference.init === true);
  const preparation = isOnly && !mentionsLocal(source, declarator.init, body) ? matchValue(declarator.init, parameter) : null;
  const isUsedElsewhere = parameter.references.some(({ identifier }) => !contains(declarator, identifier) && !isPrepared(identifier, body));
  return preparation && !isUsedElsewhere ? { declarator, parameter, variable, fallback: preparation.fallback } : null;
}

/** Whether a mention is in an assignment or a test at the start of the function, which `prologueOf` then reads: `if (!cb) { cb = options; }`. */
function isPrepared(mention: TSESTree.Node, { body }: TSESTree.BlockStatement): boolean {
  return body.some((statement) => statement.type === 'IfStatement' && contains(statement, mention));
}

/** What one statement does for the callback: its default, its values for other parameters. */
interface Preparation {
  /** The value where there is no callback: `noop` of `cb = cb || noop`; null where the statement has none. */
  readonly fallback: TSESTree.Expression | null;
  readonly defaults: ReadonlyMap<Scope.Variable, TSESTree.Expression>;
}

/**
 * Reads the prologue of a function: `cb = cb || noop;`, `if (typeof options === 'function') { cb = options; options = {}; }`,
 * `cb = once(cb);`, and the default value of a parameter, `cb = noop`. Declarations without effects may be in between.
 */
export function prologueOf(source: Source, body: TSESTree.BlockStatement, callback: Scope.Variable, alias: Alias | null): Prologue {
  const statements: TSESTree.Statement[] = [];
  const defaults = new Map<Scope.Variable, TSESTree.Expression>();
  const fallbacks = [defaultOf(alias?.parameter ?? callback), alias?.fallback].filter((value) => value !== null && value !== undefined);
  for (const statement of body.body) {
    const preparation = matchPreparation(source, statement, alias?.parameter ?? callback);
    if (preparation && !mentionsLocal(source, statement, body)) {
      statements.push(statement);
      if (preparation.fallback) fallbacks.push(preparation.fallback);
      for (const [variable, value] of preparation.defaults) defaults.set(variable, value);
    } else if (!isHarmless(statement) && !(alias && contains(statement, alias.declarator))) break;
  }
  const isTested = isTestedOutside(callback, statements);
  return {
    statements,
    alias: alias?.declarator ?? null,
    optional: fallbacks.length > 0 || isTested,
    tested: isTested && fallbacks.length === 0,
    silent: fallbacks.every((value) => isSilent(source, value)),
    defaults,
  };
}

/** `noop` of a parameter `cb = noop`; null for one without a default value. */
function defaultOf({ defs: [definition] }: Scope.Variable): TSESTree.Expression | null {
  const pattern = definition?.name.parent;
  return pattern?.type === 'AssignmentPattern' && pattern.left === definition?.name ? pattern.right : null;
}

function matchPreparation(source: Source, statement: TSESTree.Statement, callback: Scope.Variable): Preparation | null {
  if (statement.type === 'ExpressionStatement') return matchAssignment(statement.expression, callback);
  if (statement.type !== 'IfStatement') return null;
  const { test, consequent, alternate } = statement;
  const assignments = listOf(consequent).flatMap(assignmentsIn);
  const values = new Map<Scope.Variable, TSESTree.Expression>();
  for (const assignment of assignments) {
    const variable = assignment?.operator === '=' && assignment.left.type === 'Identifier' ? variableAt(source, assignment.left) : null;
    if (!assignment || !variable || variable.defs[0]?.type !== 'Parameter') return null;
    values.set(variable, assignment.right);
  }
  const value = values.get(callback);
  if (!value) return null;
  values.delete(callback);
  const moved = value.type === 'Identifier' ? variableAt(source, value) : null;
  const isMoved = moved !== null && moved !== callback && moved.defs[0]?.type === 'Parameter' && moved.defs[0].node === callback.defs[0]?.node;
  if (isMoved) {
    // The callback is at an earlier position: `if (!cb) { cb = options; options = {}; }`.
    const isTest = partsOf(test).every((part) => isAbsenceTest(part, callback) || isPresenceTest(part, moved));
    if (!isTest || !values.has(moved) || ![...values.values()].every(isConstant)) return null;
    const other = alternate ? matchPreparation(source, alternate.type === 'BlockStatement' && alternate.body.length === 1 ? alternate.body[0]! : alternate, callback) : null;
    if (alternate && (!other || other.fallback)) return null;
    const isOther = ([variable, given]: readonly [Scope.Variable, TSESTree.Expression]): boolean => {
      const own = values.get(variable);
      return own !== undefined && source.text.slice(...own.range) !== source.text.slice(...given.range);
    };
    if ([...(other?.defaults ?? [])].some(isOther)) return null;
    return { fallback: null, defaults: new Map([...(other?.defaults ?? []), ...values]) };
  }
  return !alternate && values.size === 0 && isAbsenceTest(test, callback) ? { fallback: value, defaults: values } : null;
}

/** The assignments that a statement consists of, `cb = options, options = {};`; null in place of another expression or statement. */
function assignmentsIn(statement: TSESTree.Statement): readonly (TSESTree.AssignmentExpression | null)[] {
  if (statement.type !== 'ExpressionStatement') return [null];
  const { expression } = statement;
  const parts = expression.type === 'SequenceExpression' ? expression.expressions : [expression];
  return parts.map((part) => (part.type === 'AssignmentExpression' ? part : null));
}

/** `cb = cb || noop`, `cb = once(cb)` */
function matchAssignment(expression: TSESTree.Expression, callback: Scope.Variable): Preparation | null {
  if (expression.type !== 'AssignmentExpression' || expression.operator !== '=' || !isMentionOf(expression.left, callback)) return null;
  return matchValue(expression.right, callback);
}

/** `cb || noop`, `once(cb)` */
function matchValue(right: TSESTree.Expression, callback: Scope.Variable): Preparation | null {
  if (right.type === 'LogicalExpression' && right.operator === '||' && isMentionOf(right.left, callback)) return { fallback: right.right, defaults: new Map() };
  const isOnce = right.type === 'CallExpression' && right.arguments.length === 1 && isMentionOf(right.arguments[0]!, callback) && verbOf(right.callee) === 'once';
  return isOnce ? { fallback: null, defaults: new Map() } : null;
}

/** The conditions of a test: `!cb` and `typeof options === 'function'` of `!cb && typeof options === 'function'`. */
function partsOf(test: TSESTree.Expression): readonly TSESTree.Expression[] {
  return test.type === 'LogicalExpression' && test.operator === '&&' ? [...partsOf(test.left), ...partsOf(test.right)] : [test];
}

/** Whether a value is the same wherever it is written: `{}`, `'utf8'`, `undefined`, but no variable. */
function isConstant(node: TSESTree.Node): boolean {
  switch (node.type) {
    case 'Identifier':
      return node.name === 'undefined';
    case 'Literal':
      return true;
    case 'UnaryExpression':
      return isConstant(node.argument);
    case 'ObjectExpression':
      return node.properties.every((property) => property.type === 'Property' && !property.computed && isConstant(property.value));
    case 'ArrayExpression':
      return node.elements.every((element) => element !== null && isConstant(element));
    default:
      return false;
  }
}

/** Whether a statement mentions a variable of the function's body, which the callback form does not have: `cb = cb || none`. */
function mentionsLocal(source: Source, node: TSESTree.Node, body: TSESTree.BlockStatement): boolean {
  return someNode(node, source.visitorKeys, (inner) => {
    const [definition] = (inner.type === 'Identifier' && variableAt(source, inner)?.defs) || [];
    return definition !== undefined && contains(body, definition.name) && !contains(node, definition.name);
  });
}

/** A directive, a declaration that evaluates nothing with an effect. The statements behind it may still belong to the prologue. */
function isHarmless(statement: TSESTree.Statement): boolean {
  if (statement.type === 'FunctionDeclaration') return true;
  if (statement.type === 'ExpressionStatement') return statement.expression.type === 'Literal';
  return statement.type === 'VariableDeclaration' && statement.declarations.every(({ init }) => init === null || isSimple(init));
}

/** Whether a function tests for its callback outside of some statements of it: `if (cb) cb(err);`. */
export function isTestedOutside(callback: Scope.Variable, statements: readonly TSESTree.Statement[]): boolean {
  return callback.references.some(({ identifier }) => isTestOf(identifier, callback) && !statements.some((statement) => contains(statement, identifier)));
}

/** Whether a mention is a test for the callback: `if (cb)`, `cb && cb()`, `typeof cb === 'function'`. */
export function isTestOf(mention: TSESTree.Node, callback: Scope.Variable): boolean {
  const { parent } = mention;
  if (parent?.type === 'UnaryExpression') return parent.operator === 'typeof' || parent.operator === '!';
  if (parent?.type === 'BinaryExpression') return isPresenceTest(parent, callback) || isAbsenceTest(parent, callback);
  if (parent?.type === 'LogicalExpression') return parent.left === mention;
  return (parent?.type === 'IfStatement' || parent?.type === 'ConditionalExpression') && parent.test === mention;
}

/** Whether a default does nothing: an empty function, or the name of one that the file defines. */
function isSilent(source: Source, value: TSESTree.Expression): boolean {
  if (isFunction(value)) return isEmpty(value);
  if (value.type !== 'Identifier') return false;
  const [definition] = variableAt(source, value)?.defs ?? [];
  const fn = definition?.node.type === 'VariableDeclarator' ? definition.node.init : definition?.node;
  return isFunction(fn) && isEmpty(fn);
}

function isEmpty({ body }: FunctionNode): boolean {
  return body.type === 'BlockStatement' && body.body.length === 0;
}

/** Whether the callback form of a function has to do more than to call the async function. */
export function needsFunction(prologue: Prologue): boolean {
  return prologue.optional || hasStatements(prologue);
}

/** Whether a prologue has code of its own, apart from tests where the callback is called. */
export function hasStatements({ statements, alias }: Prologue): boolean {
  return statements.length > 0 || alias !== null;
}

/** What goes away with the callback: the statements of a prologue, and the declaration of the alias. */
export function partsOfPrologue({ statements, alias }: Prologue): readonly TSESTree.Node[] {
  return alias ? [...statements, alias] : statements;
}
