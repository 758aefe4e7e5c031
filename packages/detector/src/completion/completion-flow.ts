import type { TSESTree } from '@typescript-eslint/types';

import { neverReturns } from '../error-flow/error-calls.js';
import type { FileContext } from '../classify/file-context.js';
import { calleeName } from '../syntax/names.js';
import { type FunctionNode, isFunction } from '../syntax/function-node.js';
import { unwrap } from '../syntax/unwrap.js';
import type * as Scope from '../scope/scope.js';
import type { CallbackSite } from '../site.js';
import type { Source } from '../source/source.js';
import { hasRole } from '../vocabulary/vocabulary.js';
import { CompletionStatements } from './completion-statements.js';
import { endsElsewhere } from './endings.js';
import { isStatement } from '../syntax/surroundings.js';
import { matchForwarding, matchReceiver } from './forwarding.js';
import { assign } from './path-facts.js';
import * as paths from './paths.js';
import type { Paths } from './paths.js';
import { type Reaction, matchReactions } from './reactions.js';

/** Two places on one path that both call or forward the callback: `if (err) cb(err); cb(null);`. */
export interface Repetition {
  readonly first: TSESTree.Node;
  readonly again: TSESTree.Node;
  /** The second place runs if the callback itself throws at the first: `try { cb(null); } catch (e) { cb(e); }`. */
  readonly isThrown: boolean;
}

const undefinedValue = { type: 'Identifier', name: 'undefined' } as TSESTree.Identifier;

/**
 * Follows every path through a function and the callbacks inside it, and finds the paths on which the function's own callback is called
 * or forwarded more than once, or not at all. This class evaluates expressions; `CompletionStatements` follows the statements.
 *
 * Use: `run()` returns the paths at the end, with or without a completion; `repetitions` then holds the pairs of places. Limit: where the
 * callback is stored, wrapped or passed to an unknown function, nothing more is said about the path.
 */
export class CompletionFlow extends CompletionStatements {
  /** The pairs of places found so far. */
  readonly repetitions: Repetition[] = [];
  readonly #sites: ReadonlyMap<TSESTree.Node, CallbackSite>;
  /** The outermost call of an inner function that is being followed: `finish(err)`, where `finish` calls the callback. Null outside of one. */
  #site: TSESTree.Node | null = null;
  /** How many such calls have been followed. */
  #activation = 0;

  /**
   * @param host the function
   * @param callback the variable of its callback parameter
   * @param sites the callbacks of the file by their arguments
   */
  constructor(
    host: FunctionNode,
    callback: Scope.Variable,
    context: FileContext,
    sites: ReadonlyMap<TSESTree.Node, CallbackSite>,
    source: Source,
  ) {
    super(host, callback, context, source);
    this.#sites = sites;
  }

  protected evaluate(expression: TSESTree.Node, entry: Paths): Paths {
    const node = unwrap(expression);
    this.countStep();
    if (entry.length === 0 || this.isTooMuch) return entry;
    if (!this.names.isAnywhereIn(node) && this.answers.isInert(node)) return entry;
    if (isFunction(node)) return this.names.isAnywhereIn(node) ? this.widen(entry) : entry;
    switch (node.type) {
      case 'Identifier':
        return this.names.isName(node) ? this.widen(entry) : entry;
      case 'UnaryExpression':
        return this.names.isCallback(unwrap(node.argument)) ? entry : this.evaluateChildren(node, entry);
      case 'UpdateExpression':
        return this.#assign(node.argument, null, entry);
      case 'MemberExpression':
        // `cb.length` and `arguments[0]` only read.
        return this.names.isName(unwrap(node.object)) ? entry : this.evaluateChildren(node, entry);
      case 'LogicalExpression': {
        if (!this.names.isAnywhereIn(node)) return this.evaluateChildren(node, entry);
        const [whenTrue, whenFalse] = this.test(node.left, entry);
        if (node.operator === '&&') return paths.join(this.evaluate(node.right, whenTrue), whenFalse);
        return paths.join(whenTrue, this.evaluate(node.right, node.operator === '||' ? whenFalse : entry));
      }
      case 'ConditionalExpression': {
        if (!this.names.isAnywhereIn(node)) return this.evaluateChildren(node, entry);
        const [whenTrue, whenFalse] = this.test(node.test, entry);
        return paths.join(this.evaluate(node.consequent, whenTrue), this.evaluate(node.alternate, whenFalse));
      }
      case 'BinaryExpression':
        return this.names.matchPresence(node) === null ? this.evaluateChildren(node, entry) : entry;
      case 'VariableDeclarator':
        if (!node.init) return this.#declare(node, entry);
        return this.#assign(node.id, node.init, this.#evaluateValue(node.id, node.init, entry));
      case 'AssignmentExpression': {
        if (this.names.isCallback(node.left)) return this.#replace(node, entry);
        const current = this.#evaluateValue(node.left, node.right, this.evaluateChildren(node.left, entry));
        return this.#assign(node.left, node.operator === '=' ? node.right : null, current);
      }
      case 'CallExpression':
      case 'NewExpression':
        return this.#call(node, entry);
      default:
        return this.evaluateChildren(node, entry);
    }
  }

