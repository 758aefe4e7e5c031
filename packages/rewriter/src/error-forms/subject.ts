import { type FunctionNode, type Scope, contains, exits, isReachedWithoutError } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isReference, matchErrorTest } from '../callback/error-test.js';
import { expressionOf } from '../syntax/expressions.js';

/** The guard of a callback: `if (err) handler else otherwise`, the first statement that is no idle declaration. */
export interface Guard {
  readonly guard: TSESTree.IfStatement;
  /** The branch that runs with an error, or the guard itself if it tests more: `if (err && err.code !== 'ENOENT') ...`. */
  readonly handler: TSESTree.Statement | null;
  /** The branch that runs without an error. */
  readonly otherwise: TSESTree.Statement | null;
  /** The handler does not leave the callback, so that the statements behind the guard run with an error, too. */
  readonly fallsThrough: boolean;
}

/** The guard that a callback starts with where it tests the error together with something else: `if (err || !row) return handle(err);`. */
interface CombinedGuard {
  /** `err || !row` of `err || !row || !row.id`. */
  readonly operand: TSESTree.LogicalExpression;
  /** The branch, which leaves the callback and reads no result. */
  readonly branch: TSESTree.Statement;
}

/** What has to be known about a callback to classify its error form. */
interface CallbackFacts {
  readonly callback: FunctionNode;
  /** The error parameter's variable, or null where there is none. */
  readonly error: Scope.Variable | null;
  /** The variables of the results. */
  readonly results: readonly Scope.Variable[];
  /** The calls of the file that are made with an error-first callback. */
  readonly callsWithCallback: ReadonlySet<TSESTree.Node>;
  /** Whether the callee passes an error or results, and never both. Functions of Node core do; other callees may pass both. */
  readonly followsNodeContract: boolean;
  /** Whether no small change of behaviour is accepted: a missing error may not be `null` where the callee passes `undefined`. */
  readonly isExact: boolean;
  /** Whether the callback reads its `arguments`. */
  readonly readsArguments: boolean;
  /** The variables that a declaration declares, and the parameters of a function. */
  readonly declaredBy: (declaration: TSESTree.VariableDeclaration | TSESTree.FunctionDeclaration) => readonly Scope.Variable[];
}

/** A callback whose error form is asked for, with the facts that several forms match on. */
export class ErrorSubject {
  readonly facts: CallbackFacts;
  #guard: Guard | null | undefined;

  constructor(facts: CallbackFacts) {
    this.facts = facts;
  }

  /** The variable of the error; null where nobody reads it. */
  get readError(): Scope.Variable | null {
    const { error } = this.facts;
    return error && error.references.length > 0 ? error : null;
  }

  /** The variable of the error if it is a plain parameter, read and never written; else null. */
  get plainError(): Scope.Variable | null {
    const error = this.readError;
    if (!error || error.defs.length !== 1 || error.references.some((reference) => reference.isWrite())) return null;
    const isParameter = this.facts.callback.params.some((parameter) => parameter.type === 'Identifier' && parameter === error.identifiers[0]);
    return isParameter ? error : null;
  }

  /** The expression that is the whole callback: `cb(err, value)` of `(err, value) => cb(err, value)`; null where there is more. */
  get only(): TSESTree.Expression | null {
    const { body } = this.facts.callback;
    if (body.type !== 'BlockStatement') return body;
    const [only, ...others] = body.body.filter(({ type }) => type !== 'EmptyStatement');
    return others.length === 0 ? expressionOf(only) : null;
  }

  /** Whether the callback reads a result. */
  get readsResults(): boolean {
    return this.facts.results.some(({ references }) => references.length > 0);
  }

  /** Whether a result is read where there may be an error: not behind `if (err || !row) return;` or in `if (!err && row)`. */
  get readsResultsDespiteError(): boolean {
    const { facts: { results, callback }, plainError } = this;
    const isError = (node: TSESTree.Node): boolean => plainError !== null && isReference(node, plainError);
    return results.some(({ references }) => references.some(({ identifier }) => !isReachedWithoutError(identifier, isError, callback)));
  }

  /**
   * The guard that the callback starts with, if the error is known to be null behind it. Idle declarations may be in front of it:
   * `var n; if (err) return cb(err);`. Null where there is no such guard.
   */
  get guard(): Guard | null {
    return this.#guard === undefined ? (this.#guard = this.#matchGuard()) : this.#guard;
  }

  /** The guard that the callback starts with, if it tests the error together with something else, and the error is known to be null behind it; else null. */
  get combinedGuard(): CombinedGuard | null {
    const error = this.plainError;
    const { ahead, first: guard } = this.#start;
    if (!error || guard?.type !== 'IfStatement' || guard.alternate || !exits(guard.consequent)) return null;
    const operand = firstOperand(guard.test);
    const { consequent: branch } = guard;
    if (!operand || matchErrorTest(operand.left, error) !== true || this.readsResult(branch) || this.#needs(ahead, branch)) return null;
    const others = error.references.filter(({ identifier }) => !contains(operand.left, identifier) && !contains(branch, identifier));
    return this.#areKnownNull(others) ? { operand, branch } : null;
  }

  /** Whether a node reads a result, by itself or in a function that the callback declares: `return stop(err);` where `stop` closes a file. */
  readsResult(node: TSESTree.Node): boolean {
    const { callback: { body }, declaredBy, results } = this.facts;
    const functions = body.type === 'BlockStatement' ? body.body.filter((statement) => statement.type === 'FunctionDeclaration') : [];
    const reached = new Set<TSESTree.Node>([node]);
    // The loop also visits what is added to the set while it runs.
    for (const part of reached) {
      for (const fn of functions) if (declaredBy(fn).some((variable) => variable.identifiers[0] === fn.id && isReadInside(variable, part))) reached.add(fn);
    }
    return results.some((variable) => [...reached].some((part) => isReadInside(variable, part)));
  }

  /** Whether a handler reads a variable whose value is set in front of the guard; `var n;` and functions are hoisted and do not count. */
  #needs(declarations: readonly TSESTree.Statement[], handler: TSESTree.Statement): boolean {
    return declarations.some(
      (declaration) =>
        declaration.type === 'VariableDeclaration' &&
        (declaration.kind !== 'var' || declaration.declarations.some(({ init }) => init !== null)) &&
        this.facts.declaredBy(declaration).some((variable) => isReadInside(variable, handler)),
    );
  }

