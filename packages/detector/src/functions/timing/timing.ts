import type { TSESTree } from '@typescript-eslint/types';

import type * as Scope from '../../scope/scope.js';
import { nodesOf } from '../../source/file-nodes.js';
import type { Source } from '../../source/source.js';
import { type FunctionNode, isFunction } from '../../syntax/function-node.js';
import { hostOf } from '../../syntax/host-of.js';
import { matchPropertyName } from '../../syntax/names.js';
import { someNode } from '../../syntax/search.js';
import { isCalled } from '../../syntax/surroundings.js';
import { kindByPlace } from '../../vocabulary/callback-kinds.js';
import { isErrorLike } from '../../vocabulary/error-values.js';
import type { Timing } from '../handler/completion-handler.js';
import { isCallbackified, isNothing } from '../handler/protocol.js';
import { type CallbackUses, usesOfArgument } from '../index/callback-uses.js';
import type { FunctionIndex, Recipient } from '../index/function-index.js';
import { isPassedFunction } from '../index/passed-function.js';
import { plainCallOf } from '../invocation/plain-call.js';
import { mayRunBefore } from './runs-before.js';
import { type TimingTerm, after, combine } from './timing-term.js';

/** When a callback is called, with an error and without. */
interface Timings {
  readonly onSuccess: TimingTerm;
  readonly onError: TimingTerm;
}

type Call = TSESTree.CallExpression | TSESTree.NewExpression;
type Outcome = 'success' | 'error' | 'either';
type Moment = readonly [outcome: Outcome, timing: TimingTerm];

/** A function that says when an API calls its callback, by the path of the API; `unknown` if it is not catalogued. */
export type ApiTiming = (path: string) => Timing;

/**
 * Finds out whether functions of one file call back before they return: `at-once` for `function f(cb) { cb(); }`, `later` for
 * `function f(cb) { setTimeout(cb, 1); }`. The callback is followed through aliases, inner functions and callees of the file. What depends on
 * a callee of another file stays open: the answers are terms.
 */
export class TimingReader {
  readonly #source: Source;
  readonly #index: FunctionIndex;
  readonly #timingOfApi: ApiTiming;
  readonly #isError: (variable: Scope.Variable) => boolean;
  /** The variables and functions that are being read. They end the recursion if a function calls itself. */
  readonly #open = new Set<unknown>();
  /** What is known so far of the callbacks that a function forwards to itself. */
  readonly #recursive = new Map<Scope.Variable, readonly Moment[]>();
  /** What others have asked for, by the argument. What the reader asks itself depends on what is open. */
  readonly #asked = new Map<TSESTree.Node, TimingTerm>();

  /** @param isError whether a variable is the error parameter of a callback that was found to be error-first, whatever its name is */
  constructor(source: Source, index: FunctionIndex, timingOfApi: ApiTiming, isError: (variable: Scope.Variable) => boolean) {
    this.#source = source;
    this.#index = index;
    this.#timingOfApi = timingOfApi;
    this.#isError = isError;
  }

  /** Forgets what has been read, since other variables are known to be errors now. */
  forget(): void {
    this.#asked.clear();
  }

  /** When a function calls one of its parameters, by all mentions of the parameter. */
  timingsOf({ definition, variable }: CallbackUses): Timings {
    const moments = this.#momentsOf(variable, definition);
    return {
      onSuccess: combine(moments.flatMap(([outcome, timing]) => (outcome === 'error' ? [] : [timing]))),
      onError: combine(moments.flatMap(([outcome, timing]) => (outcome === 'success' ? [] : [timing]))),
    };
  }

  /** When the callee of a call calls one of its arguments, with or without an error. */
  timingOfArgument(call: Call, argument: TSESTree.Node): TimingTerm {
    const known = this.#asked.get(argument);
    if (known) return known;
    const { onSuccess, onError } = this.#timingsOfArgument(call, argument, null);
    const timing = combine([onSuccess, onError]);
    this.#asked.set(argument, timing);
    return timing;
  }

  #momentsOf(variable: Scope.Variable, definition: FunctionNode): readonly Moment[] {
    const known = this.#recursive.get(variable);
    if (this.#open.has(variable)) {
      if (!known) this.#recursive.set(variable, []);
      return known ?? [];
    }
    const read = (): readonly Moment[] => this.#once(variable, [], () => variable.references.flatMap(({ identifier }) => this.#momentsAt(identifier, definition)));
    const moments = read();
    if (!this.#recursive.has(variable)) return moments;
    // The function forwards the callback to itself: `api.read(list[0], () => walk(list.slice(1), cb))` calls back when the inner call does.
    this.#recursive.set(variable, moments);
    const all = read();
    this.#recursive.delete(variable);
    return all;
  }

