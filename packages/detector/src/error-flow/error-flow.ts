import type { TSESTree } from '@typescript-eslint/types';

import { assertsPresence, isAssertion } from '../vocabulary/assertions.js';
import type { Bindings } from '../bindings/bindings.js';
import { isCallbackCall, completesWithoutError, isLogging, neverReturns } from './error-calls.js';
import type { Mentions } from './mentions.js';
import { ErrorPaths } from './error-paths.js';
import * as states from './error-states.js';
import type { ErrorStates } from './error-states.js';
import { isErrorLike } from '../vocabulary/error-values.js';
import { type FunctionNode, isFunction } from '../syntax/function-node.js';
import { unwrap } from '../syntax/unwrap.js';
import { copiesResults, appendsArguments, hasDefault } from './result-copies.js';
import type { VisitorKeys } from '../syntax/visitor-keys.js';

/** A place where a callback relies on there being no error, although the error may be set. */
export interface UncheckedUse {
  readonly node: TSESTree.Node;
  /** The states in which it may be set there. */
  readonly states: ErrorStates;
}

/**
 * Follows an error along every path of the function that gets it, and finds the first place that relies on there being no error although
 * it may be set. The error is a parameter of a callback, or comes from an awaited call: `const [err, text] = await ...`. This class evaluates
 * expressions; `ErrorPaths` follows the statements.
 *
 * Use: `new ErrorFlow(...).run(callback)` or `.runFrom(host, origin)`, then read the fields. Limits: functions inside the callback are followed as if they ran where
 * they are written or named, and aliases of the error are not followed.
 */
export class ErrorFlow extends ErrorPaths {
  /** Whether the callback assigns another value to the error parameter before it tests it. */
  isOverwritten = false;
  /** The first use of a result where the error may be set: `data.length` in `if (err) log(err); show(data.length);`. */
  uncheckedResult: UncheckedUse | null = null;
  /** The first place that passes a result to a function where nothing has tested the error yet, `parse(data)`, so that it shows there only if it is missing. */
  passedEarly: UncheckedUse | null = null;
  /** Whether some path ends without a test of the error, and without passing it on. */
  isLeftUntested = false;
  /** The first call that ignores an error, on a path that ends without reporting it: `next()` in `if (err) log(err); next();`. */
  uncheckedCall: UncheckedUse | null = null;

  readonly #bindings: Bindings;
  readonly #visitorKeys: VisitorKeys;
  /** Functions inside the callback, with the states that they were already followed with. */
  readonly #followed = new Map<FunctionNode, ErrorStates>();
  /** Whether a function inside the callback reads the error. It may do so later, so a call that seems to ignore the error is not reported. */
  #isReadInside = false;
  /** Results that the error branch reads, `if (err) show(data)`: they seem to be passed with the error as well, so using them is fine. */
  readonly #resultsBesideError = new Set<string>();
  /** How many functions inside the callback the current node is in. */
  #innerDepth = 0;
  /** The node behind which the error may be set; null for a parameter. */
  #origin: TSESTree.Node | null = null;
  #isCaught = false;
  /** The states at the start of the function that is being followed. */
  #entry: ErrorStates = states.unread;
  /** Whether the current node is an argument of a call that also passes the error: `data` of `cb(err, data)`. */
  #isBesideError = false;
  /** Whether the current node is an argument of a callback that gets the error, too: `parse(data)` of `cb(err, parse(data))`. */
  #isTold = false;
  /** The first call that ignores an error; it counts only if the path ends without reporting the error. */
  #firstIgnoring: UncheckedUse | null = null;

  /**
   * @param error the names of the error
   * @param results the names of the results
   */
  constructor(error: Mentions, results: Mentions, bindings: Bindings, visitorKeys: VisitorKeys) {
    super(error, results);
    this.#bindings = bindings;
    this.#visitorKeys = visitorKeys;
  }

