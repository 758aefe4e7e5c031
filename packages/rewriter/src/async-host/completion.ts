import { type Scope, type VisitorKeys, contains, insideSameFunction, isFunction, isNullish, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { forwardingCallOf, handlerOf, isKnownNull, pathsOf } from '../error-forms/questions.js';
import type { Path } from '../error-forms/record.js';
import { listOf } from '../error-forms/statements.js';
import type { Completion, Rewrite } from '../plan/types.js';
import { expressionOf } from '../syntax/expressions.js';

/** The most branches that are followed one by one. */
const maxPaths = 64;

/** The rewrites around a host's callback. */
export interface CompletionScope {
  readonly visitorKeys: VisitorKeys;
  /** The host's callbacks. */
  readonly callbacks: readonly Scope.Variable[];
  /** What a call of one of them stands for; null where it is no completion. Without it they are error-first. */
  readonly matchCall?: (call: TSESTree.CallExpression) => Completion | null;
  /** Whether a statement has no effect behind a completion, although it may call one of them. */
  readonly isIdle?: (statement: TSESTree.Statement) => boolean;
  /** The rewrite that a statement consists of, if it is flat in its function. */
  readonly awaitedIn: (statement: TSESTree.Node) => Rewrite | null;
  /** The rewrite that a callback belongs to. */
  readonly rewriteOf: (callback: TSESTree.Node) => Rewrite | null;
}

/**
 * Checks that a callback, or one of several, is called on every path exactly once, as the last thing, as `cb(err)` or
 * `cb(null, value)`.
 * Both questions are answered with the calls, or with null where there is a path with none, two, or another use of the
 * callback.
 */
export class CompletionMatcher {
  readonly #scope: CompletionScope;
  readonly #found = new Map<TSESTree.CallExpression, Completion>();
  readonly #visited = new Set<Rewrite>();
  readonly #rethrowing = new Set<TSESTree.TryStatement>();
  #paths = 0;

  constructor(scope: CompletionScope) {
    this.#scope = scope;
  }

  /** The rewrites on the paths that were followed. */
  get visited(): readonly Rewrite[] {
    return [...this.#visited];
  }

  /** The `try` statements that do nothing but hand their error to the callback: the async function does so by itself. */
  get rethrowing(): readonly TSESTree.TryStatement[] {
    return [...this.#rethrowing];
  }

  /** The completions of a rewritten call and its continuation. */
  matchRewrite(rewrite: Rewrite): readonly Completion[] | null {
    const isComplete = this.#checkRewrite(rewrite) && this.#isEveryUseFound(rewrite.call, rewrite.site.callback);
    return isComplete && this.#found.size > 0 ? [...this.#found.values()] : null;
  }

  /** The completions of a function body. */
  matchBody(body: TSESTree.BlockStatement | TSESTree.Expression): readonly Completion[] | null {
    if (body.type !== 'BlockStatement') {
      const rewrite = this.#scope.awaitedIn(body);
      return rewrite && this.matchRewrite(rewrite);
    }
    return this.#check(body.body) && this.#isEveryUseFound(body) ? [...this.#found.values()] : null;
  }

  /** Whether a statement may return from its function. */
  #returns(statement: TSESTree.Statement): boolean {
    return someNode(statement, this.#scope.visitorKeys, (node) => node.type === 'ReturnStatement', insideSameFunction);
  }

  #isEveryUseFound(...parts: TSESTree.Node[]): boolean {
    return this.#uses().every(
      (identifier) =>
        !parts.some((part) => contains(part, identifier)) ||
        (identifier.parent?.type === 'CallExpression' && identifier.parent.callee === identifier && this.#found.has(identifier.parent)),
    );
  }

  #uses(): TSESTree.Node[] {
    return this.#scope.callbacks.flatMap(({ references }) => references).map(({ identifier }) => identifier);
  }

  #mentions(node: TSESTree.Node): boolean {
    return this.#uses().some((identifier) => contains(node, identifier));
  }

  #checkRewrite(rewrite: Rewrite): boolean {
    this.#visited.add(rewrite);
    const paths = pathsOf(rewrite.error, rewrite.site.callback.body, !this.#scope.matchCall);
    return paths?.every((path) => this.#checkPath(path)) ?? false;
  }

  #checkPath(path: Path): boolean {
    return 'type' in path ? this.#checkLast(path) : this.#check(path);
  }

  /** Whether each path through the statements ends in one completion. */
  #check(statements: readonly TSESTree.Statement[]): boolean {
    for (const [index, statement] of statements.entries()) {
      const rest = statements.slice(index + 1);
      if (statement.type === 'EmptyStatement') continue;
      const rewrite = this.#scope.awaitedIn(statement);
      if (rewrite) return rest.every(isDone) && this.#checkRewrite(rewrite);
      switch (statement.type) {
        case 'ExpressionStatement':
          if (!this.#mentions(statement)) break;
          return rest.every((other) => isDone(other) || this.#scope.isIdle?.(other) === true) && this.#checkLast(statement.expression);
        case 'ReturnStatement':
          return statement.argument !== null && this.#checkLast(statement.argument);
        case 'ThrowStatement':
          return !this.#mentions(statement);
        case 'BlockStatement':
          return this.#check([...statement.body, ...rest]);
        case 'IfStatement':
          if (!this.#mentions(statement) && !this.#returns(statement)) break;
          this.#paths += 1;
          return (
            this.#paths < maxPaths &&
            this.#check([...listOf(statement.consequent), ...rest]) &&
            this.#check([...listOf(statement.alternate), ...rest])
          );
        case 'TryStatement':
          if (!this.#mentions(statement) && !this.#returns(statement)) break;
          return this.#checkTry(statement, rest);
        case 'FunctionDeclaration':
          break;
        default:
          if (this.#mentions(statement) || this.#returns(statement)) return false;
      }
    }
    return false;
  }

  #checkLast(expression: TSESTree.Expression): boolean {
    if (expression.type !== 'CallExpression' || expression.callee.type !== 'Identifier') return false;
    if (!this.#uses().includes(expression.callee)) return false;
    const completion = this.#scope.matchCall ? this.#scope.matchCall(expression) : this.#matchCompletion(expression);
    if (!completion) return false;
    this.#found.set(expression, completion);
    return true;
  }

  #matchCompletion(call: TSESTree.CallExpression): Completion | null {
    const [first, second, ...others] = call.arguments;
    if (others.length > 0 || first?.type === 'SpreadElement' || second?.type === 'SpreadElement') return null;
    if (!first || isNullish(first)) return { call, kind: 'return', value: second ?? null };
    if (first.type === 'Identifier' && this.#isKnownNull(first)) return { call, kind: 'return', value: second ?? null };
    if (second && !isNullish(second)) return this.#isForward(call, second) ? { call, kind: 'return', value: second } : null;
    if (this.#isForward(call, null)) return { call, kind: 'return', value: null };
    return this.#isSurelyAnError(first) ? { call, kind: 'throw', value: first } : null;
  }

  /** Behind its guard an error is null. */
  #isKnownNull(identifier: TSESTree.Identifier): boolean {
    const error = this.#rewriteOfError(identifier)?.error;
    return error !== undefined && isKnownNull(error, identifier);
  }

  /** `cb(err, value)`, which is all that the callback does: a failure rejects before. */
  #isForward(call: TSESTree.CallExpression, value: TSESTree.Expression | null): boolean {
    const [first] = call.arguments;
    const rewrite = first?.type === 'Identifier' ? this.#rewriteOfError(first) : null;
    if (!rewrite || forwardingCallOf(rewrite.error) !== call) return false;
    // Anything else would reach the callback along with the error.
    return value === null || (value.type === 'Identifier' && rewrite.site.results.some((result) => result.type === 'Identifier' && result.name === value.name));
  }

  #rewriteOfError(identifier: TSESTree.Identifier): Rewrite | null {
    for (let node: TSESTree.Node | undefined = identifier.parent; node; node = node.parent) {
      const rewrite = isFunction(node) ? this.#scope.rewriteOf(node) : null;
      const references = rewrite?.site.error?.variable?.references;
      if (references?.some((reference) => reference.identifier === identifier)) return rewrite;
    }
    return null;
  }

  /** Only `catch` may complete: in the block the error would be caught again. */
  #checkTry({ block, handler, finalizer }: TSESTree.TryStatement, rest: readonly TSESTree.Statement[]): boolean {
    if (finalizer || !handler || this.#mentions(block) || this.#returns(block)) return false;
    if (!this.#check([...handler.body.body, ...rest]) || !this.#check(rest)) return false;
    if (this.#rethrows(handler) && !block.body.some(isLexical)) this.#rethrowing.add(handler.parent);
    return true;
  }

  /** `catch (e) { return cb(e); }` */
  #rethrows({ body, param }: TSESTree.CatchClause): boolean {
    const [statement] = body.body;
    const call = expressionOf(statement);
    const completion = call?.type === 'CallExpression' ? this.#found.get(call) : null;
    const value = completion?.kind === 'throw' ? completion.value : null;
    return (
      (body.body.length === 1 || (body.body.length === 2 && body.body.slice(1).every(isDone))) &&
      value?.type === 'Identifier' &&
      param?.type === 'Identifier' &&
      value.name === param.name
    );
  }

  #isSurelyAnError(node: TSESTree.Expression): boolean {
    if (node.type === 'NewExpression') return true;
    if (node.type === 'Literal') return typeof node.value === 'string' && node.value !== '';
    return node.type === 'Identifier' && (this.#isCaught(node) || isTested(node));
  }

  /** In the handler of its callback an error is set. */
  #isCaught(identifier: TSESTree.Identifier): boolean {
    const error = this.#rewriteOfError(identifier)?.error;
    const handler = error ? handlerOf(error) : null;
    return handler !== null && contains(handler, identifier);
  }
}

/** `catch (e) { cb(e); }`, `if (e) cb(e);` */
function isTested(identifier: TSESTree.Identifier): boolean {
  let child: TSESTree.Node = identifier;
  for (let node = identifier.parent; !isFunction(node) && node.parent; child = node, node = node.parent) {
    const subject = node.type === 'CatchClause' ? node.param : node.type === 'IfStatement' && node.consequent === child ? node.test : null;
    if (subject?.type === 'Identifier' && subject.name === identifier.name) return true;
  }
  return false;
}

function isLexical(statement: TSESTree.Statement): boolean {
  return (
    statement.type === 'ClassDeclaration' ||
    statement.type === 'FunctionDeclaration' ||
    (statement.type === 'VariableDeclaration' && statement.kind !== 'var')
  );
}

function isDone(statement: TSESTree.Statement): boolean {
  return statement.type === 'EmptyStatement' || (statement.type === 'ReturnStatement' && statement.argument === null);
}
