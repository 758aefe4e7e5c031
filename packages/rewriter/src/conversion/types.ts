// The vocabulary of whole functions: which functions lose their callback, and what becomes of their users.

import type { ControlFlow, FunctionNode, HostUse, Scope } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { KeptReason } from './kept-reasons.js';

/** A function whose callback may go away, as far as its own code shows. */
export interface Candidate {
  readonly fn: FunctionNode & { readonly body: TSESTree.BlockStatement };
  /** The variable that holds its callback: its last parameter, or `callback` of `var callback = cb || noop;`. */
  readonly callback: Scope.Variable;
  /** Whether the file shows that its callback is error-first, apart from what it forwards the callback to. */
  readonly isErrorFirst: boolean;
  readonly prologue: Prologue;
  readonly place: Place;
  /** Where all its users are in files that change with it, how the file exports it; null where others may use it. */
  readonly closed: ClosedExport | null;
  /** The calls that certainly call it by its property, `this.get(key, cb)`, and can call its async function. */
  readonly ownCalls: readonly TSESTree.CallExpression[];
  /** Its inner functions that may complete it. They change with it, or not at all. */
  readonly steps: readonly Step[];
  /** Its own code, or that of a step, has a `throw` that may leave it before it returns. */
  readonly throwsAtOnce: boolean;
  readonly usesThis: boolean;
}

/** An inner function that completes its host, by the callback of the host or by another step. */
export interface Step {
  readonly fn: FunctionNode & { readonly body: TSESTree.BlockStatement };
  /** Its mentions, each of which is called, or the last argument of a call: `next()`, `fs.stat(path, next)`. */
  readonly uses: readonly TSESTree.Node[];
}

/** The statements at the start of a function that are about its callback only, which go away with it. */
export interface Prologue {
  readonly statements: readonly TSESTree.Statement[];
  /** The declaration that takes the callback from the last parameter, `callback = cb || noop`; null where the parameter is the callback. */
  readonly alias: TSESTree.VariableDeclarator | null;
  /** The function also works without a callback: it has a default for it, or tests for one. */
  readonly optional: boolean;
  /** There may be no callback where it is called, which the function tests: `if (cb) cb(err);`. */
  readonly tested: boolean;
  /** What is done where there is no callback: nothing, or something else, as a default that throws does. */
  readonly silent: boolean;
  /** Values for the parameters in front of the callback where it is passed in their place: `options = {}`. */
  readonly defaults: ReadonlyMap<Scope.Variable, TSESTree.Expression>;
}

/** Where a function is defined, which decides how its users reach it. */
export type Place =
  /** `function load() {}`, `const load = function () {};`: by a variable that is never assigned again. */
  | { readonly form: 'variable'; readonly variable: Scope.Variable }
  /** `exports.load = function () {};`, `Store.prototype.get = function () {};`, as a statement. */
  | { readonly form: 'assignment'; readonly name: string; readonly target: TSESTree.MemberExpression; readonly statement: TSESTree.ExpressionStatement }
  /** `{ load: function () {} }`, `{ load() {} }` */
  | { readonly form: 'property'; readonly name: string; readonly property: TSESTree.Property }
  /** `class Store { get() {} }` */
  | { readonly form: 'method'; readonly name: string; readonly method: TSESTree.MethodDefinition }
  /** `module.exports = function () {};`. The name is that of its file, or its own; null where neither can be the name of a variable. */
  | { readonly form: 'module'; readonly name: string | null; readonly statement: TSESTree.ExpressionStatement }
  /** `function (file, next) {}` of `async.each(files, function (file, next) {}, cb)`, which straight code replaces. */
  | { readonly form: 'task'; readonly flow: Flow }
  /** Anywhere, such as an argument: the function keeps its parameters for this reason, and only its body changes. */
  | { readonly form: 'inside'; readonly reason: KeptReason };

/** A call of a control-flow function that straight code can replace: `async.eachSeries(files, function (file, next) {}, cb)`. */
export interface Flow {
  readonly call: TSESTree.CallExpression;
  readonly kind: ControlFlow;
  /** The list whose items are passed to the only task, or the list of tasks that is made somewhere else; null for tasks in the call. */
  readonly list: TSESTree.Expression | null;
  /** The name of an item in the task, if that is written in place. */
  readonly item: TSESTree.Parameter | null;
  /** What the items are: those of an array; of what may be no array, its values, if it is anything, or its elements; the numbers from 0 on that are smaller than the list, which is a number. */
  readonly items: 'array' | 'values' | 'elements' | 'numbers';
  /**
   * Where the list holds the tasks, `tasks` of `tasks.push(function (next) {})`, whether all of them are certainly in it when the first one is
   * called, or some may be added later. Null for tasks in the call.
   */
  readonly held: 'whole' | 'growing' | null;
  /** The functions that are called. */
  readonly tasks: readonly FlowTask[];
  /** The names of the tasks where they are properties of an object, whose results are one, too; null for a list. */
  readonly keys: readonly string[] | null;
  /** For `auto`, the layers of the tasks. */
  readonly auto?: Pick<AutoTasks, 'layers' | 'results'>;
  /** Strings of the call that the output needs no more: `'read'` of `save: ['read', function (next) {}]`. */
  readonly needs?: readonly string[];
}