  /** The first statement that does something, with the declarations in front of it and the statements behind it. */
  get #start(): { readonly ahead: readonly TSESTree.Statement[]; readonly first: TSESTree.Statement | undefined; readonly rest: readonly TSESTree.Statement[] } {
    const statements = this.#statements;
    const index = statements.findIndex((statement) => !isInertDeclaration(statement));
    return { ahead: statements.slice(0, index), first: statements[index], rest: statements.slice(index + 1).filter(({ type }) => type !== 'EmptyStatement') };
  }

  get #statements(): readonly TSESTree.Statement[] {
    const { body } = this.facts.callback;
    return body.type === 'BlockStatement' ? body.body : [];
  }

  /**
   * Whether `null` may replace mentions of the error: each is the first argument of a call. A function declaration in the callback may be
   * called by the handler, when the error is not null.
   */
  #areKnownNull(mentions: readonly Scope.Reference[]): boolean {
    const isDeclared = ({ identifier }: Scope.Reference): boolean => this.#statements.some((statement) => statement.type === 'FunctionDeclaration' && contains(statement, identifier));
    return mentions.every((mention) => isFirstArgument(mention.identifier) && !isDeclared(mention));
  }

  #matchGuard(): Guard | null {
    const { results } = this.facts;
    const error = this.plainError;
    const { ahead, first: guard, rest } = this.#start;
    if (!error || guard?.type !== 'IfStatement') return null;
    const branches = branchesOf(guard, error);
    if (!branches) return null;
    const { handler, otherwise } = branches;
    if (handler && (this.readsResult(handler) || this.#needs(ahead, handler))) return null;
    const later = error.references.filter(
      ({ identifier }) => !contains(guard.test, identifier) && !(handler && contains(handler, identifier)),
    );
    // A handler that does not leave the callback: the statements behind it run with an error, too.
    const fallsThrough = !exits(handler) && rest.length > 0;
    const isUnread = later.length === 0 && results.every(({ references }) => references.length === 0);
    if (fallsThrough && (!handler || otherwise || !isUnread)) return null;
    return this.#areKnownNull(later) ? { guard, handler, otherwise, fallsThrough } : null;
  }
}

/**
 * Whether a declaration can move behind the guard without any effect: `var n;`, `let list = [];`, a function. Not
 * `var size = stats.size;`, since reading a property or a variable may throw.
 */
export function isInertDeclaration(statement: TSESTree.Statement): boolean {
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

/** The branches of an `if` that tests the error; null where it tests something else. */
function branchesOf(guard: TSESTree.IfStatement, error: Scope.Variable): Pick<Guard, 'handler' | 'otherwise'> | null {
  const { test, consequent, alternate } = guard;
  const truth = matchErrorTest(test, error);
  if (truth !== null) return truth ? { handler: consequent, otherwise: alternate } : { handler: alternate, otherwise: consequent };
  return !alternate && matchFirstTest(test, error) ? { handler: guard, otherwise: null } : null;
}

/** The part `err && a` of a test `err && a && b`; null for a test that does not begin with the error. */
export function matchFirstTest(test: TSESTree.Expression, error: Scope.Variable): TSESTree.LogicalExpression | null {
  if (test.type !== 'LogicalExpression' || test.operator !== '&&') return null;
  return matchErrorTest(test.left, error) ? test : matchFirstTest(test.left, error);
}

/** The innermost `err || a` of `err || a || b`; null for another test. */
function firstOperand(test: TSESTree.Expression): TSESTree.LogicalExpression | null {
  if (test.type !== 'LogicalExpression' || test.operator !== '||') return null;
  return firstOperand(test.left) ?? test;
}

/** Whether a handler is only `throw err;`. */
export function throwsOnly(handler: TSESTree.Statement, error: Scope.Variable): boolean {
  const statement = handler.type === 'BlockStatement' && handler.body.length === 1 ? handler.body[0] : handler;
  return statement?.type === 'ThrowStatement' && isReference(statement.argument, error);
}

/** Whether a variable is referenced in a node. */
export function isReadInside(variable: Scope.Variable, node: TSESTree.Node): boolean {
  return variable.references.some(({ identifier }) => contains(node, identifier));
}

/** Whether an identifier is the first argument of a call, where `null` can replace the error behind its guard: `cb(err, value)`. */
function isFirstArgument(identifier: TSESTree.Node): boolean {
  const { parent } = identifier;
  return parent?.type === 'CallExpression' && parent.arguments[0] === identifier;
}
