import type { TSESTree } from '@typescript-eslint/types';

import type { Mentions } from './mentions.js';
import { matchPropertyName } from '../syntax/names.js';
import { hasRole } from '../vocabulary/vocabulary.js';
import { isCallbackName, isErrorName } from '../vocabulary/parameter-names.js';
import * as states from './error-states.js';
import type { ErrorStates } from './error-states.js';
import { matchErrorTest } from './error-tests.js';
import { unwrap } from '../syntax/unwrap.js';
import { type Loop, StatementFlow } from '../flow/statement-flow.js';

/** Follows an error parameter along the statements and conditions of its callback. `ErrorFlow` adds the expressions. */
export abstract class ErrorPaths extends StatementFlow<ErrorStates> {
  protected readonly unreachable = states.unreachable;
  /** Whether anything in the callback reads the error, before another value is assigned to it. */
  isRead = false;
  /** Whether a condition asks whether a result is there: `if (data)`, `data && data.id`. */
  isResultTested = false;
  /** Whether the place was reached where the error comes from. Whatever is read in front of it is another value. */
  protected isReached = true;
  /** The states at the `throw` statements in the innermost `try` block. */
  #thrown: ErrorStates = states.unreachable;

  protected readonly error: Mentions;
  protected readonly results: Mentions;

  constructor(error: Mentions, results: Mentions) {
    super();
    this.error = error;
    this.results = results;
  }

  /** Whether an expression only copies or compares the results, and the error is not tested yet: such an expression does not use them. */
  protected abstract isEarlyCopy(value: TSESTree.Node, entry: ErrorStates): boolean;

  /** Notes that something reads the error in these states. */
  protected markRead(entry: ErrorStates): void {
    if (this.isReached && !(entry & states.overwritten)) this.isRead = true;
  }

  protected join(a: ErrorStates, b: ErrorStates): ErrorStates {
    return a | b;
  }

  protected includes(known: ErrorStates, found: ErrorStates): boolean {
    return (known | found) === known;
  }

  protected isUnreachable(entry: ErrorStates): boolean {
    return entry === states.unreachable;
  }

  protected override execute(node: TSESTree.Statement, entry: ErrorStates): ErrorStates {
    // A bare `err;` or `data;` silences a linter, and reads nothing.
    const isBareName =
      node.type === 'ExpressionStatement' &&
      unwrap(node.expression) === node.expression &&
      (this.error.isName(node.expression) || this.results.isName(node.expression));
    return isBareName ? entry : super.execute(node, entry);
  }

  protected executeThrow(node: TSESTree.ThrowStatement, entry: ErrorStates): void {
    this.#thrown |= this.evaluate(node.argument, entry);
  }

  protected override executeIf(node: TSESTree.IfStatement, entry: ErrorStates): ErrorStates {
    if (isEmpty(node.consequent) && !node.alternate && this.#isPlainTest(node.test)) return entry;
    const [whenTrue, whenFalse] = this.test(node.test, entry);
    // `if (this.closed) return done();`, `if (firstError) return;`: nobody wants the outcome any more, whatever it is.
    const isUnwanted = !node.alternate && states.isNotTested(entry) && this.#asksForEnd(node.test);
    const consequent = this.execute(node.consequent, isUnwanted ? states.assumeHandled(whenTrue) : whenTrue);
    if (isUnwanted) return consequent === states.unreachable ? whenFalse : whenFalse | entry;
    // `if (err && strict)`: where `strict` is false, the error may be set, and nothing was done about it.
    const isPartial = states.isSetUnhandled(whenTrue) && !states.hasBranchStates(entry) && !isForCallback(node.test);
    // `if (callback) { if (err) callback(err); }`: without a callback, the error cannot be reported anyway.
    const isForReceiver = isCallback(node.test) && this.error.isIn(node.consequent);
    const otherwise = isForReceiver ? states.assumeHandled(whenFalse) : isPartial ? states.failPartialTest(whenFalse) : whenFalse;
    const alternate = node.alternate ? this.execute(node.alternate, whenFalse) : otherwise;
    const exit = consequent | alternate;
    if (!this.error.isIn(node.test) || states.hasBranchStates(entry)) return exit;
    return states.leaveBranch(node.alternate ? states.afterElse(exit) : exit);
  }

  /** The states after `err ? a : b` or `err && a`, whose parts are branches like those of `if`. */
  protected joinBranches(test: TSESTree.Node, entry: ErrorStates, exit: ErrorStates): ErrorStates {
    return this.error.isIn(test) && !states.hasBranchStates(entry) ? states.leaveBranch(exit) : exit;
  }

  /** Whether a condition consists only of the error, negated or compared: `err`, `!err`, `err != null`. */
  #isPlainTest(test: TSESTree.Node): boolean {
    const node = unwrap(test);
    return (
      this.error.isName(node) ||
      (node.type === 'UnaryExpression' && node.operator === '!' && this.#isPlainTest(node.argument)) ||
      (node.type === 'BinaryExpression' && (this.error.isName(node.left) || this.error.isName(node.right)))
    );
  }

  /** Whether a condition is that the work was ended meanwhile, or that another error came first: `aborting`, `this.closed || fatalError`. */
  #asksForEnd(test: TSESTree.Expression): boolean {
    if (test.type === 'LogicalExpression') return test.operator === '||' && this.#asksForEnd(test.left) && this.#asksForEnd(test.right);
    if (this.error.isIn(test)) return false;
    const name = (test.type === 'Identifier' ? test.name : test.type === 'MemberExpression' ? matchPropertyName(test) : null) ?? '';
    return hasRole(name, 'ended-state') || isErrorName(name) || hasRole(name, 'failed-state');
  }

