// Recognizes the statements at the start of a function that prepare its callback.

import { type FunctionNode, type Scope, type Source, contains, isFunction, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isAbsenceTest, isMentionOf, isPresenceTest } from '../async-host/dropped-callback.js';
import { listOf } from '../error-forms/statements.js';
import { isSimple } from '../syntax/simple-expression.js';
import { variableAt } from '../syntax/variables.js';
import type { Prologue } from './types.js';

/** What one statement does for the callback: its default, its values for other parameters. */
interface Preparation {
  /** The value where there is no callback: `noop` of `cb = cb || noop`; null where the statement has none. */
  readonly fallback: TSESTree.Expression | null;
  readonly defaults: ReadonlyMap<Scope.Variable, TSESTree.Expression>;
}

/**
 * Reads the prologue of a function: `cb = cb || noop;`, `if (typeof options === 'function') { cb = options; options = {}; }`,
 * `cb = once(cb);`. Declarations without effects may be in between.
 */
export function prologueOf(source: Source, body: TSESTree.BlockStatement, callback: Scope.Variable): Prologue {
  const statements: TSESTree.Statement[] = [];
  const defaults = new Map<Scope.Variable, TSESTree.Expression>();
  const fallbacks: TSESTree.Expression[] = [];
  for (const statement of body.body) {
    const preparation = matchPreparation(source, statement, callback);
    if (preparation) {
      statements.push(statement);
      if (preparation.fallback) fallbacks.push(preparation.fallback);
      for (const [variable, value] of preparation.defaults) defaults.set(variable, value);
    } else if (!isHarmless(statement)) break;
  }
  const isTested = callback.references.some(({ identifier }) => isTestedAt(identifier, callback) && !statements.some((statement) => contains(statement, identifier)));
  return {
    statements,
    optional: fallbacks.length > 0 || isTested,
    tested: isTested && fallbacks.length === 0,
    silent: fallbacks.every((value) => isSilent(source, value)),
    defaults,
  };
}

function matchPreparation(source: Source, statement: TSESTree.Statement, callback: Scope.Variable): Preparation | null {
  if (statement.type === 'ExpressionStatement') return matchAssignment(statement.expression, callback);
  if (statement.type !== 'IfStatement') return null;
  const { test, consequent, alternate } = statement;
  const assignments = listOf(consequent).map((each) => (each.type === 'ExpressionStatement' && each.expression.type === 'AssignmentExpression' ? each.expression : null));
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
    const isTest = isAbsenceTest(test, callback) || isPresenceTest(test, moved);
    if (!isTest || !values.has(moved) || ![...values.values()].every(isSimple)) return null;
    const other = alternate ? matchPreparation(source, alternate.type === 'BlockStatement' && alternate.body.length === 1 ? alternate.body[0]! : alternate, callback) : null;
    if (alternate && (!other || other.fallback)) return null;
    return { fallback: null, defaults: new Map([...(other?.defaults ?? []), ...values]) };
  }
  return !alternate && values.size === 0 && isAbsenceTest(test, callback) ? { fallback: value, defaults: values } : null;
}

/** `cb = cb || noop`, `cb = once(cb)` */
function matchAssignment(expression: TSESTree.Expression, callback: Scope.Variable): Preparation | null {
  if (expression.type !== 'AssignmentExpression' || expression.operator !== '=' || !isMentionOf(expression.left, callback)) return null;
  const { right } = expression;
  if (right.type === 'LogicalExpression' && right.operator === '||' && isMentionOf(right.left, callback)) return { fallback: right.right, defaults: new Map() };
  const isOnce = right.type === 'CallExpression' && right.arguments.length === 1 && isMentionOf(right.arguments[0]!, callback) && verbOf(right.callee) === 'once';
  return isOnce ? { fallback: null, defaults: new Map() } : null;
}

/** A directive, a declaration that evaluates nothing with an effect. The statements behind it may still belong to the prologue. */
function isHarmless(statement: TSESTree.Statement): boolean {
  if (statement.type === 'FunctionDeclaration') return true;
  if (statement.type === 'ExpressionStatement') return statement.expression.type === 'Literal';
  return statement.type === 'VariableDeclaration' && statement.declarations.every(({ init }) => init === null || isSimple(init));
}

/** Whether a mention is a test for the callback: `if (cb)`, `cb && cb()`, `typeof cb === 'function'`. */
function isTestedAt(mention: TSESTree.Node, callback: Scope.Variable): boolean {
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
