import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from './bindings.js';
import { isCallbackCall, isLogging, neverReturns } from './error-calls.js';
import type { Mentions } from './error-mentions.js';
import * as states from './error-states.js';
import type { ErrorStates } from './error-states.js';
import { matchErrorTest } from './error-tests.js';
import { isFunction, unwrap } from './nodes.js';
import type { CallbackFunction } from './site.js';
import type { VisitorKeys } from './source.js';
import { StatementFlow } from './statement-flow.js';

/** A place where a callback counts on there being no error although there may be one. */
export interface DirtyUse {
  readonly node: TSESTree.Node;
  readonly states: ErrorStates;
}

/** Follows an error parameter along the paths of its callback. */
export class ErrorFlow extends StatementFlow<ErrorStates> {
  protected readonly unreachable = states.unreachable;
  /** Somebody looked at the error. */
  isLookedAt = false;
  /** Somebody wrote to it before anybody looked. */
  isOverwritten = false;
  /** The first use of a result where there may be an error, and the first call after one was let go. */
  dirtyResult: DirtyUse | null = null;
  dirtyWork: DirtyUse | null = null;

  readonly #error: Mentions;
  readonly #results: Mentions;
  readonly #bindings: Bindings;
  readonly #visitorKeys: VisitorKeys;
  /** Functions that are run where their name is mentioned, with the states they were already followed with. */
  readonly #deferred = new Map<CallbackFunction, ErrorStates>();

  constructor(error: Mentions, results: Mentions, bindings: Bindings, visitorKeys: VisitorKeys) {
    super();
    this.#error = error;
    this.#results = results;
    this.#bindings = bindings;
    this.#visitorKeys = visitorKeys;
  }

  run(callback: CallbackFunction): void {
    for (const parameter of callback.params) this.evaluateChildren(parameter, states.untouched);
    this.#runBody(callback, states.untouched);
  }