/** The tasks of `async.auto`. */
export interface AutoTasks {
  readonly tasks: readonly WrittenTask[];
  readonly keys: readonly string[];
  /** The tasks by their indexes. Those of a layer start together, when all of the layers in front have ended. */
  readonly layers: readonly (readonly number[])[];
  /** The name of the results so far in the tasks that read them; null where none does. */
  readonly results: TSESTree.Identifier | null;
  /** The keys by which tasks say for which others they wait, each time that they do. */
  readonly needs: readonly string[];
}

/** A function that a control-flow call calls. */
export type FlowTask = WrittenTask | CalledTask;

/** `function (file, next) {}`, which is written in place and has a callback as its last parameter. */
export interface WrittenTask {
  readonly form: 'function';
  readonly fn: FunctionNode & { readonly body: TSESTree.BlockStatement };
  /** The parameter that the library passes the callback as. */
  readonly callback: TSESTree.Identifier;
}

/** `load`, `async.apply(load, path)`, `store.load.bind(store)` */
export interface CalledTask {
  readonly form: 'call';
  /** The expression in the control-flow call. */
  readonly node: TSESTree.Expression;
  /**
   * The call that the library makes, which is no node of the file: the callee is the function, the arguments are those that are given to it, a
   * node for each one that the library passes, and the expression in place of the callback.
   */
  readonly call: TSESTree.CallExpression;
  /** `path` of `async.apply(load, path)` */
  readonly given: readonly TSESTree.Expression[];
  /** `self` of `load.bind(self)`; null for none, and for the object that a method is read from. */
  readonly self: TSESTree.Expression | null;
  /** It is called without the object that it is read from: `store.load`. */
  readonly losesReceiver: boolean;
}

/** How many arguments a function passes to its callback with an error: the error alone, `cb(err)`, or a second one, `cb(err, value)`. */
export type ErrorCount = 1 | 2 | 'unknown';

/**
 * What the calls of a function's callback pass on success: no argument at all, `cb()`; no result, `cb(null)`; a result, `cb(null, x)`;
 * sometimes one; or what another file decides.
 */
export type ResultCount = 'nothing' | 'none' | 'one' | 'mixed' | 'unknown';

/**
 * What a function does where there is no callback, with an error and without: `exit(1)` and `exit(0)` of `cb ? cb(err) : exit(1)` and
 * `cb ? cb(null, row) : exit(0)`. Null for nothing.
 */
export interface MissingCallback {
  readonly onError: TSESTree.Expression | null;
  readonly onSuccess: TSESTree.Expression | null;
}

/** A call that a callback form hands the callback on to, `rm(path, cb)`. */
export interface HandedOn {
  readonly call: TSESTree.CallExpression;
  /** The mention of the only variable of the async function that the call reads, whose value the function returns. Null for none. */
  readonly carried: TSESTree.Identifier | null;
}

/** What a callback form passes to the callback, and what it does without one. */
export interface Handover {
  /** The variable that holds the callback. */
  readonly callback: Scope.Variable;
  /** `arguments`: the async function returns all arguments in a list. `results`: all but the error, which is null. */
  readonly results: ResultCount | 'arguments' | 'results';
  /** The call that the callback form makes with the callback, in place of passing results to it. Null for none. */
  readonly handedOn: HandedOn | null;
  readonly errorCount: ErrorCount;
  /** There may be no callback. */
  readonly tested: boolean;
  readonly missing: MissingCallback;
}

/** A function that loses its callback, with what becomes of its users. */
export interface Conversion extends Candidate {
  /** The steps that become `async`: the ones that await or return a promise. */
  readonly asyncSteps: readonly Step[];
  readonly results: ResultCount;
  readonly errorCount: ErrorCount;
  /** A result is a stream or another emitter, which may emit before a callback that gets it a tick later subscribes to it. */
  readonly passesEmitter: boolean;
  readonly missing: MissingCallback;
  /** Its callback form returns a promise where it gets no callback. */
  readonly returnsPromise: boolean;
  readonly users: readonly User[];
  /** How others reach the function by its old name; null where all its users are seen. */
  readonly edge: Edge | null;
}

