// Follows all paths through a host to check that each ends with one call of the host's callback. Only then can `return` and `throw` of
// an async function take the place of these calls.

import { type Scope, type VisitorKeys, contains, exits, hostOf, insideSameFunction, isFunction, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Step } from '../conversion/types.js';
import { forwardingCallOf, handlerOf, inlinesCallback, pathsOf } from '../error-forms/questions.js';
import type { Path } from '../error-forms/record.js';
import { listOf } from '../error-forms/statements.js';
import type { Completion, PromiseForm, Rewrite } from '../plan/types.js';
import { expressionOf } from '../syntax/expressions.js';
import type { DroppedCallback } from './dropped-callback.js';
import { headOf } from './loop.js';
import { matchCompletion } from './match-completion.js';

/** The most branches that are followed one by one. A function with more is not matched. */
const maxPaths = 64;

/** What has to be known about a host to follow its paths. */
export interface CompletionScope {
  readonly visitorKeys: VisitorKeys;
  /** The host's callbacks; in an executor `resolve` and `reject`. */
  readonly callbacks: readonly Scope.Variable[];
  /** What completes the host beside its callbacks: the callee of `context.succeed(value)`, and the completion that a call of it is, or null. */
  readonly members?: { readonly uses: readonly TSESTree.MemberExpression[]; readonly match: (call: TSESTree.CallExpression, rewriteOf: CompletionScope['rewriteOf']) => Completion | null };
  /** The completion that a call of a callback is, or null. Left out where the callbacks are error-first. */
  readonly matchCall?: (call: TSESTree.CallExpression) => Completion | null;
  /** Whether a statement behind a completion has no effect, although it may call a callback: a second `resolve(value);`. */
  readonly isIdle?: (statement: TSESTree.Statement) => boolean;
  /** The inner functions that complete the host, each of whose calls becomes `return next()`; each may be a named callback, too. Left out where the callback stays. */
  readonly steps?: readonly Step[];
  /** What else completes the host where its callback goes away, see `dropped-callback.ts`. Left out where the callback stays. */
  readonly dropped?: DroppedCallback;
  /** The promise that the last statements of a path become where they are not flat; null where they cannot. Left out where the callback stays. */
  readonly promiseOf?: (statements: readonly TSESTree.Statement[]) => PromiseForm | null;
  /** The rewrite whose call makes up a statement and will be awaited in its place; null for another statement. */
  readonly awaitedIn: (statement: TSESTree.Node) => Rewrite | null;
  /** The rewrite whose callback a function is; null for another function. */
  readonly rewriteOf: (callback: TSESTree.Node) => Rewrite | null;
}

/**
 * Checks that on every path exactly one of the host's callbacks is called, once and last: `cb(err)` or `cb(null, value)`. A matcher is
 * used for one question, `matchRewrite` or `matchBody`; `visited` and `rethrowing` then belong to its answer.
 *
 * A path may end with a `throw` instead. Not matched: a path without a call or with two; a callback that is passed on or stored; a call
 * in a loop or in a statement with `finally`.
 */
export class CompletionMatcher {
  readonly #scope: CompletionScope;
  readonly #found = new Map<TSESTree.CallExpression, Completion>();
  /** The mentions of the host's callback in the completions that were found: `cb` of `cb(null, row)`. Each becomes part of a `return` or `throw`. */
  readonly #replaced = new Set<TSESTree.Node>();
  readonly #visited = new Set<Rewrite>();
  #promises: readonly PromiseForm[] = [];
  readonly #rethrowing = new Set<TSESTree.TryStatement>();
  #paths = 0;

  constructor(scope: CompletionScope) {
    this.#scope = scope;
  }

