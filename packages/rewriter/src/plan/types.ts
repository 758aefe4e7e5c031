// The vocabulary of planning: options, plans, and the forms that a rewrite is made of. All stages import it, and it imports none of them.

import type { ApiFacts, CallbackSite, Dependencies, DetectOptions, FunctionNode, Host, Scope } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { KeptReason } from '../conversion/kept-reasons.js';
import type { Conversion, ErrorCount, Flow, Handover, ImportedUser, ProjectFunctions, ResultCount } from '../conversion/types.js';
import type { RefusalCode } from '../refusals.js';
import type { Position } from '../syntax/position.js';
import type { PromisesModule, Target } from '../target/target.js';

// Options

/** What the user of the package chooses for the rewrites of a file. */
export interface RewriteOptions {
  /** Accept the documented small changes of docs/semantics.md for plainer output. */
  readonly idiomatic?: boolean;
  /**
   * How a callee is made to return a promise. `inline`, the default: `promisify(fs.readFile)(path)` in its place. `hoisted`: once below
   * the imports, `const readFile = promisify(fs.readFile);`, where the file shows that the function exists and is not replaced.
   * `native`: the promise variant `fs.promises.readFile(path)`, where it has an equal result. With the last two, a test that replaces
   * `fs.readFile` later has no effect on the call.
   */
  readonly promisify?: 'inline' | 'hoisted' | 'native';
  /** The dependencies of the project: an old version of `bcrypt` returns no promise, so that its functions are promisified. */
  readonly dependencies?: Dependencies;
  /** The environment that the project runs in. Syntax and functions that it lacks are not used. Default: the newest Node. */
  readonly target?: Target;
  /**
   * Whole functions: a function whose callback can go away becomes `async`, and its callers in the file await it; others reach it by a
   * callback form under its old name. Includes `idiomatic`.
   */
  readonly functions?: boolean;
  /**
   * For `idiomatic`: control-flow calls whose functions are written in them become straight code, `for (const file of files) { ... }`. Default: true.
   */
  readonly straight?: boolean;
  /**
   * For `functions`: what users of the package see of a function. `callback`, the default: a callback form. `both`: one that returns a promise
   * where it gets no callback. `promise`: the async function itself, which throws where it gets a callback.
   */
  readonly publicForm?: 'callback' | 'both' | 'promise';
  /** For `functions`: what is known of other files. By default others may use all that the file exports. */
  readonly project?: ProjectFunctions;
  /** The exports of the file that AWS Lambda calls, by the project's `serverless.yml` or SAM template. */
  readonly handlers?: readonly string[];
  /** The options with which the sites were detected: `rewrite` detects sites again in its own result. */
  readonly detect?: DetectOptions;
}

// Plans of functions

/**
 * What becomes of one function, or of a module outside of its functions. The unit of planning: its rewrites are made together or not at
 * all.
 */
export interface FunctionPlan {
  /**
   * The text of its outermost rewritten calls, with white space collapsed. It depends on the text of the calls only, not on their place in
   * the file; two functions with equal calls have equal ids.
   */
  readonly id: string;
  /** The function or module that has the calls after the rewrite: not a callback whose body moves to its own call. */
  readonly host: Host;
  readonly signature: Signature;
  /** Why the function keeps its callback, where whole functions are planned; null where it takes none, or loses it. */
  readonly kept: KeptReason | null;
  readonly body: BodyPlan;
  /** Its rewrites, outer ones before inner ones. */
  readonly sites: readonly Rewrite[];
  readonly refused: readonly Refusal[];
  /** What becomes of its uses of functions of other files, apart from the sites that are rewritten. */
  readonly importedUsers: readonly ImportedUser[];
}

/** What becomes of the function itself. */
export type Signature =
  | { readonly form: 'keeps' }
  /**
   * `fn` is the plan's host, or the function around the promise of which the host was the executor. `added`: the name of a parameter that it gets. `takers`: the names of the methods that get the
   * function, where another method takes one that returns a promise.
   */
  | { readonly form: 'becomes-async'; readonly fn: FunctionNode; readonly dropped: readonly TSESTree.Parameter[]; readonly added?: string; readonly takers?: readonly { readonly name: TSESTree.Node; readonly text: string }[] }
  /** The function becomes `async` and loses its callback, with all that its users in the file need. */
  | { readonly form: 'converted'; readonly fn: FunctionNode; readonly conversion: Conversion };

