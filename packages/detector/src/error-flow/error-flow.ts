import type { TSESTree } from '@typescript-eslint/types';

import { assertsPresence, isAssertion } from '../vocabulary/assertions.js';
import type { Bindings } from '../bindings/bindings.js';
import { isCallbackCall, isConclusion, isLogging, neverReturns } from './error-calls.js';
import type { Mentions } from './mentions.js';
import { ErrorPaths } from './error-paths.js';
import * as states from './error-states.js';
import type { ErrorStates } from './error-states.js';
import { isErrorLike } from '../vocabulary/error-values.js';
import { type FunctionNode, isFunction } from '../syntax/function-node.js';
import { unwrap } from '../syntax/unwrap.js';
import { copiesResults, keepsArguments } from './result-copies.js';
import type { VisitorKeys } from '../syntax/visitor-keys.js';

/** A place where a callback counts on there being no error although there may be one. */
export interface DirtyUse {
  readonly node: TSESTree.Node;
  readonly states: ErrorStates;
}

/** Follows an error parameter along the paths of its callback: what expressions make of it, and of the results beside it. */
export class ErrorFlow extends ErrorPaths {
  /** Somebody wrote to it before anybody looked. */
  isOverwritten = false;
  /** The first use of a result where there may be an error, and the first call after one was let go. */
  dirtyResult: DirtyUse | null = null;
  dirtyWork: DirtyUse | null = null;

  readonly #bindings: Bindings;
  readonly #visitorKeys: VisitorKeys;
  /** Functions that are run where their name is mentioned, with the states they were already followed with. */
  readonly #deferred = new Map<FunctionNode, ErrorStates>();
  /** A function inside the callback looks at the error: nobody knows when. */
  #isLeftToOthers = false;
  /** Results that the error's own branch mentions: they come along with an error. */
  readonly #companions = new Set<string>();
  /** How many functions inside the callback are being followed, and the states that the innermost was entered with. */
  #depth = 0;
  #entry: ErrorStates = states.untouched;
  /** Whether arguments are read that go along with the error. */
  #isPassing = false;
  /** The first call after an error was let go. */
  #carriedOn: DirtyUse | null = null;

  constructor(error: Mentions, results: Mentions, bindings: Bindings, visitorKeys: VisitorKeys) {
    super(error, results);
    this.#bindings = bindings;
    this.#visitorKeys = visitorKeys;
  }

  run(callback: FunctionNode): void {
    for (const parameter of callback.params) this.evaluateChildren(parameter, states.untouched);
    this.#runBody(callback, states.untouched);
  }