  /**
   * The states after a loop. A loop whose body mentions the error, `for (const f of queue) f(err)`, is taken to run at least once: the
   * path on which the list is empty, so that the error is not passed to anything, is left out.
   */
  protected override executeLoop(node: Loop, entry: ErrorStates, label: string | null): ErrorStates {
    const exit = super.executeLoop(node, entry, label);
    const rest = exit & ~states.unread;
    return this.error.isIn(node.body) && rest ? rest : exit;
  }

  protected executeSwitch(node: TSESTree.SwitchStatement, entry: ErrorStates, label: string | null): ErrorStates {
    const start = this.evaluate(node.discriminant, entry);
    const isOfError = this.error.isIn(node.discriminant);
    if (isOfError) this.markRead(states.noError);
    const behind = this.withTarget(label, false, () => {
      let current = states.unreachable;
      let waiting = start;
      for (const { test, consequent } of node.cases) {
        if (test) waiting = this.test(test, waiting)[0] | this.test(test, waiting)[1];
        current |= isOfError && test ? states.assumeHandled(waiting) : waiting;
        for (const statement of consequent) current = this.execute(statement, current);
      }
      return current | (node.cases.some(({ test }) => !test) ? states.unreachable : waiting);
    });
    return isOfError ? states.leaveBranch(behind) : behind;
  }

  protected executeTry(node: TSESTree.TryStatement, entry: ErrorStates): ErrorStates {
    const outside = this.#thrown;
    this.#thrown = states.unreachable;
    const block = this.execute(node.block, entry);
    const thrown = this.#thrown | block | this.#skipGuard(node.block, entry);
    this.#thrown = node.handler ? outside : outside | thrown;
    const caught = node.handler ? this.#executeCatch(node.handler, thrown, entry) : states.unreachable;
    if (!node.finalizer) return block | caught;
    const exit = this.execute(node.finalizer, block | caught || entry);
    return block | caught ? exit : states.unreachable;
  }

  /** The states in which a `try` block may first throw. If it starts with `if (err) ...`, that is after this statement, as the test does not throw. */
  #skipGuard({ body: [first] }: TSESTree.BlockStatement, entry: ErrorStates): ErrorStates {
    return first?.type === 'IfStatement' && this.#isPlainTest(first.test) ? this.execute(first, entry) : entry;
  }

  /** The states after a `catch` clause. It also handles an error that the `try` block itself threw: `try { if (err) throw err; } catch (e) {}`. */
  #executeCatch(handler: TSESTree.CatchClause, thrown: ErrorStates, entry: ErrorStates): ErrorStates {
    const exit = this.execute(handler.body, thrown);
    return states.hasBranchStates(entry) ? exit : states.leaveBranch(exit);
  }

  protected override leaveByBreak(entry: ErrorStates): ErrorStates {
    return states.leaveBranch(entry);
  }

  protected testAlone(node: TSESTree.Node, entry: ErrorStates): readonly [ErrorStates, ErrorStates] {
    if (
      node.type === 'CallExpression' &&
      node.callee.type === 'Identifier' &&
      node.callee.name === 'Boolean' &&
      node.arguments[0]
    ) {
      return this.test(node.arguments[0], entry);
    }
    const found = matchErrorTest(node, this.error, this.results);
    if (!found) {
      const exit = this.isEarlyCopy(node, entry) ? entry : this.evaluate(node, entry);
      return [exit, exit];
    }
    if (found.of === 'result') this.isResultTested = true;
    if (found.of === 'result')
      return [found.isTrueIfYes ? states.assumeHandled(entry) : entry, found.isTrueIfYes ? entry : states.assumeHandled(entry)];
    this.markRead(entry);
    switch (found.asks) {
      case 'presence': {
        const sides = [states.whenTruthy(entry), states.whenFalsy(entry)] as const;
        return found.isTrueIfYes ? sides : [sides[1], sides[0]];
      }
      case 'identity':
        return found.isTrueIfYes ? [states.assumeHandled(entry), entry] : [entry, states.assumeHandled(entry)];
      case 'property':
        return [states.assumeHandled(entry), states.assumeHandled(entry)];
    }
  }
}

/** Whether a condition also asks for a callback, `err && callback`: without one, the error cannot be reported anyway. */
function isForCallback(test: TSESTree.Expression): boolean {
  if (test.type !== 'LogicalExpression') return false;
  return isCallback(test.right);
}

/** Whether a condition asks only for a callback: `callback`, `typeof callback === 'function'`. */
function isCallback(test: TSESTree.Expression): boolean {
  const typed = test.type === 'BinaryExpression' && test.left.type === 'UnaryExpression' ? test.left.argument : test;
  return typed.type === 'Identifier' && isCallbackName(typed.name);
}

function isEmpty(statement: TSESTree.Statement): boolean {
  return statement.type === 'EmptyStatement' || (statement.type === 'BlockStatement' && statement.body.length === 0);
}