/** What becomes of a function's code outside of its rewritten calls. */
export interface BodyPlan {
  /** The calls of the host's callback that become `return` and `throw`, where the outcome of an async function replaces the callback. */
  readonly completions: readonly Completion[];
  /** The statements that go into a promise made by hand, since they are not flat. */
  readonly promises: readonly PromiseForm[];
  /** `try` statements around these calls that only forward the error they catch. They go away. */
  readonly rethrowing: readonly TSESTree.TryStatement[];
  /** What takes the place of a promise made by hand, where the host is its executor; null otherwise. */
  readonly executor: ExecutorForm | null;
  /** The calls whose outcome `callbackify` forwards to the host's callback. */
  readonly callbackified: readonly Callbackified[];
  /** The calls of functions that take no callback in the installed version of their package, which are made to call it again. */
  readonly restored: readonly RestoredCall[];
  /** The statements whose exceptions go to the host's callback, where its caller would have caught them, see `guardedCodeOf`. */
  readonly guarded: readonly GuardedCode[];
  /** The rewrites whose receiver is evaluated in their `try`, since the host's caller would have caught what it throws: `const query = Model.find();`. */
  readonly receivers: readonly Rewrite[];
}

/** `try { ... } catch (err) { return next(err); }` around adjacent statements. */
export interface GuardedCode {
  readonly statements: readonly TSESTree.Statement[];
  /** The name of the callback. */
  readonly callback: string;
  /** The rewrite whose statement follows: its `try` may take the statements in. Null where something else follows. */
  readonly next: Rewrite | null;
}

/** A call that passes a callback which nobody calls. */
export type RestoredCall =
  /** `rimraf(dir, done)` becomes `callbackify(rimraf)(dir, done)`; with a receiver, `callbackify(client.get).call(client, key, done)`. */
  | { readonly form: 'callback'; readonly call: TSESTree.CallExpression; readonly callee: TSESTree.Expression; readonly receiver: TSESTree.Expression | null; readonly moved: MovedExport | null }
  /** `promisify(rimraf)` becomes `rimraf`. */
  | { readonly form: 'promise'; readonly call: TSESTree.CallExpression; readonly callee: TSESTree.Expression; readonly moved: MovedExport | null };

/** `callbackify(async () => { ... })(cb);` in place of a call and its callback, with a function that calls `cb` where that has to count arguments. */
export interface Callbackified {
  readonly call: CallbackSite['call'];
  readonly completions: readonly Completion[];
  readonly rethrowing: readonly TSESTree.TryStatement[];
  readonly handover: Handover;
}

// Plans of callback sites

/** Whether and how a site is rewritten. */
export type Plan = Rewrite | Refusal;

/** The site is not rewritten, for this reason. */
export interface Refusal {
  readonly action: 'refuse';
  readonly site: CallbackSite;
  readonly reason: RefusalCode;
}

/** The site is rewritten in this way. */
export interface Rewrite {
  readonly action: 'rewrite';
  readonly site: CallbackSite;
  /** The catalogue's facts of the callee; null where it is not catalogued. */
  readonly facts: ApiFacts | null;
  /** The outermost call of the site, which is moved in one piece, see `outermostCallOf`. */
  readonly call: CallbackSite['call'];
  /**
   * `await`: awaited directly in its function. `async-iife`: in an async block, `(async () => { ... })();`, in place of the call.
   * `callbackify`: in an async function whose outcome `callbackify` passes to the host's callback. `fire-and-forget`: nobody waits, and
   * a rejection is ignored: `promisify(fs.unlink)(path).catch(() => {})`. `promise`: in place of a promise made by hand.
   */
  readonly form: 'await' | 'async-iife' | 'callbackify' | 'fire-and-forget' | 'promise';
  /** Where the call is in its function. */
  readonly position: Position;
  /** How the callee is promisified; null where it cannot be, so that the call stays as it is inside of a `new Promise(...)`. */
  readonly callee: CalleeForm | null;
  readonly error: ErrorForm;
  readonly results: ResultForm;
  /** The name of the rule in `capture-rules.ts` by which the error is captured; null where its own form decided. */
  readonly captured: string | null;
  /** Whether `catch {}` may be written, instead of `catch (err) {}`, and whether `catch (err: any)` may in TypeScript. */
  readonly catchSyntax: { readonly bare: boolean; readonly typed: boolean };
  /** The callback uses the `this` that the callee sets, which the promise resolves to beside the results. */
  readonly usesThis: boolean;
  /** The declaration of a named callback, which goes away since its body moves to the call; null for another callback. */
  readonly declaration: TSESTree.Statement | null;
}