  /** The rewrites on the paths that were followed, each once. */
  get visited(): readonly Rewrite[] {
    return [...this.#visited];
  }

  /** The statements that go into promises. */
  get promises(): readonly PromiseForm[] {
    return this.#promises;
  }

  /** The `try` statements that only forward the error they catch, `catch (e) { cb(e); }`: an async function rejects with it anyway. */
  get rethrowing(): readonly TSESTree.TryStatement[] {
    return [...this.#rethrowing].filter((statement) => !this.#isInPromise(statement));
  }

  /**
   * The completions in the callback of a rewritten call.
   *
   * @returns null where not every path has exactly one, or the callback of the host is used in another way
   */
  matchRewrite(rewrite: Rewrite): readonly Completion[] | null {
    const isComplete = this.#checkRewrite(rewrite) && this.#isEveryUseFound(rewrite.call, rewrite.site.callback);
    return isComplete && this.#completions.length > 0 ? this.#completions : null;
  }

  /**
   * The completions of a function body, and of the steps in it.
   *
   * @returns null where not every path has exactly one, or the callback of the host or a step is used in another way
   */
  matchBody(body: TSESTree.BlockStatement | TSESTree.Expression): readonly Completion[] | null {
    if (body.type !== 'BlockStatement') {
      const rewrite = this.#scope.awaitedIn(body);
      return rewrite && this.matchRewrite(rewrite);
    }
    const bodies = [body, ...this.#steps.map(({ fn }) => fn.body)];
    return bodies.every((each) => this.#checkBody(each)) && this.#isEveryUseFound(body) ? this.#completions : null;
  }

  /** Whether a statement may return from its function. */
  #returns(statement: TSESTree.Statement): boolean {
    return someNode(statement, this.#scope.visitorKeys, (node) => node.type === 'ReturnStatement', insideSameFunction);
  }

  /** Whether all mentions of the host's callbacks in these nodes are completions that were found. */
  #isEveryUseFound(...parts: TSESTree.Node[]): boolean {
    return this.#uses().every(
      (identifier) =>
        !parts.some((part) => contains(part, identifier)) || this.#replaced.has(identifier) || this.#scope.dropped?.isDropped(identifier) === true,
    );
  }

  get #steps(): readonly Step[] {
    return this.#scope.steps ?? [];
  }

  /** Whether a node is a mention of a step. */
  #isStep(node: TSESTree.Node): boolean {
    return this.#steps.some(({ uses }) => uses.includes(node));
  }

  /** The mentions of the host's callbacks and of its steps. */
  #uses(): TSESTree.Node[] {
    return [...this.#scope.callbacks.flatMap(({ references }) => references).map(({ identifier }) => identifier), ...(this.#scope.members?.uses ?? []), ...this.#steps.flatMap((step) => step.uses)];
  }