  #momentsAt(mention: TSESTree.Node, definition: FunctionNode): readonly Moment[] {
    const { parent } = mention;
    if (!parent) return [];
    if (isCalled(mention)) return [this.#momentOfCall(parent as TSESTree.CallExpression, 0, definition)];
    if (parent.type === 'MemberExpression' && parent.object === mention) {
      const method = isCalled(parent) ? matchPropertyName(parent) : null;
      if (method === 'call') return [this.#momentOfCall(parent.parent as TSESTree.CallExpression, 1, definition)];
      return method === 'apply' ? [['either', this.#timingOfPlace(parent, definition)]] : [];
    }
    if (parent.type === 'CallExpression' || parent.type === 'NewExpression') return this.#momentsOfForward(parent, mention, definition);
    const alias = aliasOf(mention);
    if (alias) {
      const variable = this.#index.bindings.variableOf(alias);
      return variable ? this.#momentsOf(variable, definition) : [['either', 'unknown']];
    }
    return isKept(mention) ? [['either', 'unknown']] : [];
  }

  #momentOfCall(call: TSESTree.CallExpression, first: number, definition: FunctionNode): Moment {
    const args = call.arguments.slice(first);
    const [error] = args;
    const isError = error !== undefined && (isErrorLike(error) || error.type === 'NewExpression' || this.#isKnownError(error));
    const outcome = !error || isNothing(error, 2) ? 'success' : isError && !this.#mayBeNothing(error) ? 'error' : 'either';
    return [outcome, this.#timingOfPlace(call, definition)];
  }

  #isKnownError(node: TSESTree.Node): boolean {
    const variable = this.#index.bindings.variableOf(node);
    return variable !== null && this.#isError(variable);
  }

  /** Whether an error may be null: it is a parameter that no enclosing `if` has tested, `function (err, x) { cb(err, x); }`. */
  #mayBeNothing(error: TSESTree.Node): boolean {
    const variable = this.#index.bindings.variableOf(error);
    if (!variable?.defs.some(({ type }) => type === 'Parameter')) return false;
    let child = error;
    for (let node = error.parent; node && !isFunction(node); child = node, node = node.parent) {
      if (node.type === 'IfStatement' && node.consequent === child && this.#impliesSet(variable, node.test)) return false;
    }
    return true;
  }

  /** Whether a test is true only if a variable is set: `err`, `err && ...`, `err != null`, `err instanceof Failure`. Not `!err`. */
  #impliesSet(variable: Scope.Variable, test: TSESTree.Expression): boolean {
    if (test.type === 'LogicalExpression') return test.operator === '&&' && [test.left, test.right].some((side) => this.#impliesSet(variable, side));
    if (test.type === 'BinaryExpression') return /^(?:!==?|instanceof)$/.test(test.operator) && this.#index.bindings.variableOf(test.left) === variable;
    return this.#index.bindings.variableOf(test) === variable;
  }

  #momentsOfForward(call: Call, callback: TSESTree.Node, definition: FunctionNode): readonly Moment[] {
    const place = this.#timingOfPlace(call, definition);
    const alias = aliasOf(call);
    const variable = alias && this.#index.bindings.variableOf(alias);
    // `done = once(cb)`
    if (variable && call.arguments.length === 1) return this.#momentsOf(variable, definition);
    const { onSuccess, onError } = this.#timingsOfArgument(call, callback, definition);
    return [
      ['success', after(place, onSuccess)],
      ['error', after(place, onError)],
    ];
  }

  /** When a place in `definition`, or in a function inside it, runs, relative to a call of `definition`. */
  #timingOfPlace(node: TSESTree.Node, definition: FunctionNode): TimingTerm {
    const host = hostOf(node);
    if (!isFunction(host) || host.generator) return 'unknown';
    const awaits = host.async ? this.#awaitsBefore(node, host) : [];
    const start = host === definition ? 'at-once' : this.#once<TimingTerm>(host, 'never', () => this.#timingOfFunction(host, definition));
    if (awaits.some((awaited) => !this.#awaitsPassed(awaited, definition))) return after(start, 'later');
    return awaits.length > 0 ? after(start, 'as-passed') : start;
  }

  /** The `await`s of an async function on the paths to a node of it. Up to the first `await`, the function runs like any other. */
  #awaitsBefore(node: TSESTree.Node, fn: FunctionNode): readonly TSESTree.AwaitExpression[] {
    return nodesOf(this.#source).awaits.filter((awaited) => hostOf(awaited) === fn && mayRunBefore(awaited, node));
  }

  /** Whether an `await` only waits for a function that was passed to `definition`, as a rewrite of its call does: `await promisify(work)()`. */
  #awaitsPassed({ argument }: TSESTree.AwaitExpression, definition: FunctionNode): boolean {
    const callsPassed = (node: TSESTree.Node): boolean =>
      node.type === 'CallExpression' && isPassedFunction(plainCallOf(node).callee, definition, this.#index.bindings);
    return someNode(argument, this.#source.visitorKeys, callsPassed);
  }

  #timingOfFunction(fn: FunctionNode, definition: FunctionNode): TimingTerm {
    const variable = this.#index.bindings.variableOfFunction(fn);
    const places = variable
      ? variable.references.flatMap(({ identifier, init }): TSESTree.Node[] => (init || isTarget(identifier) ? [] : [identifier]))
      : [fn];
    return combine(places.map((place) => this.#timingOfUse(place, definition)));
  }

  /** When a function that is mentioned at a place runs. */
  #timingOfUse(place: TSESTree.Node, definition: FunctionNode): TimingTerm {
    const { parent } = place;
    if (isCalled(place)) return this.#timingOfPlace(parent!, definition);
    const member = parent?.type === 'MemberExpression' && parent.object === place ? parent : null;
    if (member && isCalled(member)) {
      const method = matchPropertyName(member);
      if (method === 'call' || method === 'apply') return this.#timingOfPlace(member.parent, definition);
      if (method === 'bind') return this.#timingOfUse(member.parent, definition);
    }
    if (parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') return 'unknown';
    const { onSuccess, onError } = this.#timingsOfArgument(parent, place, definition);
    return after(this.#timingOfPlace(parent, definition), combine([onSuccess, onError]));
  }

  /**
   * When a callee calls a function that is passed to it.
   *
   * @param definition the function whose timing is read; the callee may be one of its parameters. Null if there is none
   */
  #timingsOfArgument(call: Call, argument: TSESTree.Node, definition: FunctionNode | null): Timings {
    const position = (call.arguments as TSESTree.Node[]).indexOf(argument);
    if (isCallbackified(call)) return { onSuccess: 'later', onError: 'later' };
    const path = this.#index.paths.pathOf(call.callee)?.replaceAll('()', '');
    const ofApi = path === undefined ? 'unknown' : this.#timingOfApi(path);
    // Only the last argument of a catalogued API is its callback.
    if (ofApi !== 'unknown') return position === call.arguments.length - 1 ? { onSuccess: ofApi, onError: ofApi } : neverCalled;
    const recipients = this.#index.recipientsOf(call, argument);
    if (recipients.length > 0) {
      const known = recipients.map((recipient) => this.#timingsOfRecipient(recipient));
      return { onSuccess: combine(known.map(({ onSuccess }) => onSuccess)), onError: combine(known.map(({ onError }) => onError)) };
    }
    const isPassed = definition !== null && isPassedFunction(call.callee, definition, this.#index.bindings);
    const timing = isPassed ? 'as-passed' : timingByConvention(call, argument);
    const imported = isPassed ? null : this.#index.importedArgumentOf(call, argument);
    if (!imported) return { onSuccess: timing, onError: timing };
    return { onSuccess: { ...imported, outcome: 'success', otherwise: timing }, onError: { ...imported, outcome: 'error', otherwise: timing } };
  }

  #timingsOfRecipient(recipient: Recipient): Timings {
    const uses = usesOfArgument(recipient, this.#index.bindings);
    return uses ? this.timingsOf(uses) : { onSuccess: 'unknown', onError: 'unknown' };
  }

  #once<Result>(key: unknown, otherwise: Result, read: () => Result): Result {
    if (this.#open.has(key)) return otherwise;
    this.#open.add(key);
    const result = read();
    this.#open.delete(key);
    return result;
  }
}

const neverCalled: Timings = { onSuccess: 'never', onError: 'never' };

/** The timing by the kind of callee: timers, listeners and promise reactions call later, iterations of arrays at once. */
function timingByConvention(call: Call, argument: TSESTree.Node): Timing {
  switch (kindByPlace(call, argument)) {
    case 'timer':
    case 'event-listener':
    case 'promise-reaction':
      return 'later';
    case 'iteration':
      return 'at-once';
    default:
      return 'unknown';
  }
}

/** The alias of a value: `done` of `const done = cb` and `done = cb || noop`, `cb` of `cb = options`. */
function aliasOf(value: TSESTree.Node): TSESTree.Node | null {
  const { parent } = value;
  if (parent?.type === 'LogicalExpression' || (parent?.type === 'ConditionalExpression' && parent.test !== value)) return aliasOf(parent);
  if (parent?.type === 'VariableDeclarator') return parent.init === value ? parent.id : null;
  return parent?.type === 'AssignmentExpression' && parent.right === value && parent.left.type === 'Identifier' ? parent.left : null;
}

/** Whether a name is the target of an assignment: `f` of `f = function () {}`. */
function isTarget(name: TSESTree.Node): boolean {
  return name.parent?.type === 'AssignmentExpression' && name.parent.left === name;
}

/** Whether a value escapes: it is stored or returned, so that other code may call it. */
function isKept(value: TSESTree.Node): boolean {
  const { parent } = value;
  switch (parent?.type) {
    case 'Property':
      return parent.value === value;
    case 'AssignmentExpression':
      return parent.right === value;
    case 'ArrayExpression':
    case 'ReturnStatement':
    case 'SpreadElement':
      return true;
    case 'ArrowFunctionExpression':
      return parent.body === value;
    case 'LogicalExpression':
    case 'ConditionalExpression':
      return isKept(parent);
    default:
      return false;
  }
}