/** A rewrite of which `placement.ts` has not yet decided where it is awaited. */
export type UnplacedRewrite = Omit<Rewrite, 'form'>;

/** A plan in the stages before placement. */
export type UnplacedPlan = UnplacedRewrite | Refusal;

// The forms of a rewrite

/** How the callee is promisified, so that it keeps its receiver. `lostCallback`: it is a function of the project that has no callback any more. */
export type CalleeForm =
  /** `promisify(load)(...)` */
  | { readonly form: 'function' }
  /** `readFile(...)`, with `const readFile = promisify(fs.readFile);` below the imports. */
  | { readonly form: 'constant'; readonly callee: ConstantCallee }
  /** `promisify(s3.upload).call(s3, ...)`; an impure receiver goes into a variable first. */
  | { readonly form: 'method'; readonly callee: TSESTree.MemberExpression; readonly isPure: boolean }
  /** `bcrypt.hash(...)`, which returns a promise if no callback is passed; or an object with a method that does: `s3.getObject(...).promise()`. */
  | { readonly form: 'native'; readonly moved: MovedExport | null; readonly promiseMethod: string | null; readonly lostCallback?: true }
  /** `fs.promises.readFile(...)`: `variant` is the path from the object of the callee, `promises.readFile`. */
  | { readonly form: 'variant'; readonly callee: TSESTree.MemberExpression; readonly variant: string; readonly lostCallback?: true }
  /** `readFile(...)`, which is imported from `fs/promises` then, if each use of the name is rewritten; else as `function`. */
  | { readonly form: 'imported-variant'; readonly imported: ImportedVariant }
  /** `Promise.all(files.map(async (file) => { ... }))`: straight code in place of a control-flow function of a library. */
  | FlowForm
  /** `fn.call(self, ...)` becomes `promisify(fn).call(self, ...)` */
  | { readonly form: 'call'; readonly target: TSESTree.Expression };

/** What takes the place of a control-flow call. */
export interface FlowForm {
  readonly form: 'flow';
  readonly flow: Flow;
  /** How each function with a name is made to return a promise, by the call that the library makes. */
  readonly callees: ReadonlyMap<TSESTree.CallExpression, ForwardedCallee>;
}

/** A function that the module no longer exports as a whole: `const rimraf = require('rimraf')` is an object since version 5. */
export interface MovedExport {
  /** The export that is the function: `rimraf`. */
  readonly name: string;
  /**
   * The name in the import that is replaced by a pattern, `const { rimraf } = require('rimraf')`, since the file uses it as the function
   * only. Null where the calls name the export instead: `require('rimraf').rimraf(dir)`.
   */
  readonly binding: TSESTree.Identifier | null;
}

/** Where a function is imported by its name that another module exports as a function that returns a promise. */
export interface ImportedVariant {
  readonly variable: Scope.Variable;
  /** `readFile` in `const { readFile } = require('fs')` or `import { readFile } from 'fs'`. */
  readonly specifier: (TSESTree.Property & { readonly parent: TSESTree.ObjectPattern }) | (TSESTree.ImportSpecifier & { readonly parent: TSESTree.ImportDeclaration });
  readonly module: PromisesModule;
}

/** A callee that can be promisified once for the whole file: `readFile`, `fs.readFile`. */
export type ConstantCallee = TSESTree.Identifier | (TSESTree.MemberExpression & { readonly object: TSESTree.Identifier });

/** What a promisified callee resolves to: its first result, nothing, or an object with these keys, such as `['stdout', 'stderr']`. */
export type Promisified = 'first' | 'none' | readonly string[];