  #runBody(fn: FunctionNode, entry: ErrorStates): void {
    const outside = this.#entry;
    this.#entry = entry;
    this.#leave(fn.body.type === 'BlockStatement' ? this.execute(fn.body, entry) : this.evaluate(fn.body, entry));
    this.#entry = outside;
  }

  /** Whoever leaves the callback after the work went on did not tell anybody that there may be an error. */
  #leave(exit: ErrorStates): void {
    const isLost = (exit & ~this.#entry & (states.concluded | states.carried)) !== 0 && !this.#isLeftToOthers;
    if (isLost && this.#carriedOn) this.dirtyWork = earlier(this.dirtyWork, this.#carriedOn);
  }

  protected executeReturn(node: TSESTree.ReturnStatement, entry: ErrorStates): void {
    this.#leave(node.argument ? this.#handOut(node.argument, this.evaluate(node.argument, entry)) : entry);
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
        if (this.isPutAway(node.init, entry)) return entry;
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
    if (this.error.isName(node)) {
      if (!(entry & states.lost)) this.isLookedAt = true;
      return states.mention(entry);
    } else if (this.results.isName(node)) {
      if (states.isInBranch(entry) && !this.#isPassing) this.#companions.add(node.name);
      const found = (entry & states.dirty) | (entry & states.carried ? (this.#carriedOn?.states ?? 0) : 0);
      if (found && !this.#companions.has(node.name)) this.dirtyResult = earlier(this.dirtyResult, { node, states: found });
    } else {
      const fn = this.#bindings.functionOf(node);
      if (fn && this.#isRelevant(fn)) this.#follow(fn, entry);
    }
    return entry;
  }

  #isRelevant(fn: FunctionNode): boolean {
    return this.error.isAnywhereIn(fn) || this.results.isAnywhereIn(fn);
  }

  /** A function made here is followed as if it ran here; what it does changes nothing for the code behind it. */
  #enclose(fn: FunctionNode, entry: ErrorStates): ErrorStates {
    if (this.#isRelevant(fn)) this.#follow(fn, entry);
    return entry;
  }

  #follow(fn: FunctionNode, entry: ErrorStates): void {
    if (this.error.isAnywhereIn(fn) && !states.isInBranch(entry)) this.#isLeftToOthers = true;
    const followed = this.#deferred.get(fn) ?? states.unreachable;
    if ((followed | entry) === followed) return;
    this.#deferred.set(fn, followed | entry);
    this.#depth++;
    this.withoutTargets(() => {
      this.#runBody(fn, entry);
    });
    this.#depth--;
  }

  /** A result that is put away before anybody looks at the error is not used yet. */
  protected isPutAway(value: TSESTree.Node, entry: ErrorStates): boolean {
    return states.isUnasked(entry) && !this.error.isIn(value) && copiesResults(value, this.results);
  }

  #assign(node: TSESTree.AssignmentExpression, entry: ErrorStates): ErrorStates {
    const target = unwrap(node.left);
    if (target.type === 'Identifier' && isFunction(unwrap(node.right)) && !this.error.isName(target)) return entry;
    const current = this.isPutAway(node.right, entry) ? entry : this.evaluate(node.right, entry);
    if (this.error.isName(target)) {
      if (node.operator !== '=' || this.error.isIn(node.right)) {
        this.isLookedAt = true;
        return current;
      }
      // another error in the place of the first
      if (isErrorLike(node.right)) return current;
      if (current & (states.untouched | states.logged)) this.isOverwritten = true;
      return states.overwrite(current);
    }
    if (this.results.isName(target)) {
      // a default in the place of the missing result, not what is made of it where it is there
      const isMadeOfIt = states.isClear(current) && this.results.isIn(node.right);
      if (!isMadeOfIt) this.#companions.add((target as TSESTree.Identifier).name);
      if (states.hasBranchStates(current)) return states.settle(current);
    }
    const stored = this.#handOut(
      node.right,
      target.type === 'Identifier' ? current : this.evaluateChildren(target, current),
    );
    return states.act(stored);
  }

  /** A value that is returned, or kept in a variable or property: whoever gets it can tell. */
  #handOut(value: TSESTree.Node, entry: ErrorStates): ErrorStates {
    return this.error.isIn(value) ? states.handOn(entry, false) : entry;
  }

  #call(node: TSESTree.CallExpression | TSESTree.NewExpression, entry: ErrorStates): ErrorStates {
    let current = isFunction(unwrap(node.callee)) ? entry : this.evaluate(node.callee, entry);
    if ([node.callee, ...node.arguments].some((part) => this.error.isIn(part))) return this.#callWithError(node, current);
    if (isLogging(node)) return this.#log(node, current);
    if (isAssertion(node)) current = this.#assert(node, current);
    else current = this.#evaluateArguments(node, current);
    if (isFunction(unwrap(node.callee))) this.#enclose(unwrap(node.callee) as FunctionNode, current);
    if (neverReturns(node, this.#bindings)) return states.unreachable;
    const isConclusive = this.#depth === 0 && !this.#isLeftToOthers && isConclusion(node);
    return states.act(this.#carryOn(node, current, isConclusive));
  }

  #carryOn(node: TSESTree.Node, entry: ErrorStates, isConclusive = false): ErrorStates {
    const some = states.carriedOn(entry, isConclusive);
    if (some) this.#carriedOn = earlier(this.#carriedOn, { node, states: some });
    return states.carryOn(entry, some);
  }

  #callWithError(node: TSESTree.CallExpression | TSESTree.NewExpression, entry: ErrorStates): ErrorStates {
    const isToLog = isLogging(node);
    const toCallback = isCallbackCall(node);
    if (!(entry & states.lost)) this.isLookedAt = true;
    for (const argument of node.arguments) {
      if (isToLog) this.evaluate(argument, states.handOn(entry, false));
      else this.#passAlong(argument, entry, toCallback);
    }
    if (neverReturns(node, this.#bindings)) return states.unreachable;
    return isToLog ? states.tellError(entry) : states.handOn(entry, toCallback);
  }

  /** The results of a call that passes the error on go along with it; what is made of them does not. */
  #passAlong(argument: TSESTree.Node, entry: ErrorStates, toCallback: boolean): void {
    const node = unwrap(argument);
    if (node.type === 'ConditionalExpression') {
      const [whenTrue, whenFalse] = this.test(node.test, entry);
      this.#passAlong(node.consequent, whenTrue, toCallback);
      this.#passAlong(node.alternate, whenFalse, toCallback);
    } else if (this.results.isIn(node) && !copiesResults(node, this.results)) {
      this.evaluate(node, entry);
    } else {
      this.#isPassing = true;
      this.evaluate(node, states.handOn(entry, toCallback));
      this.#isPassing = false;
    }
  }

  /** A trace of what came in, before anybody looked, counts on nothing. */
  #log(node: TSESTree.CallExpression | TSESTree.NewExpression, entry: ErrorStates): ErrorStates {
    const rest = entry & ~states.logged;
    if (!rest || states.isUnasked(rest)) return states.tell(this.#trace(node, entry));
    return states.tell(this.#evaluateArguments(node, entry & states.keptLogged ? this.#carryOn(node, entry) : entry));
  }

  /** To ask whether a result is there is not to use it. */
  #assert(node: TSESTree.CallExpression | TSESTree.NewExpression, entry: ErrorStates): ErrorStates {
    const [first] = node.arguments;
    const isThere = first !== undefined && this.results.isName(unwrap(first)) && assertsPresence(node);
    const exit = this.#trace(node, entry);
    return isThere ? states.settle(exit) : exit;
  }

  #trace(node: TSESTree.CallExpression | TSESTree.NewExpression, entry: ErrorStates): ErrorStates {
    const read = node.arguments.filter((argument) => !this.results.isName(unwrap(argument)));
    return read.reduce((current, argument) => this.evaluate(argument, current), entry);
  }

  #evaluateArguments(node: TSESTree.CallExpression | TSESTree.NewExpression, entry: ErrorStates): ErrorStates {
    const isKept = keepsArguments(node);
    return node.arguments.reduce(
      (current, argument) => (isKept && this.isPutAway(argument, current) ? current : this.evaluate(argument, current)),
      entry,
    );
  }
}

function earlier(known: DirtyUse | null, found: DirtyUse): DirtyUse {
  return known && known.node.range[0] <= found.node.range[0] ? known : found;
}