/** What becomes of a user of a function that loses its callback, apart from the sites that are rewritten. */
export type User =
  /**
   * `load(path, done)` becomes `callbackify(load)(path, done)`; where that would call back with another number of arguments than the function
   * did, `callbackify(load)(path, (err) => done(err))`, by `handover`.
   */
  | { readonly form: 'callbackified'; readonly call: TSESTree.CallExpression; readonly handover: Handover | null }
  /** `load(path);`, without a callback, becomes `load(path).catch(() => {});`. */
  | { readonly form: 'caught'; readonly call: TSESTree.CallExpression }
  /** `exports.load = load` becomes `exports.load = callbackify(load)`, or a function that calls that. */
  | { readonly form: 'value'; readonly mention: Mention };

/** What the users of a function have to know once it has lost its callback. Plain data: they may be in other files. */
export interface AsyncForm {
  /** The number of its parameters before, with the callback. */
  readonly parameters: number;
  /** The index of the first parameter in whose place the callback may be passed: 1 for `load(path, options, cb)` that moves `options`. */
  readonly callbackFrom: number;
  readonly results: ResultCount;
  readonly errorCount: ErrorCount;
  /** It may be called without a callback. */
  readonly isOptional: boolean;
  /** Without a callback it ignores its errors. */
  readonly isSilent: boolean;
  /** `callbackify` is all that a caller with a callback needs: nothing was done for the callback before the work. */
  readonly isPlain: boolean;
  readonly usesThis: boolean;
}

/** An exported function of the file of which all users are in files that change with it, so that nobody needs a callback form of it. */
export interface ClosedExport {
  /** The expression that gives the export its value: the function, or a variable that holds it. */
  readonly definition: TSESTree.Node;
  /** The places where the file itself uses the function by its export: `exports.load` of `exports.load(id, cb)`. */
  readonly mentions: readonly TSESTree.Node[];
  /** Users of the package call it as well. They are told by a `TypeError` that it takes no callback. */
  readonly isPublic: boolean;
}

/** A function of another file that has become async, with the places where this file uses it. */
export interface ImportedAsync {
  readonly form: AsyncForm;
  /** The name of the async function beside a callback form, `loadAsync`, which the calls may go on to use. Null where it has lost its callback. */
  readonly core: string | null;
  /** `store.load` of `store.load(id, cb)`; where there is a callback form, only the callees of calls. */
  readonly mentions: readonly TSESTree.Node[];
}

/** What is known of the users of a file's functions in other files, and of the functions of other files that the file uses. */
export interface ProjectFunctions {
  readonly closed: ReadonlyMap<FunctionNode, ClosedExport>;
  /** The methods of instances of which all users are in files that change with them: their callers, and `this.get(...)` in their class. */
  readonly closedMethods: ReadonlySet<FunctionNode>;
  /** The functions that other files would call by an async function beside the callback form. */
  readonly shared: ReadonlySet<FunctionNode>;
  /** The methods of exported classes that `this.get(...)` in the class certainly calls, since no other file extends it. */
  readonly sealed: ReadonlySet<FunctionNode>;
  readonly imported: readonly ImportedAsync[];
  /** Names that an async function may not get beside its callback form, since another file mentions them: `getAsync`. */
  readonly takenNames: ReadonlySet<string>;
  /**
   * What other files pass to frameworks, `app.use(require('./auth'))`, by the expression that has it here: the value of an export, or what an exported
   * function returns. `isClosed`: there is no other user.
   */
  readonly registered: ReadonlyMap<TSESTree.Node, { readonly hosts: readonly HostUse[]; readonly isClosed: boolean }>;
  /** What other files give parameters of exported functions: `express()` for `app` of `module.exports = function (app) {}`. */
  readonly given: ReadonlyMap<TSESTree.Node, string>;
}

/** An expression that evaluates to a function: `load`, `store.load`. */
export type Mention = TSESTree.Identifier | TSESTree.MemberExpression;

/** What becomes of a user of a function of another file, which has lost its callback. */
export interface ImportedUser {
  readonly user: User;
  readonly form: AsyncForm;
}

/** The callback form of a function that others see. */
export type Edge =
  /** `exports.find = callbackify(async function (id) { ... });` */
  | { readonly form: 'wrapped' }
  /** `exports.findAsync = async function (id) { ... };` and `exports.find = function (id, cb) { callbackify(exports.findAsync)(id, cb); };` */
  | { readonly form: 'beside'; readonly core: string }
  /** `module.exports = (id, cb) => callbackify(find)(id, cb);` and `async function find(id) { ... }` below it. */
  | { readonly form: 'below'; readonly core: string }
  /** The function stays and has an async function in it: `function (id, cb) { callbackify(async () => { ... })(cb); }` around these statements. */
  | { readonly form: 'inside'; readonly statements: readonly TSESTree.Statement[] };