/** How the results of the callback reach the continuation. */
export type ResultForm =
  /** No result is used. */
  | { readonly form: 'none' }
  /** `const text = await promisify(fs.readFile)(...)`: the first result. */
  | { readonly form: 'first'; readonly parameter: TSESTree.Identifier | TSESTree.ObjectPattern | TSESTree.ArrayPattern }
  /** `const { stdout } = await promisify(exec)(...)`: the promisified callee resolves to an object. */
  | { readonly form: 'object'; readonly entries: readonly (readonly [key: string, parameter: TSESTree.Identifier])[] }
  /** `const [response, body] = await new Promise(...)`: all results, with null for a parameter that is not used. */
  | { readonly form: 'all'; readonly parameters: readonly (TSESTree.Parameter | null)[] };

/** What the callback does with its error, which decides how the rewrite handles a rejection. Each form has a record in `error-forms/`. */
export type ErrorForm =
  /** The callback starts with `if (err) throw err; else otherwise`: an `await` without `try`. `guard` is removed. */
  | {
      readonly form: 'propagate';
      readonly guard: TSESTree.IfStatement | TSESTree.ExpressionStatement;
      readonly otherwise: TSESTree.Statement | null;
    }
  /** The callback starts with `if (err) handler else otherwise`: the awaited call goes into a `try`, and `handler` into its `catch`. */
  | {
      readonly form: 'catch';
      readonly guard: TSESTree.IfStatement;
      /** The branch that runs with an error, or the guard itself where it tests more: `if (err && err.code !== 'ENOENT') ...`. */
      readonly handler: TSESTree.Statement | null;
      readonly otherwise: TSESTree.Statement | null;
      /** The handler does not leave the callback, so that the statements behind the guard run with an error, too. */
      readonly fallsThrough: boolean;
    }
  /**
   * The callback starts with `if (err || !row) return handle(err);`: the short `branch` goes into the `catch`, and stays behind the
   * `try`, where `operand` is left out of the test and the error is null.
   */
  | { readonly form: 'combined'; readonly operand: TSESTree.LogicalExpression; readonly branch: TSESTree.Statement }
  /** A `combined` in a function that becomes async, whose branch forwards the error to the host's callback: a rejection is not caught. */
  | { readonly form: 'combined-rejection'; readonly operand: TSESTree.LogicalExpression }
  /** The callback is only `cb(err, value)`: the error is forwarded in the `catch`, the value behind the `try`. */
  | { readonly form: 'forward'; readonly call: TSESTree.CallExpression }
  /** The callback is only `err ? onError : onSuccess`. Without `onError`, a rejection is not caught. */
  | { readonly form: 'choice'; readonly onError: TSESTree.CallExpression | null; readonly onSuccess: TSESTree.CallExpression }
  /** A `forward` in a function that becomes async: the value is returned instead of being passed to the host's callback. */
  | { readonly form: 'deliver'; readonly value: TSESTree.Identifier | null; readonly list: ListForm | null }
  /** The callback reads or forwards its `arguments`: an array replaces them. */
  | { readonly form: 'arguments' }
  /**
   * The callback is a named function that stays where it is: the output calls it with the error or the result. `own`: the form that the
   * function's own code has. `returned`: the function completes the host, so that its call is returned.
   */
  | {
      readonly form: 'pass-through';
      readonly callback: TSESTree.Identifier;
      readonly outcome: 'thrown' | 'caught' | 'ignored';
      readonly own: ErrorForm;
      readonly returned: boolean;
    }
  /** The callback never reads the error. */
  | { readonly form: 'ignore' }
  /** Any other use: the error stays a variable. `sideBySide`: error and results come in one array, since the callee may pass both. */
  | { readonly form: 'capture'; readonly sideBySide: boolean };

/** The error form with this name: `FormOf<'catch'>`. */
export type FormOf<Name extends ErrorForm['form']> = Extract<ErrorForm, { form: Name }>;

// Outcomes of async functions

/** What is in a list that an async function returns: all that the callback gets, or all but the error, which is null. */
export type ListForm = 'arguments' | 'results';

