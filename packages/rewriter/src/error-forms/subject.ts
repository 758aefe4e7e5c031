import { type FunctionNode, type Scope, contains, exits } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isReference, matchErrorTest } from '../callback/error-test.js';
import { expressionOf } from '../syntax/expressions.js';

/** `if (err) handler else otherwise`, the first statement of a callback that does something. */
export interface Guard {
  readonly guard: TSESTree.IfStatement;
  /** What runs with an error. */
  readonly handler: TSESTree.Statement | null;
  /** What runs without one. */
  readonly otherwise: TSESTree.Statement | null;
  /** The work goes on behind the handler. */
  readonly goesOn: boolean;
}

interface CallbackFacts {
  readonly callback: FunctionNode;
  /** The error parameter's variable, or null where there is none. */
  readonly error: Scope.Variable | null;
  /** The variables of the results that may be given next to an error. */
  readonly results: readonly Scope.Variable[];
  /** The calls of the file that are made with an error-first callback. */
  readonly callsWithCallback: ReadonlySet<TSESTree.Node>;
  /** Whether the callee gives an error, or null and results, and never both. Node's own functions do; others may give anything. */
  readonly followsNodeContract: boolean;
  readonly readsArguments: boolean;
  /** The variables that a declaration declares. */
  readonly declaredBy: (declaration: TSESTree.VariableDeclaration) => readonly Scope.Variable[];
}

/** A callback, as the error forms look at it. */
export class ErrorSubject {
  readonly facts: CallbackFacts;
  #guard: Guard | null | undefined;

  constructor(facts: CallbackFacts) {
    this.facts = facts;
  }

  /** The error's variable; null where nobody reads it. */
  get readError(): Scope.Variable | null {
    const { error } = this.facts;
    return error && error.references.length > 0 ? error : null;
  }

  /** The variable of an error that is a plain parameter, read and never written. */
  get plainError(): Scope.Variable | null {
    const error = this.readError;
    if (!error || error.defs.length !== 1 || error.references.some((reference) => reference.isWrite())) return null;
    const isParameter = this.facts.callback.params.some((parameter) => parameter.type === 'Identifier' && parameter === error.identifiers[0]);
    return isParameter ? error : null;
  }

  /** The expression that the callback consists of. */
  get only(): TSESTree.Expression | null {
    const { body } = this.facts.callback;
    if (body.type !== 'BlockStatement') return body;
    const [only, ...others] = body.body.filter(({ type }) => type !== 'EmptyStatement');
    return others.length === 0 ? expressionOf(only) : null;
  }

  /**
   * The guard that the callback starts with, if all that follows it runs without an error, and is read as such. Declarations that
   * do nothing may be in front of it: `var n; if (err) return cb(err);`.
   */
  get guard(): Guard | null {
    return this.#guard === undefined ? (this.#guard = this.#matchGuard()) : this.#guard;
  }

  /** Whether a result is read in a node. */
  readsResult(node: TSESTree.Node): boolean {
    return this.facts.results.some((variable) => isReadInside(variable, node));
  }

  /** Whether a handler uses what is declared in front of it. `var n;` and functions are there all the same. */
  #needs(declarations: readonly TSESTree.Statement[], handler: TSESTree.Statement): boolean {
    return declarations.some(
      (declaration) =>
        declaration.type === 'VariableDeclaration' &&
        (declaration.kind !== 'var' || declaration.declarations.some(({ init }) => init !== null)) &&
        this.facts.declaredBy(declaration).some((variable) => isReadInside(variable, handler)),
    );
  }

  #matchGuard(): Guard | null {
    const { callback: { body }, results } = this.facts;
    const error = this.plainError;
    const statements = body.type === 'BlockStatement' ? body.body : [];
    const index = statements.findIndex((statement) => !isInertDeclaration(statement));
    const guard = statements[index];
    if (!error || guard?.type !== 'IfStatement') return null;
    const rest = statements.slice(index + 1).filter(({ type }) => type !== 'EmptyStatement');
    const branches = branchesOf(guard, error);
    if (!branches) return null;
    const { handler, otherwise } = branches;
    if (handler && (this.readsResult(handler) || this.#needs(statements.slice(0, index), handler))) return null;
    const later = error.references.filter(
      ({ identifier }) => !contains(guard.test, identifier) && !(handler && contains(handler, identifier)),
    );
    // Without an exit the rest runs with an error too, unless there is no rest.
    const goesOn = !exits(handler) && rest.length > 0;
    const isUnread = later.length === 0 && results.every(({ references }) => references.length === 0);
    if (goesOn && (!handler || otherwise || !isUnread)) return null;
    // A function that is declared anywhere in the callback may be called with an error, too.
    const isKnownNull = later.every(({ identifier }) => isFirstArgument(identifier) && !statements.some((statement) => statement.type === 'FunctionDeclaration' && contains(statement, identifier)));
    return isKnownNull ? { guard, handler, otherwise, goesOn } : null;
  }
}

/**
 * A declaration that can as well be behind the guard: `var n;`, `let list = [];`, a function. Reading a variable or a property may
 * throw, so that `var size = stats.size;` is none.
 */
function isInertDeclaration(statement: TSESTree.Statement): boolean {
  if (statement.type === 'EmptyStatement' || statement.type === 'FunctionDeclaration') return true;
  return (
    statement.type === 'VariableDeclaration' &&
    statement.declarations.every(({ id, init }) => id.type === 'Identifier' && (init === null || isPlainValue(init)))
  );
}

function isPlainValue(node: TSESTree.Expression): boolean {
  switch (node.type) {
    case 'Literal':
    case 'ThisExpression':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return true;
    case 'ArrayExpression':
      return node.elements.length === 0;
    case 'ObjectExpression':
      return node.properties.length === 0;
    default:
      return false;
  }
}

/** What runs with an error, and what without one. */
function branchesOf(guard: TSESTree.IfStatement, error: Scope.Variable): Pick<Guard, 'handler' | 'otherwise'> | null {
  const { test, consequent, alternate } = guard;
  const truth = matchErrorTest(test, error);
  if (truth !== null) return truth ? { handler: consequent, otherwise: alternate } : { handler: alternate, otherwise: consequent };
  return !alternate && matchFirstTest(test, error) ? { handler: guard, otherwise: null } : null;
}

/** `err && rest`, the innermost of `err && a && b`; null where a test does not begin with the error. */
export function matchFirstTest(test: TSESTree.Expression, error: Scope.Variable): TSESTree.LogicalExpression | null {
  if (test.type !== 'LogicalExpression' || test.operator !== '&&') return null;
  return matchErrorTest(test.left, error) ? test : matchFirstTest(test.left, error);
}

/** `throw err;` */
export function throwsOnly(handler: TSESTree.Statement, error: Scope.Variable): boolean {
  const statement = handler.type === 'BlockStatement' && handler.body.length === 1 ? handler.body[0] : handler;
  return statement?.type === 'ThrowStatement' && isReference(statement.argument, error);
}

export function isReadInside(variable: Scope.Variable, node: TSESTree.Node): boolean {
  return variable.references.some(({ identifier }) => contains(node, identifier));
}

/** Behind its guard the error is null; as an argument it can be written so. */
function isFirstArgument(identifier: TSESTree.Node): boolean {
  const { parent } = identifier;
  return parent?.type === 'CallExpression' && parent.arguments[0] === identifier;
}