  /** Follows the callback from its parameters to its end; the results are in the fields. */
  run(callback: FunctionNode): void {
    for (const parameter of callback.params) this.evaluateChildren(parameter, states.unread);
    this.#runBody(callback, states.unread);
  }

  /**
   * Follows a function in which an error comes from an awaited call.
   *
   * @param origin the node behind which the error may be set: a declaration, an assignment, an `await`, or a `try` around it
   * @param isCaught whether the error is set in the `catch` of a `try`, but not behind it
   * @returns false if no path leads to it
   */
  runFrom(host: FunctionNode | TSESTree.Program, origin: TSESTree.Node, isCaught: boolean): boolean {
    this.#origin = origin;
    this.#isCaught = isCaught;
    this.isReached = false;
    this.#runBody(host, states.noError);
    return this.isReached;
  }

  #runBody(fn: FunctionNode | TSESTree.Program, entry: ErrorStates): void {
    const outside = this.#entry;
    this.#entry = entry;
    if (fn.type === 'Program') this.#exit(this.executeAll(fn.body, entry));
    else this.#exit(fn.body.type === 'BlockStatement' ? this.execute(fn.body, entry) : this.evaluate(fn.body, entry));
    this.#entry = outside;
  }

  /** A path leaves the function. If a call on it ignored the error and nothing reported it later, the call is the gap. */
  #exit(exit: ErrorStates): void {
    const isIgnored = (exit & ~this.#entry & (states.continuedUntested | states.continuedWithError)) !== 0 && !this.#isReadInside;
    if (states.mayBeUntested(exit)) this.isLeftUntested = true;
    if (isIgnored && this.#firstIgnoring) this.uncheckedCall = earliestOf(this.uncheckedCall, this.#firstIgnoring);
  }

  protected executeReturn(node: TSESTree.ReturnStatement, entry: ErrorStates): void {
    this.#exit(node.argument ? this.#escape(node.argument, this.evaluate(node.argument, entry)) : entry);
  }

  protected evaluate(expression: TSESTree.Node, entry: ErrorStates): ErrorStates {
    const node = unwrap(expression);
    if (entry === states.unreachable) return entry;
    if (node === this.#origin) return this.#reach(this.evaluateChildren(node.type === 'VariableDeclarator' ? node.init! : node.type === 'AssignmentExpression' ? node.right : node, entry));
    if (isFunction(node)) return this.#followInner(node, entry);
    switch (node.type) {
      case 'Identifier':
        return this.#readName(node, entry);
      case 'LogicalExpression': {
        if (node.operator === '??')
          return this.test(node.left, entry)[0] | this.evaluate(node.right, this.test(node.left, entry)[1]);
        const [whenTrue, whenFalse] = this.test(node.left, entry);
        const isAnd = node.operator === '&&';
        const right = this.evaluate(node.right, isAnd ? whenTrue : whenFalse);
        return this.joinBranches(node.left, entry, right | (isAnd ? whenFalse : whenTrue));
      }
      case 'ConditionalExpression': {
        const [whenTrue, whenFalse] = this.test(node.test, entry);
        return this.joinBranches(
          node.test,
          entry,
          this.evaluate(node.consequent, whenTrue) | this.evaluate(node.alternate, whenFalse),
        );
      }
      case 'AssignmentExpression':
        return this.#assign(node, entry);
      case 'VariableDeclarator': {
        if (!node.init || (isFunction(unwrap(node.init)) && node.id.type === 'Identifier')) return entry;
        if (this.isEarlyCopy(node.init, entry)) return entry;
        return this.#escape(node.init, this.evaluate(node.init, entry));
      }
      case 'ArrayExpression':
      case 'ObjectExpression': {
        const parts = valuesIn(node);
        return parts.some((part) => this.error.isName(part)) ? this.#partsWithError(parts, entry) : this.evaluateChildren(node, entry);
      }
      case 'UnaryExpression':
        // `typeof err` and `void err` do not count as reading the error.
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

  protected override executeTry(node: TSESTree.TryStatement, entry: ErrorStates): ErrorStates {
    const { handler } = node;
    if (node !== this.#origin || !handler) return super.executeTry(node, entry);
    const behind = this.#reach(this.execute(node.block, entry));
    if (!this.#isCaught) return behind;
    // The `catch` is the branch of a test for the error.
    this.markRead(states.noError);
    return (behind && states.noError) | states.leaveBranch(this.execute(handler.body, states.setUnhandled));
  }

  /** The states behind the place where the error comes from. */
  #reach(exit: ErrorStates): ErrorStates {
    if (exit === states.unreachable) return exit;
    // In a loop, this is also where the error of the round before is lost.
    if (this.isReached) this.#exit(exit);
    this.isReached = true;
    return states.unread;
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
    if (this.error.isName(node)) {
      this.markRead(entry);
      return states.mention(entry);
    } else if (this.results.isName(node)) {
      if (states.isInBranch(entry) && !this.#isBesideError) this.#resultsBesideError.add(node.name);
      const found = (entry & states.resultsMayBeMissing) | (entry & states.continuedWithError ? (this.#firstIgnoring?.states ?? 0) : 0);
      if (found && !this.#resultsBesideError.has(node.name)) this.#addUse({ node, states: found });
    } else {
      const fn = this.#bindings.functionOf(node);
      if (fn && this.#isRelevant(fn)) this.#follow(fn, entry);
    }
    return entry;
  }

  #addUse(use: UncheckedUse): void {
    if ((states.isUntested(use.states) || this.#isTold) && this.#innerDepth === 0 && isPassed(use.node)) this.passedEarly = earliestOf(this.passedEarly, use);
    else this.uncheckedResult = earliestOf(this.uncheckedResult, use);
  }

  #isRelevant(fn: FunctionNode): boolean {
    return this.error.isAnywhereIn(fn) || this.results.isAnywhereIn(fn);
  }

  /** Follows a function expression as if it ran here. It may run later, so the code after it starts from the states before it. */
  #followInner(fn: FunctionNode, entry: ErrorStates): ErrorStates {
    if (this.#isRelevant(fn)) this.#follow(fn, entry);
    return entry;
  }

  #follow(fn: FunctionNode, entry: ErrorStates): void {
    if (this.error.isAnywhereIn(fn) && !states.isInBranch(entry)) this.#isReadInside = true;
    const followed = this.#followed.get(fn) ?? states.unreachable;
    if ((followed | entry) === followed) return;
    this.#followed.set(fn, followed | entry);
    this.#innerDepth++;
    this.withoutTargets(() => {
      this.#runBody(fn, entry);
    });
    this.#innerDepth--;
  }

  /** `result = data` in front of `if (err)` only stores the result for later. */
  protected isEarlyCopy(value: TSESTree.Node, entry: ErrorStates): boolean {
    const isCopy = states.isUntested(entry) && !this.error.isIn(value) && copiesResults(value, this.results);
    if (isCopy && hasDefault(value, this.results)) this.isResultTested = true;
    return isCopy;
  }

  #assign(node: TSESTree.AssignmentExpression, entry: ErrorStates): ErrorStates {
    const target = unwrap(node.left);
    if (target.type === 'Identifier' && isFunction(unwrap(node.right)) && !this.error.isName(target)) return entry;
    const current = this.isEarlyCopy(node.right, entry) ? entry : this.evaluate(node.right, entry);
    if (this.error.isName(target)) {
      if (node.operator !== '=' || this.error.isIn(node.right)) {
        this.markRead(states.noError);
        return current;
      }
      // `err = new Error('closed')` replaces one error with another, which still has to be tested.
      if (isErrorLike(node.right)) return current;
      if (current & (states.unread | states.loggedUntested)) this.isOverwritten = true;
      return states.overwrite(current);
    }
    if (this.results.isName(target)) {
      // `if (err) data = ''` and `data = data || {}` provide a default where the result is missing, so later uses are fine.
      // `if (!err) data = parse(data)` converts the result only where it is there, and provides none.
      const isMadeOfIt = states.isAbsent(current) && this.results.isIn(node.right);
      if (!isMadeOfIt) this.#provideResult(target as TSESTree.Identifier);
      if (states.hasBranchStates(current)) return states.assumeHandled(current);
    }
    if (target.type === 'ArrayPattern') return states.handle(this.#takeApart(target, this.#escape(node.right, current)));
    const stored = this.#escape(
      node.right,
      target.type === 'Identifier' ? current : this.evaluateChildren(target, current),
    );
    return states.handle(stored);
  }

  /** `[err, text] = await load()` gives the error and the results other values. */
  #takeApart({ elements }: TSESTree.ArrayPattern, entry: ErrorStates): ErrorStates {
    let exit = entry;
    for (const element of elements) {
      const target = element?.type === 'RestElement' ? element.argument : element;
      if (target === null) continue;
      if (this.error.isName(target)) {
        if (exit & (states.unread | states.loggedUntested)) this.isOverwritten = true;
        exit = states.overwrite(exit);
      } else if (this.results.isName(target)) {
        this.#provideResult(target as TSESTree.Identifier);
      } else {
        exit = this.evaluate(target, exit);
      }
    }
    return exit;
  }

  /** A result gets another value. In front of the place where it comes from, that says nothing. */
  #provideResult({ name }: TSESTree.Identifier): void {
    if (this.isReached) this.#resultsBesideError.add(name);
  }

  /** A value escapes: it is returned or stored. If it contains the error, whatever reads it can test the error. */
  #escape(value: TSESTree.Node, entry: ErrorStates): ErrorStates {
    return this.error.isIn(value) ? states.passError(entry, false) : entry;
  }

  #call(node: TSESTree.CallExpression | TSESTree.NewExpression, entry: ErrorStates): ErrorStates {
    let current = isFunction(unwrap(node.callee)) ? entry : this.evaluate(node.callee, entry);
    if ([node.callee, ...node.arguments].some((part) => this.error.isIn(part))) return this.#callWithError(node, current);
    if (isLogging(node)) return this.#log(node, current);
    if (isAssertion(node)) current = this.#assert(node, current);
    else current = this.#evaluateArguments(node, current);
    if (isFunction(unwrap(node.callee))) this.#followInner(unwrap(node.callee) as FunctionNode, current);
    if (neverReturns(node, this.#bindings)) return states.unreachable;
    const isCompletion = this.#innerDepth === 0 && !this.#isReadInside && completesWithoutError(node);
    return states.handle(this.#continue(node, current, isCompletion));
  }

  /** The states after a call that does not mention the error; remembers the first call that ignores it. */
  #continue(node: TSESTree.Node, entry: ErrorStates, isCompletion = false): ErrorStates {
    const ignored = states.ignoredIn(entry, isCompletion);
    if (ignored) this.#firstIgnoring = earliestOf(this.#firstIgnoring, { node, states: ignored });
    return states.ignoreError(entry, ignored);
  }

  #callWithError(node: TSESTree.CallExpression | TSESTree.NewExpression, entry: ErrorStates): ErrorStates {
    const isToLog = isLogging(node);
    const toCallback = isCallbackCall(node);
    this.markRead(entry);
    for (const argument of node.arguments) {
      if (isToLog) this.evaluate(argument, states.passError(entry, false));
      else this.#evaluateBesideError(argument, entry, toCallback);
    }
    if (neverReturns(node, this.#bindings)) return states.unreachable;
    return isToLog ? states.logError(entry) : states.passError(entry, toCallback);
  }

  /** `[err, data]` and `{ error: err, data }` pass both on, as `cb(err, data)` does. */
  #partsWithError(parts: readonly TSESTree.Node[], entry: ErrorStates): ErrorStates {
    this.markRead(entry);
    for (const part of parts) this.#evaluateBesideError(part, entry, false);
    return states.mention(entry);
  }

  /**
   * An argument of a call that also passes the error. In `cb(err, data)` the result may be missing, since the receiver gets the error
   * as well; in `cb(err, data.filter(Boolean))` it is used before anything tests the error.
   */
  #evaluateBesideError(argument: TSESTree.Node, entry: ErrorStates, toCallback: boolean): void {
    const node = unwrap(argument);
    if (node.type === 'ConditionalExpression') {
      const [whenTrue, whenFalse] = this.test(node.test, entry);
      this.#evaluateBesideError(node.consequent, whenTrue, toCallback);
      this.#evaluateBesideError(node.alternate, whenFalse, toCallback);
    } else if (this.results.isIn(node) && !copiesResults(node, this.results)) {
      this.#isTold = toCallback;
      this.evaluate(node, entry);
      this.#isTold = false;
    } else {
      this.#isBesideError = true;
      this.evaluate(node, states.passError(entry, toCallback));
      this.#isBesideError = false;
    }
  }

  /** A log call without the error. Before the error is tested, `log(data)` only shows what the callback was called with, and uses nothing. */
  #log(node: TSESTree.CallExpression | TSESTree.NewExpression, entry: ErrorStates): ErrorStates {
    const rest = entry & ~states.loggedUntested;
    if (!rest || states.isUntested(rest)) return states.log(this.#evaluateExceptResults(node, entry));
    return states.log(this.#evaluateArguments(node, entry & states.fellThroughLogged ? this.#continue(node, entry) : entry));
  }

  /** An assertion. `assert(data)` asks whether the result is there, which does not use it and stands in for a test of the error. */
  #assert(node: TSESTree.CallExpression | TSESTree.NewExpression, entry: ErrorStates): ErrorStates {
    const [first] = node.arguments;
    const isThere = first !== undefined && this.results.isName(unwrap(first)) && assertsPresence(node);
    const exit = this.#evaluateExceptResults(node, entry);
    return isThere ? states.assumeHandled(exit) : exit;
  }

  /** Evaluates the arguments of a call except for bare results: `data.id`, but not `data`. */
  #evaluateExceptResults(node: TSESTree.CallExpression | TSESTree.NewExpression, entry: ErrorStates): ErrorStates {
    const read = node.arguments.filter((argument) => !this.results.isName(unwrap(argument)));
    return read.reduce((current, argument) => this.evaluate(argument, current), entry);
  }

  #evaluateArguments(node: TSESTree.CallExpression | TSESTree.NewExpression, entry: ErrorStates): ErrorStates {
    const isAppended = appendsArguments(node);
    return node.arguments.reduce(
      (current, argument) => (isAppended && this.isEarlyCopy(argument, current) ? current : this.evaluate(argument, current)),
      entry,
    );
  }
}

/** The values in a list or an object, those that are spread into it included. */
function valuesIn(node: TSESTree.ArrayExpression | TSESTree.ObjectExpression): readonly TSESTree.Node[] {
  if (node.type === 'ArrayExpression') return node.elements.filter((element) => element !== null);
  return node.properties.map((property) => (property.type === 'Property' ? property.value : property.argument));
}

/** Whether a name is an argument of a call that is no callback: `data` of `parse(data)`. Not of `done(data)`. */
function isPassed({ parent, ...name }: TSESTree.Node): boolean {
  const isCall = parent?.type === 'CallExpression' || parent?.type === 'NewExpression';
  return isCall && parent.arguments.some(({ range }) => range[0] === name.range[0]) && !isCallbackCall(parent);
}

/** The one of several uses that comes first in the text; null if there is none. */
export function earliestOf(...uses: readonly (UncheckedUse | null)[]): UncheckedUse | null {
  return uses.reduce((first, use) => (first && (!use || first.node.range[0] <= use.node.range[0]) ? first : use), null);
}