/** A call of the host's callback as the last step of the host, and what replaces it in an async function. */
export interface Completion {
  readonly call: TSESTree.CallExpression;
  /** The arguments that the callback gets; none where it is forwarded. */
  readonly passed: readonly TSESTree.Node[];
  /** What is replaced: the call, or what is around it: `cb && cb(err)`, `if (cb) cb(err);`, `process.nextTick(cb, err)`. */
  readonly whole: TSESTree.Node;
  /**
   * `cb(null, value)`: `return value`; `cb()`: `return`; `cb(err)`: `throw err`, or, where `err` may be unset, `either`:
   * `if (err) throw err;` and a `return`; `load(path, cb)`: `return promisify(load)(path)`; a call of an inner function that completes
   * the host, `next()`: `return next()`.
   */
  readonly kind: 'return' | 'throw' | 'either' | 'forward' | 'step';
  /** What is returned or thrown; for `either`, what is returned. */
  readonly value: TSESTree.Expression | null;
  /** What a `forward` calls; null for the other kinds. */
  readonly forwarded: ForwardedCallee | null;
  /** What is done where there is no callback: `exit()` of `cb ? cb(err) : exit()`. Left out for nothing. */
  readonly otherwise?: TSESTree.Expression;
  /** What stands in place of `return`: `const size = ` where the value was that of an awaited promise, nothing where nobody reads it. Left out for `return` itself. */
  readonly head?: string;
  /** All arguments are returned as a list, `return [err, row, count]`, or all results, `return [row, count]`, which the callback form passes on. Left out for neither. */
  readonly list?: ListForm;
  /** The error among the arguments is a variable that is null here, and may be gone: `cb(err, row)` behind `if (err) return cb(err);`. */
  readonly isErrorNull?: boolean;
}

/** `return new Promise((resolve, reject) => { ... });` around the last statements of a path in a host that loses its callback. */
export interface PromiseForm {
  readonly statements: readonly TSESTree.Statement[];
  /** The calls of the callback in them: `cb(null, value)` becomes `resolve(value)`, `cb(err)` becomes `reject(err)`. None where there is an adapter. */
  readonly settlements: readonly Completion[];
  /**
   * The name of the callback, where it is also stored or passed on, so that the promise needs one in its place:
   * `const cb = (err, result) => (err ? reject(err) : resolve(result));`. Null for none.
   */
  readonly adapter: string | null;
}

/** The callee of a call that forwards the host's callback, `load(path, cb)`, in a host that loses its callback. */
export interface ForwardedCallee {
  /** How it is made to return a promise. */
  readonly callee: CalleeForm;
  /** What it passes on success; null where it is a function of the file that loses its own callback. */
  readonly results: ResultCount | null;
  readonly errorCount: ErrorCount;
}

/** The executor of a promise of the language, `new Promise((resolve, reject) => { ... })`, which an async function may replace. */
export interface Executor {
  readonly fn: FunctionNode;
  /** `new Promise(fn)` */
  readonly expression: TSESTree.NewExpression;
  readonly resolve: Scope.Variable;
  /** Null where the executor takes no `reject`. */
  readonly reject: Scope.Variable | null;
}

/** What takes the place of `new Promise(executor)`. */
export type ExecutorForm =
  /** `promisify(fs.readFile)(path)`, with what is done with its outcome. */
  | { readonly form: 'promise'; readonly executor: Executor; readonly reactions: PromiseReactions | null }
  /** `(async () => { ... })()` */
  | { readonly form: 'call'; readonly executor: Executor }
  /** The function that only returns the promise becomes `async`, or is so already and awaits or returns the promise, and takes over the statements of the executor. `statement`: what awaits or returns the promise; null for an arrow function's body. `declared`: the variable that gets its value in several places, or in a branch, so that it is declared in front; null for none. */
  | { readonly form: 'host'; readonly executor: Executor; readonly host: FunctionNode; readonly statement: TSESTree.Statement | null; readonly declared: TSESTree.Identifier | null };

/** What is done with the outcome of a promisified call: `.then((info) => info.size, () => 0)`. */
export interface PromiseReactions {
  /** The value where the call succeeds; null for its result. */
  readonly fulfilled: Reaction | null;
  /** The value or the error where the call fails, and the variable of the call's error, if it is read; null for the call's own error. */
  readonly rejected: (Reaction & { readonly error: Scope.Variable | null }) | null;
}

/** What a promise is settled with. */
export interface Reaction {
  readonly kind: 'return' | 'throw';
  /** A text where the expression is a test for the error, whose answer is known. */
  readonly value: TSESTree.Expression | 'true' | 'false';
}