  /** Evaluates the value of a declaration or an assignment. The body of `var f = function () {}` is followed where `f` is called. */
  #evaluateValue(target: TSESTree.Node, value: TSESTree.Node, entry: Paths): Paths {
    const isNamed = target.type === 'Identifier' && this.context.bindings.functionOf(target) === unwrap(value);
    if (isNamed || (this.names.isCallback(target) && this.#mayBeCallback(value))) return entry;
    return this.evaluate(value, entry);
  }

  /** `let found;` sets the variable to undefined, unless it is in the head of `for...in` or `for...of`. */
  #declare({ id, parent }: TSESTree.VariableDeclarator, entry: Paths): Paths {
    if (/^For(?:In|Of)Statement$/.test(parent.parent.type)) return entry;
    return entry.map((path) => ({ ...path, facts: assign(path.facts, id, undefinedValue, this.context.bindings) }));
  }

  #assign(target: TSESTree.Node, value: TSESTree.Node | null, entry: Paths): Paths {
    return entry.map((path) => ({ ...path, facts: assign(path.facts, target, value, this.context.bindings) }));
  }

  /**
   * An assignment to the callback. Before the first completion, `cb = options` and `cb = cb || noop` only choose the argument that is the
   * callback; any other one may replace it with a function of which nothing is known.
   */
  #replace({ right }: TSESTree.AssignmentExpression, entry: Paths): Paths {
    const mayBeCallback = this.#mayBeCallback(right);
    return paths.join(
      paths.unreachable,
      entry.flatMap((path) => (mayBeCallback && !path.completion ? [path] : this.widen([path]))),
    );
  }

  /** Whether a value that is assigned to the callback may be the callback that was passed, in another position: `cb = options`. */
  #mayBeCallback(value: TSESTree.Node): boolean {
    const node = unwrap(value);
    switch (node.type) {
      case 'Identifier':
      case 'MemberExpression':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return true;
      case 'LogicalExpression':
        return this.#mayBeCallback(node.left) && this.#mayBeCallback(node.right);
      case 'ConditionalExpression':
        return this.#mayBeCallback(node.consequent) && this.#mayBeCallback(node.alternate);
      default:
        return false;
    }
  }

  /** @param waits whether what the call throws or rejects with reaches the code around it, if it calls an async function */
  #call(node: TSESTree.CallExpression | TSESTree.NewExpression, entry: Paths, waits = node.parent.type === 'AwaitExpression'): Paths {
    if (!this.names.isAnywhereIn(node)) {
      const end = this.evaluateChildren(node, entry);
      if (neverReturns(node, this.context.bindings)) return paths.unreachable;
      return endsElsewhere(node, this.context.bindings, this.source) ? paths.markIntentional(end) : end;
    }
    const chain = node.type === 'CallExpression' ? matchReactions(node) : null;
    if (chain) return this.#react(chain, entry);
    const callee = matchReceiver(node, 'invokes-function') ?? unwrap(node.callee);
    const isKnownCallee = this.names.isCallback(callee) || isFunction(callee) || this.names.isName(callee);
    const before = isKnownCallee ? entry : this.evaluate(node.callee, entry);
    const behind = this.#evaluateArguments(node, before);
    if (this.names.isCallback(callee)) return this.#complete(node, behind, true);
    if (isKnownCallee) {
      const fn = this.context.bindings.functionOf(callee);
      if (!fn) return this.widen(behind);
      const run = (): Paths => (fn === callee ? this.runBody(fn, behind) : this.#withinCall(node, () => this.runBody(fn, behind)));
      return fn.async && !waits ? this.#runDetached(run) : run();
    }
    return neverReturns(node, this.context.bindings) ? paths.unreachable : behind;
  }

  #evaluateArguments(call: TSESTree.CallExpression | TSESTree.NewExpression, entry: Paths): Paths {
    let current = entry;
    const later: ((entry: Paths) => Paths)[] = [];
    for (const [index, argument] of call.arguments.entries()) {
      const value = matchReceiver(argument, 'binds-function') ?? unwrap(argument);
      if (this.names.isCallback(value)) later.push((now) => this.#forward(call, index, argument, now));
      else if (this.names.isName(value) || (isFunction(value) && this.names.isAnywhereIn(value)))
        later.push((now) => this.#runArgument(call, argument, now));
      else if (/^(?:Logical|Conditional)Expression$/.test(value.type) && this.names.isAnywhereIn(value))
        current = this.widen(current);
      else current = this.evaluate(argument, current);
    }
    if (later.length < 2) return later.reduce((now, run) => run(now), current);
    // Of several functions that lead to the callback, `then(cb, fail)`, one is called.
    return later.map((run) => run(current)).reduce(paths.join);
  }

  /** Follows the body of an inner function; a completion in it counts as one at `site`, the place of the call. */
  #withinCall(site: TSESTree.Node, run: () => Paths): Paths {
    const outside = this.#site;
    if (!outside) this.#activation++;
    this.#site ??= site;
    const exits = run();
    this.#site = outside;
    return exits;
  }

  /** Follows an async function for which nobody waits: what it throws reaches no `catch` around the call, and the code behind the call goes on. */
  #runDetached(run: () => Paths): Paths {
    const [end, thrown] = this.collect(run);
    return paths.join(end, paths.markIntentional(thrown.filter(({ completion }) => completion === null)));
  }

  /** The callback is an argument of a call. */
  #forward(call: TSESTree.CallExpression | TSESTree.NewExpression, index: number, argument: TSESTree.Node, entry: Paths): Paths {
    switch (matchForwarding(call, index, this.context)) {
      case 'inspects':
        return entry;
      case 'calls':
        return this.#complete(argument, entry, false);
      case 'likely':
        this.#complete(argument, entry, false);
        return this.widen(entry);
      case 'unknown':
        return this.widen(entry);
    }
  }

  /** A function that leads to the callback is an argument of a call. It is followed if the call is known to run it at most once. */
  #runArgument(call: TSESTree.CallExpression | TSESTree.NewExpression, argument: TSESTree.Node, entry: Paths): Paths {
    const site = this.#sites.get(argument);
    if (!site) return this.widen(entry);
    const name = calleeName(call);
    switch (site.kind) {
      case 'error-first':
      case 'timer': {
        if (hasRole(name, 'repeats') || hasRole(name, 'may-repeat') || hasRole(name, 'interval')) return this.widen(entry);
        const behind = isFunction(unwrap(argument))
          ? this.runLater(site.callback, entry)
          : this.#withinCall(argument, () => this.runLater(site.callback, entry));
        // If the value of the call is used, the timer may be cleared, or a returned value may replace the callback.
        return isStatement(call) ? behind : this.widen(behind);
      }
      case 'iteration':
        return hasRole(name, 'iterates-all') ? this.#runEach(site.callback, entry) : this.widen(entry);
      default:
        return this.widen(entry);
    }
  }

  /** Follows a function that is called for each item, any number of times. */
  #runEach(fn: FunctionNode, entry: Paths): Paths {
    this.loops++;
    let head = entry;
    for (let isStable = false; !isStable;) {
      const again = this.runBody(fn, head);
      isStable = this.includes(head, again);
      head = paths.join(head, again);
    }
    this.loops--;
    return paths.markIntentional(head);
  }

  /** Follows a chain of promise reactions. A rejection that reaches its end is not reported, since the promise may be returned or logged. */
  #react({ promise, reactions }: NonNullable<ReturnType<typeof matchReactions>>, entry: Paths): Paths {
    const outside = this.thrown;
    let [fulfilled, rejected] = this.#runPromise(promise, entry);
    for (const reaction of reactions) [fulfilled, rejected] = this.#reactOnce(reaction, fulfilled, rejected);
    this.thrown = outside;
    return paths.join(fulfilled, paths.markIntentional(rejected));
  }

  /** The paths on which the promise at the start of a chain is fulfilled, and those on which it is rejected. */
  #runPromise(promise: TSESTree.Node, entry: Paths): readonly [Paths, Paths] {
    const fn = promise.type === 'CallExpression' ? this.context.bindings.functionOf(promise.callee) : null;
    if (promise.type !== 'CallExpression' || !fn?.async || !this.names.isAnywhereIn(promise)) {
      const end = this.evaluate(promise, entry);
      return [end, end];
    }
    const [end, thrown, isUnknown] = this.collect(() => this.#call(promise, entry, true));
    return [end, paths.join(thrown, paths.markIntentional(this.fail(fn.body, entry, isUnknown)))];
  }

  /** The paths on which the promise of one reaction is fulfilled, and those on which it is rejected. */
  #reactOnce(reaction: Reaction, fulfilled: Paths, rejected: Paths): readonly [Paths, Paths] {
    const [resolved, thrown, isUnknown] = this.collect(() => this.#runReaction(reaction.fulfilled, fulfilled));
    const own = reaction.fulfilled ? paths.markIntentional(this.fail(reaction.fulfilled, fulfilled, isUnknown)) : paths.unreachable;
    const failed = paths.join(thrown, own);
    if (!reaction.rejected) return [resolved, paths.join(rejected, failed)];
    const [caught, thrownAgain] = this.collect(() => this.#runReaction(reaction.rejected, rejected));
    return reaction.rejected === reaction.fulfilled
      ? [resolved, paths.join(caught, failed)]
      : [paths.join(resolved, caught), paths.join(failed, thrownAgain)];
  }

  #runReaction(reaction: TSESTree.Node | null, entry: Paths): Paths {
    const value = reaction && (matchReceiver(reaction, 'binds-function') ?? unwrap(reaction));
    if (!reaction || !value) return entry;
    if (this.names.isCallback(value)) return this.#complete(reaction, entry, true);
    const fn = this.context.bindings.functionOf(value);
    return fn ? this.runBody(fn, entry) : this.evaluate(reaction, entry);
  }

  /**
   * The callback is called or forwarded. Reports each path that already has a completion.
   *
   * @param isNow whether it is called here, so that an exception in the callback reaches the `catch` around
   */
  #complete(place: TSESTree.Node, entry: Paths, isNow: boolean): Paths {
    const completed = { node: this.#site ?? place, inner: place, activation: this.#activation };
    for (const { completion, isThrown, isUnknown } of entry) {
      if (isUnknown || !completion) continue;
      const isInside = this.#site !== null && completion.activation === completed.activation;
      const [first, again] = isInside ? [completion.inner, completed.inner] : [completion.node, completed.node];
      this.#report({ first, again, isThrown });
    }
    if (this.thrown && isNow) {
      const thrown = entry.map((path) => ({ ...path, completion: path.completion ?? completed, isThrown: true }));
      this.thrown.paths = paths.join(this.thrown.paths, thrown);
    }
    return paths.join(
      paths.unreachable,
      entry.map((path) => (path.isUnknown ? path : { ...path, completion: path.completion ?? completed })),
    );
  }

  #report(found: Repetition): void {
    const known = this.repetitions.find(({ first, again }) => first === found.first && again === found.again);
    if (!known) this.repetitions.push(found);
  }
}