  #runBody(fn: CallbackFunction, entry: ErrorStates): void {
    if (fn.body.type === 'BlockStatement') this.execute(fn.body, entry);
    else this.evaluate(fn.body, entry);
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
    // a bare `err;` looks at nothing
    const isBareName =
      node.type === 'ExpressionStatement' &&
      unwrap(node.expression) === node.expression &&
      this.#error.isName(node.expression);
    return isBareName ? entry : super.execute(node, entry);
  }

  protected executeReturn(node: TSESTree.ReturnStatement, entry: ErrorStates): void {
    if (node.argument) this.#handOut(node.argument, this.evaluate(node.argument, entry));
  }

  protected executeThrow(node: TSESTree.ThrowStatement, entry: ErrorStates): void {
    this.evaluate(node.argument, entry);
  }

  protected override executeIf(node: TSESTree.IfStatement, entry: ErrorStates): ErrorStates {
    if (isEmpty(node.consequent) && !node.alternate && this.#isPlainTest(node.test)) return entry;
    const [whenTrue, whenFalse] = this.test(node.test, entry);
    const consequent = this.execute(node.consequent, whenTrue);
    const alternate = node.alternate ? this.execute(node.alternate, whenFalse) : whenFalse;
    const exit = consequent | alternate;
    if (!this.#error.isIn(node.test) || states.hasBranchStates(entry)) return exit;
    return states.leaveBranch(node.alternate ? states.decide(exit) : exit);
  }

  /** Behind a branch on the error, what is still set was let go. */
  #join(test: TSESTree.Node, entry: ErrorStates, exit: ErrorStates): ErrorStates {
    return this.#error.isIn(test) && !states.hasBranchStates(entry) ? states.leaveBranch(exit) : exit;
  }

  #isPlainTest(test: TSESTree.Node): boolean {
    const node = unwrap(test);
    return (
      this.#error.isName(node) ||
      (node.type === 'UnaryExpression' && node.operator === '!' && this.#isPlainTest(node.argument)) ||
      (node.type === 'BinaryExpression' && (this.#error.isName(node.left) || this.#error.isName(node.right)))
    );
  }

  protected executeSwitch(node: TSESTree.SwitchStatement, entry: ErrorStates, label: string | null): ErrorStates {
    const start = this.evaluate(node.discriminant, entry);
    const isOfError = this.#error.isIn(node.discriminant);
    if (isOfError) this.isLookedAt = true;
    const behind = this.withTarget(label, false, () => {
      let current = states.unreachable;
      let waiting = start;
      for (const { test, consequent } of node.cases) {
        if (test) waiting = this.test(test, waiting)[0] | this.test(test, waiting)[1];
        current |= isOfError && test ? states.settle(waiting) : waiting;
        for (const statement of consequent) current = this.execute(statement, current);
      }
      return current | (node.cases.some(({ test }) => !test) ? states.unreachable : waiting);
    });
    return isOfError ? states.leaveBranch(behind) : behind;
  }

  protected executeTry(node: TSESTree.TryStatement, entry: ErrorStates): ErrorStates {
    const block = this.execute(node.block, entry);
    const caught = node.handler ? this.execute(node.handler.body, entry | block) : states.unreachable;
    if (!node.finalizer) return block | caught;
    const exit = this.execute(node.finalizer, block | caught || entry);
    return block | caught ? exit : states.unreachable;
  }

  protected override leaveByBreak(entry: ErrorStates): ErrorStates {
    return states.leaveBranch(entry);
  }

  protected test(condition: TSESTree.Node, entry: ErrorStates): readonly [ErrorStates, ErrorStates] {
    const node = unwrap(condition);
    if (entry === states.unreachable) return [entry, entry];
    if (node.type === 'UnaryExpression' && node.operator === '!') {
      const [whenTrue, whenFalse] = this.test(node.argument, entry);
      return [whenFalse, whenTrue];
    }
    if (node.type === 'LogicalExpression' && node.operator !== '??') {
      const isAnd = node.operator === '&&';
      const [leftTrue, leftFalse] = this.test(node.left, entry);
      const [rightTrue, rightFalse] = this.test(node.right, isAnd ? leftTrue : leftFalse);
      return isAnd ? [rightTrue, leftFalse | rightFalse] : [leftTrue | rightTrue, rightFalse];
    }
    if (
      node.type === 'CallExpression' &&
      node.callee.type === 'Identifier' &&
      node.callee.name === 'Boolean' &&
      node.arguments[0]
    ) {
      return this.test(node.arguments[0], entry);
    }
    const found = matchErrorTest(node, this.#error, this.#results);
    if (!found) {
      const exit = this.evaluate(node, entry);
      return [exit, exit];
    }
    if (found.of === 'result')
      return [found.holds ? states.settle(entry) : entry, found.holds ? entry : states.settle(entry)];
    if (!(entry & states.lost)) this.isLookedAt = true;
    switch (found.tells) {
      case 'presence': {
        const sides = [states.whenSet(entry), states.whenClear(entry)] as const;
        return found.holds ? sides : [sides[1], sides[0]];
      }
      case 'identity':
        return found.holds ? [states.settle(entry), entry] : [entry, states.settle(entry)];
      case 'property':
        return [states.settle(entry), states.settle(entry)];
    }
  }

  protected evaluate(expression: TSESTree.Node, entry: ErrorStates): ErrorStates {
    const node = unwrap(expression);
    if (entry === states.unreachable) return entry;
    if (isFunction(node)) return this.#enclose(node, entry);
    switch (node.type) {
      case 'Identifier':
        return this.#readName(node, entry);
      case 'LogicalExpression': {
        if (node.operator === '??')
          return this.test(node.left, entry)[0] | this.evaluate(node.right, this.test(node.left, entry)[1]);
        const [whenTrue, whenFalse] = this.test(node.left, entry);
        const isAnd = node.operator === '&&';
        const right = this.evaluate(node.right, isAnd ? whenTrue : whenFalse);
        return this.#join(node.left, entry, right | (isAnd ? whenFalse : whenTrue));
      }
      case 'ConditionalExpression': {
        const [whenTrue, whenFalse] = this.test(node.test, entry);
        return this.#join(
          node.test,
          entry,
          this.evaluate(node.consequent, whenTrue) | this.evaluate(node.alternate, whenFalse),
        );
      }
      case 'AssignmentExpression':
        return this.#assign(node, entry);
      case 'VariableDeclarator': {
        if (!node.init || (isFunction(unwrap(node.init)) && node.id.type === 'Identifier')) return entry;
        if (this.#isPutAway(node.init, entry)) return entry;
        return this.#handOut(node.init, this.evaluate(node.init, entry));
      }
      case 'UnaryExpression':
        // typeof and void look at nothing
        return /^(?:typeof|void)$/.test(node.operator) && unwrap(node.argument).type === 'Identifier'
          ? entry
          : this.evaluateChildren(node, entry);
      case 'CallExpression':
      case 'NewExpression':
        return this.#call(node, entry);
      default:
        return this.evaluateChildren(node, entry);
    }
  }

  protected evaluateChildren(node: TSESTree.Node, entry: ErrorStates): ErrorStates {
    let current = entry;
    for (const key of this.#visitorKeys[node.type] ?? []) {
      const value = (node as unknown as Record<string, unknown>)[key];
      for (const child of Array.isArray(value) ? value : [value]) {
        if (child && typeof child === 'object') current = this.evaluate(child as TSESTree.Node, current);
      }
    }
    return current;
  }

  #readName(node: TSESTree.Identifier, entry: ErrorStates): ErrorStates {
    if (this.#error.isName(node)) {
      if (!(entry & states.lost)) this.isLookedAt = true;
    } else if (this.#results.isName(node)) {
      if (entry & states.dirty) this.dirtyResult = earlier(this.dirtyResult, { node, states: entry & states.dirty });
    } else {
      const fn = this.#bindings.functionOf(node);
      if (fn && this.#isRelevant(fn)) this.#follow(fn, entry);
    }
    return entry;
  }

  #isRelevant(fn: CallbackFunction): boolean {
    return this.#error.isAnywhereIn(fn) || this.#results.isAnywhereIn(fn);
  }

  /** A function made here is followed as if it ran here; what it does changes nothing for the code behind it. */
  #enclose(fn: CallbackFunction, entry: ErrorStates): ErrorStates {
    if (this.#isRelevant(fn)) this.#follow(fn, entry);
    return entry;
  }

  #follow(fn: CallbackFunction, entry: ErrorStates): void {
    const followed = this.#deferred.get(fn) ?? states.unreachable;
    if ((followed | entry) === followed) return;
    this.#deferred.set(fn, followed | entry);
    this.withoutTargets(() => {
      this.#runBody(fn, entry);
    });
  }

  /** A result that is put away before anybody looks at the error is not used yet. */
  #isPutAway(value: TSESTree.Expression, entry: ErrorStates): boolean {
    return entry === states.untouched && this.#results.isName(unwrap(value));
  }

  #assign(node: TSESTree.AssignmentExpression, entry: ErrorStates): ErrorStates {
    const target = unwrap(node.left);
    if (target.type === 'Identifier' && isFunction(unwrap(node.right)) && !this.#error.isName(target)) return entry;
    const current = this.#isPutAway(node.right, entry) ? entry : this.evaluate(node.right, entry);
    if (this.#error.isName(target)) {
      if (node.operator !== '=' || this.#error.isIn(node.right)) {
        this.isLookedAt = true;
        return current;
      }
      if (current & (states.untouched | states.logged)) this.isOverwritten = true;
      return states.overwrite(current);
    }
    // a default in the place of the missing result
    if (this.#results.isName(target) && states.hasBranchStates(current)) return states.settle(current);
    const stored = this.#handOut(
      node.right,
      target.type === 'Identifier' ? current : this.evaluateChildren(target, current),
    );
    return states.act(stored);
  }

  /** A value that is returned, or kept in a variable or property: whoever gets it can tell. */
  #handOut(value: TSESTree.Node, entry: ErrorStates): ErrorStates {
    return this.#error.isIn(value) ? states.handOn(entry, false) : entry;
  }

  #call(node: TSESTree.CallExpression | TSESTree.NewExpression, entry: ErrorStates): ErrorStates {
    let current = isFunction(unwrap(node.callee)) ? entry : this.evaluate(node.callee, entry);
    const isGiven = node.arguments.some((argument) => this.#error.isIn(argument));
    if (isGiven) {
      const isToLog = isLogging(node);
      if (!(entry & states.lost)) this.isLookedAt = true;
      const isWhole = !isToLog || node.arguments.some((argument) => this.#results.isIn(argument));
      // the results of the same call go along with the error
      if (isWhole) current = states.handOn(current, isCallbackCall(node));
      const end = this.#evaluateArguments(node, isWhole ? current : states.tellError(current));
      return neverReturns(node, this.#bindings) ? states.unreachable : end;
    }
    // a trace of what came in, before anybody looked, counts on nothing
    if (isLogging(node))
      return states.tell(
        current === states.untouched ? this.#trace(node, current) : this.#evaluateArguments(node, current),
      );
    current = this.#evaluateArguments(node, current);
    if (isFunction(unwrap(node.callee))) this.#enclose(unwrap(node.callee) as CallbackFunction, current);
    if (neverReturns(node, this.#bindings)) return states.unreachable;
    const carriedOn = current & (states.keptLogged | states.keptPassed | states.logged);
    if (carriedOn) this.dirtyWork = earlier(this.dirtyWork, { node, states: carriedOn });
    return states.act(current);
  }

  #trace(node: TSESTree.CallExpression | TSESTree.NewExpression, entry: ErrorStates): ErrorStates {
    const read = node.arguments.filter((argument) => !this.#results.isName(unwrap(argument)));
    return read.reduce((current, argument) => this.evaluate(argument, current), entry);
  }

  #evaluateArguments(node: TSESTree.CallExpression | TSESTree.NewExpression, entry: ErrorStates): ErrorStates {
    return node.arguments.reduce((current, argument) => this.evaluate(argument, current), entry);
  }
}

function earlier(known: DirtyUse | null, found: DirtyUse): DirtyUse {
  return known && known.node.range[0] <= found.node.range[0] ? known : found;
}

function isEmpty(statement: TSESTree.Statement): boolean {
  return statement.type === 'EmptyStatement' || (statement.type === 'BlockStatement' && statement.body.length === 0);
}