  /** Whether a node, when it runs, may use the host's callback or a step. */
  #mentions(node: TSESTree.Node): boolean {
    return this.#uses().some((use) => contains(node, use) && this.#scope.dropped?.removes(use) !== true && !this.#isInOtherBody(use, node));
  }

  /** Whether a mention in a node is in a function that runs where it is called or passed: a step, a named callback that moves to its call. */
  #isInOtherBody(use: TSESTree.Node, node: TSESTree.Node): boolean {
    for (let fn = hostOf(use); isFunction(fn) && fn !== node && contains(node, fn); fn = hostOf(fn)) {
      const rewrite = this.#scope.rewriteOf(fn);
      if ((rewrite && !contains(rewrite.call, fn)) || this.#steps.some((step) => step.fn === fn)) return true;
    }
    return false;
  }

  #checkBody({ body }: TSESTree.BlockStatement): boolean {
    this.#paths = 0;
    return this.#checkList(body);
  }

  #checkRewrite(rewrite: Rewrite): boolean {
    this.#visited.add(rewrite);
    if (!inlinesCallback(rewrite) && this.#isStep(rewrite.site.argument)) {
      this.#replaced.add(rewrite.site.argument);
      return true;
    }
    const paths = pathsOf(rewrite.error, rewrite.site.callback.body, !this.#scope.matchCall);
    return paths?.every((path) => this.#checkPath(path)) ?? false;
  }

  #checkPath(path: Path): boolean {
    return 'type' in path ? this.#checkLast(path) : this.#checkList(path);
  }

  /**
   * Whether each path through statements that follow each other in a block ends with exactly one completion, as `#check` does; where the
   * host's callback goes away, what is not flat at their end may become a promise.
   */
  #checkList(statements: readonly TSESTree.Statement[]): boolean {
    const stop = this.#stopOf(statements);
    return stop === null || this.#wrap(statements.slice(stop));
  }

  /** Puts the last statements of a path into a promise, if that can be done. */
  #wrap(statements: readonly TSESTree.Statement[]): boolean {
    const own = statements.slice(0, statements.findLastIndex(({ type }) => type !== 'FunctionDeclaration') + 1);
    const isInside = (node: TSESTree.Node): boolean => own.some((statement) => contains(statement, node));
    // `if (err && err.code !== 'ENOENT') { ... }` moves into a `catch`, away from what follows it.
    if (own.length > 1 && own.some((statement) => this.visited.some(({ error }) => handlerOf(error) === statement))) return false;
    // Another path ends in the same promise.
    if (own.length > 0 && own.every((statement) => this.#isInPromise(statement))) return true;
    const promise = own.length > 0 && this.#scope.promiseOf && !this.#steps.some(({ uses }) => uses.some(isInside)) ? this.#scope.promiseOf(own) : null;
    if (!promise) return false;
    for (const use of this.#uses().filter(isInside)) this.#replaced.add(use);
    this.#promises = [...this.#promises.filter((other) => !other.statements.every(isInside)), promise];
    return true;
  }

  /** Whether a node goes into a promise, where what else was found does not count. */
  #isInPromise(node: TSESTree.Node): boolean {
    return this.#promises.some(({ statements }) => statements.some((statement) => contains(statement, node)));
  }

  /** The completions outside of promises. */
  get #completions(): readonly Completion[] {
    return [...this.#found.values()].filter(({ call }) => !this.#isInPromise(call));
  }

  /** Whether each path through the statements ends with exactly one completion. Adds the completions to `#found`. */
  #check(statements: readonly TSESTree.Statement[]): boolean {
    return this.#stopOf(statements) === null;
  }

  /** The index of the first statement with a path that does not end with exactly one completion; their number where a path runs through all of them. */
  #stopOf(statements: readonly TSESTree.Statement[]): number | null {
    for (const [index, statement] of statements.entries()) {
      const isComplete = this.#checkFrom(statements, index, statement);
      if (isComplete !== null) return isComplete ? null : index;
    }
    return statements.length;
  }

  /** Whether each path from a statement on ends with exactly one completion; null where all go on behind it. */
  #checkFrom(statements: readonly TSESTree.Statement[], index: number, statement: TSESTree.Statement): boolean | null {
    const rest = statement.type === 'ReturnStatement' ? [] : reachable(statements.slice(index + 1));
    if (statement.type === 'EmptyStatement' || this.#scope.dropped?.removes(statement)) return null;
    const rewrite = this.#scope.awaitedIn(statement);
    if (rewrite) return rest.every(runsNothing) && !isBeforeDeadCode(statement) && this.#checkRewrite(rewrite);
    switch (statement.type) {
      case 'ExpressionStatement':
        if (!this.#mentions(statement)) return null;
        return rest.every((other) => runsNothing(other) || this.#scope.isIdle?.(other) === true) && this.#checkLast(statement.expression);
      case 'ReturnStatement':
        return statement.argument !== null && this.#checkLast(statement.argument);
      case 'ThrowStatement':
        return !this.#mentions(statement);
      case 'BlockStatement':
        return this.#check([...statement.body, ...rest]);
      case 'IfStatement':
        if (!this.#mentions(statement) && !this.#returns(statement)) return null;
        if (this.#scope.dropped?.testsCallback(statement.test)) return rest.every(runsNothing) && this.#checkGuarded(statement);
        return this.#checkBranches(statement, rest);
      case 'TryStatement':
        if (!this.#mentions(statement) && !this.#returns(statement)) return null;
        return this.#checkTry(statement, () => statement.handler !== null && this.#check([...statement.handler.body.body, ...rest]) && this.#check(rest));
      case 'SwitchStatement':
        if (!this.#mentions(statement) && !this.#returns(statement)) return null;
        return this.#checkSwitch(statement, rest);
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        // What is behind the loop runs where no round leaves it.
        return this.#checkRound(statement) ? null : false;
      case 'FunctionDeclaration':
        return null;
      default:
        return this.#mentions(statement) || this.#returns(statement) ? false : null;
    }
  }

  /** Whether a statement in a loop, or the loop, only completes where it leaves the function at once: `if (!row) return cb(err);`. */
  #checkRound(statement: TSESTree.Statement): boolean {
    if (!this.#mentions(statement) && !this.#returns(statement)) return true;
    switch (statement.type) {
      case 'ReturnStatement':
        return statement.argument !== null && !this.#scope.awaitedIn(statement) && this.#checkLast(statement.argument);
      case 'BlockStatement':
        return this.#checkRounds(statement.body);
      case 'IfStatement':
        return !this.#mentions(statement.test) && [statement.consequent, statement.alternate].every((branch) => branch === null || this.#checkRound(branch));
      case 'TryStatement':
        return this.#checkTry(statement, () => statement.handler !== null && this.#checkRounds(statement.handler.body.body));
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        return !headOf(statement).some((part) => this.#mentions(part)) && this.#checkRound(statement.body);
      default:
        return false;
    }
  }

  /** Whether statements that follow each other in a loop do, `cb(err); return;` included. */
  #checkRounds(statements: readonly TSESTree.Statement[]): boolean {
    return statements.every((statement, index) => {
      const next = statements[index + 1];
      if (statement.type !== 'ExpressionStatement' || next?.type !== 'ReturnStatement' || next.argument !== null) return isDoneBehind(statements, index) || this.#checkRound(statement);
      return !this.#scope.awaitedIn(statement) && this.#mentions(statement) && this.#checkLast(statement.expression);
    });
  }

  /** Whether both branches complete, by themselves or with the statements behind them; null where the only branch does, and the others go on. */
  #checkBranches({ consequent, alternate }: TSESTree.IfStatement, rest: readonly TSESTree.Statement[]): boolean | null {
    this.#paths += 1;
    if (this.#paths >= maxPaths) return false;
    if (!alternate && exits(consequent)) return this.#checkList(listOf(consequent)) ? null : false;
    return [consequent, alternate].every((branch) => (rest.length === 0 ? this.#checkList(listOf(branch)) : this.#check([...listOf(branch), ...rest])));
  }

  /** Whether an expression is a completion. Adds it to `#found`. */
  #checkLast(expression: TSESTree.Expression, whole: TSESTree.Node = expression): boolean {
    const { dropped, matchCall, rewriteOf } = this.#scope;
    if (expression.type === 'LogicalExpression' && expression.operator === '&&' && dropped?.testsCallback(expression.left)) return this.#checkLast(expression.right, whole);
    if (expression.type === 'ConditionalExpression' && whole === expression) return this.#checkMissing(expression);
    if (expression.type !== 'CallExpression') return false;
    const { callee } = expression;
    if (this.#isStep(callee)) return this.#checkStep(expression, whole);
    if (callee.type === 'Identifier' && this.#uses().includes(callee)) {
      const completion = matchCall ? matchCall(expression) : matchCompletion(expression, rewriteOf);
      return this.#add(completion ?? dropped?.matchUncertain(expression, whole) ?? dropped?.matchList(expression, rewriteOf) ?? null, [callee], whole);
    }
    const { members } = this.#scope;
    if (callee.type === 'MemberExpression' && members?.uses.includes(callee)) return this.#add(members.match(expression, rewriteOf), [callee], whole);
    const other = dropped?.matchOther(expression, rewriteOf);
    // Without a callback, `if (cb) load(path, cb);` does not call `load`.
    if (other?.completion?.kind === 'forward' && whole !== expression) return false;
    return other ? this.#add(other.completion, other.mentions, whole) : false;
  }

  /** `next();`, a call of a step, unless it depends on a test for the callback or forwards an error: `function (err, x) { next(err, x); }`. */
  #checkStep(call: TSESTree.CallExpression, whole: TSESTree.Node): boolean {
    const rewrite = this.#scope.rewriteOf(hostOf(call));
    const isForward = rewrite !== null && forwardingCallOf(rewrite.error) === call;
    return whole === call && !isForward && this.#add({ call, passed: [], whole, kind: 'step', value: null, forwarded: null }, [call.callee], whole);
  }

  /** `cb ? cb(err) : exit()`, in place of which the callback form does the other thing. */
  #checkMissing(node: TSESTree.ConditionalExpression | TSESTree.IfStatement): boolean {
    const missing = this.#scope.dropped?.matchMissing(node);
    const call = missing?.present;
    if (!missing || call?.type !== 'CallExpression' || !this.#checkLast(call, node)) return false;
    const completion = this.#found.get(call);
    if (completion) this.#found.set(call, { ...completion, otherwise: missing.otherwise });
    return completion !== undefined;
  }

  /** `if (cb) cb(err);`, which has one completion and no `else`. */
  #checkGuarded(statement: TSESTree.IfStatement): boolean {
    if (statement.alternate) return this.#checkMissing(statement);
    const [only, ...others] = listOf(statement.consequent);
    const expression = expressionOf(only);
    return expression !== null && others.every(isDone) && this.#checkLast(expression, statement);
  }

  #add(completion: Completion | null, mentions: readonly TSESTree.Node[], whole: TSESTree.Node): boolean {
    if (!completion) return false;
    this.#found.set(completion.call, { ...completion, whole });
    for (const mention of mentions) this.#replaced.add(mention);
    return true;
  }

  /** Each `case` has to complete by itself, or to leave the `switch` for the statements behind it. */
  #checkSwitch({ cases }: TSESTree.SwitchStatement, rest: readonly TSESTree.Statement[]): boolean {
    this.#paths += cases.length;
    if (this.#paths >= maxPaths) return false;
    const hasDefault = cases.some(({ test }) => test === null);
    const lists = cases.map((_, index) => pathFrom(cases.slice(index), this.#scope.visitorKeys));
    return lists.every((list) => list !== null && this.#check([...list, ...rest])) && (hasDefault || this.#check(rest));
  }

  /**
   * Only the `catch` may complete: what a completion in the block throws would be caught by the statement itself.
   *
   * @param completes whether the paths through the `catch` and behind the statement complete
   */
  #checkTry({ block, handler, finalizer }: TSESTree.TryStatement, completes: () => boolean): boolean {
    if (finalizer || !handler || this.#mentions(block) || this.#returns(block) || !completes()) return false;
    if (this.#rethrows(handler) && !block.body.some(isLexical)) this.#rethrowing.add(handler.parent);
    return true;
  }

  /** Whether a handler only forwards the error: `catch (e) { return cb(e); }`. */
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

}

/** Whether a statement declares names that only its block sees. */
function isLexical(statement: TSESTree.Statement): boolean {
  return (
    statement.type === 'ClassDeclaration' ||
    statement.type === 'FunctionDeclaration' ||
    (statement.type === 'VariableDeclaration' && statement.kind !== 'var')
  );
}

/** The statements up to the first one that leaves the function. */
function reachable(statements: readonly TSESTree.Statement[]): readonly TSESTree.Statement[] {
  const last = statements.findIndex(({ type }) => type === 'ReturnStatement' || type === 'ThrowStatement');
  return last === -1 ? statements : statements.slice(0, last + 1);
}

/** Whether statements that never run follow a `return`: where the call in it is awaited, they could be reached. */
function isBeforeDeadCode(statement: TSESTree.Statement): boolean {
  const list = statement.parent.type === 'BlockStatement' ? statement.parent.body : [];
  return !list.slice(list.indexOf(statement) + 1).every(runsNothing);
}

/** What may follow a completion: `return;`, `;` and functions, which are declared before. */
function runsNothing(statement: TSESTree.Statement): boolean {
  return isDone(statement) || statement.type === 'FunctionDeclaration';
}

/** `return;` and `;` */
function isDone(statement: TSESTree.Statement): boolean {
  return statement.type === 'EmptyStatement' || (statement.type === 'ReturnStatement' && statement.argument === null);
}

/** Whether a statement is the `return;` behind a completion: `cb(err); return;`. */
function isDoneBehind(statements: readonly TSESTree.Statement[], index: number): boolean {
  const statement = statements[index];
  return statement?.type === 'ReturnStatement' && statement.argument === null && statements[index - 1]?.type === 'ExpressionStatement';
}

/** The statements that run from the first of some cases on, up to its `break` or its `return`; null where a `break` is inside of another statement. */
function pathFrom(cases: readonly TSESTree.SwitchCase[], visitorKeys: VisitorKeys): readonly TSESTree.Statement[] | null {
  const path: TSESTree.Statement[] = [];
  for (const statement of cases.flatMap(({ consequent }) => consequent)) {
    if (statement.type === 'BreakStatement') return path;
    if (someNode(statement, visitorKeys, ({ type }) => type === 'BreakStatement', insideSameFunction)) return null;
    path.push(statement);
    if (statement.type === 'ReturnStatement' || statement.type === 'ThrowStatement') return path;
  }
  return path;
}
