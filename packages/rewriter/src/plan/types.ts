import type { ApiFacts, CallbackSite, Dependencies, DetectOptions, FunctionNode, Host, Scope } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { RefusalCode } from '../refusals.js';
import type { Position } from '../syntax/position.js';
import type { Target } from '../target/target.js';

// The vocabulary of planning. Every stage reads it, so it imports none of them.

export interface RewriteOptions {
  /** Accept the documented small changes of docs/semantics.md for plainer output. */
  readonly idiomatic?: boolean;
  /**
   * How a callee becomes a promise: `inline`, the default, promisifies it in its place. `hoisted` does so once below the imports,
   * `const readFile = promisify(fs.readFile);`, where the function is known to be there and the same. `native` calls
   * `fs.promises.readFile` and its like where they give the same. A test that replaces `fs.readFile` later does not see either.
   */
  readonly promisify?: 'inline' | 'hoisted' | 'native';
  /** What the project depends on: an old `bcrypt` returns no promise, and is promisified. */
  readonly dependencies?: Dependencies;
  /** Where the project runs. Forms that do not run there are not used. Default: the newest Node. */
  readonly target?: Target;
  /** What the sites were detected with: `rewrite` detects them anew in its own result. */
  readonly detect?: DetectOptions;
}

/**
 * What becomes of everything in one function, or in a module outside of its functions. The unit of planning: its rewrites are made
 * together or not at all.
 */
export interface FunctionPlan {
  /**
   * The text of its outermost rewritten calls, white space collapsed: it stays equal as long as the calls read the same, wherever
   * they move to. Two functions with equal calls have equal ids.
   */
  readonly id: string;
  /** The function or module in which the calls are after the rewrite. A callback that moves to its call is none of its own. */
  readonly host: Host;
  readonly signature: Signature;
  readonly body: BodyPlan;
  /** Its rewrites, outer ones before inner ones. */
  readonly sites: readonly Rewrite[];
  readonly refused: readonly Refusal[];
}

/** What becomes of the function itself. */
export type Signature =
  | { readonly form: 'keeps' }
  /** `fn` is the plan's host, or the function around the promise of which the host was the executor. */
  | { readonly form: 'becomes-async'; readonly fn: FunctionNode; readonly dropped: readonly TSESTree.Parameter[] };

/** What becomes of a function's code outside of its rewritten calls. */
export interface BodyPlan {
  /** What the calls of the host's callback become, where the outcome of an async function takes their place. */
  readonly completions: readonly Completion[];
  /** `try` statements around them that do nothing but forward the error they catch. They go away. */
  readonly rethrowing: readonly TSESTree.TryStatement[];
  /** What takes the place of the promise that was made by hand, where the host was its executor. */
  readonly executor: ExecutorForm | null;
  /** The calls whose outcome `callbackify` forwards to the host's callback. */
  readonly callbackified: readonly Callbackified[];
}

/** `callbackify(async () => { ... })(cb);` in place of a call and its callback. */
export interface Callbackified {
  readonly call: CallbackSite['call'];
  readonly completions: readonly Completion[];
  readonly rethrowing: readonly TSESTree.TryStatement[];
}

export type Plan = Rewrite | Refusal;

/** The site stays as it is, for this reason. */
export interface Refusal {
  readonly action: 'refuse';
  readonly site: CallbackSite;
  readonly reason: RefusalCode;
}

/** The site is rewritten, in this way. */
export interface Rewrite {
  readonly action: 'rewrite';
  readonly site: CallbackSite;
  /** What is known of the callee; null where it is not catalogued. */
  readonly facts: ApiFacts | null;
  readonly call: CallbackSite['call'];
  /**
   * `await`: flat in its function. `detached`: in an async function of its own that is called in its place. `bridge`: in
   * an async function whose outcome `callbackify` forwards to the host's callback. `forgotten`: nobody waits, and a failure
   * is ignored: `promisify(fs.unlink)(path).catch(() => {})`. `promise`: in place of a promise made by hand.
   */
  readonly form: 'await' | 'async-iife' | 'callbackify' | 'fire-and-forget' | 'promise';
  readonly position: Position;
  /** How the callee is promisified; null where it cannot be, and the call stays as it is inside of a promise. */
  readonly callee: CalleeForm | null;
  readonly error: ErrorForm;
  readonly results: ResultForm;
  /** The rule in `capture-rules.ts` by which the error is captured although its own form would allow a plainer text; null for none. */
  readonly captured: string | null;
  /** Whether `catch {}` runs where the project runs, else a `catch` names its error; and whether its TypeScript knows `catch (err: any)`. */
  readonly catchSyntax: { readonly bare: boolean; readonly typed: boolean };
  /** The callback uses the `this` that the callee gives it, which comes with the results. */
  readonly usesThis: boolean;
  /** The declaration of a named callback, which goes away since its body moves. */
  readonly declaration: TSESTree.Statement | null;
}

/** A rewrite that has no place yet. */
export type Draft = Omit<Rewrite, 'form'>;

/** How the callee is promisified, so that it keeps its receiver. */
export type CalleeForm =
  /** `promisify(load)(...)` */
  | { readonly form: 'function' }
  /** `readFile(...)`, where `const readFile = promisify(fs.readFile);` is below the imports. */
  | { readonly form: 'constant'; readonly callee: ConstantCallee }
  /** `promisify(s3.upload).call(s3, ...)`; an impure receiver goes into a variable first. */
  | { readonly form: 'method'; readonly callee: TSESTree.MemberExpression; readonly isPure: boolean }
  /** `bcrypt.hash(...)`: without a callback it returns a promise by itself. */
  | { readonly form: 'native' }
  /** `fs.promises.readFile(...)`: `variant` is what is behind the object of the callee. */
  | { readonly form: 'variant'; readonly callee: TSESTree.MemberExpression; readonly variant: string }
  /** `fn.call(self, ...)` becomes `promisify(fn).call(self, ...)` */
  | { readonly form: 'call'; readonly target: TSESTree.Expression };

/** A callee that can be promisified once for the whole file: `readFile`, `fs.readFile`. */
export type ConstantCallee = TSESTree.Identifier | (TSESTree.MemberExpression & { readonly object: TSESTree.Identifier });

/** What `util.promisify` makes of the results of an API. */
export type Promisified = 'first' | 'none' | readonly string[];

/** How the results of the callback reach the continuation. */
export type ResultForm =
  /** None is used. */
  | { readonly form: 'none' }
  /** `const text = await promisify(fs.readFile)(...)`: the first result. */
  | { readonly form: 'first'; readonly parameter: TSESTree.Identifier | TSESTree.ObjectPattern | TSESTree.ArrayPattern }
  /** `const { stdout } = await promisify(exec)(...)`: the promisified API gives an object. */
  | { readonly form: 'object'; readonly entries: readonly (readonly [key: string, parameter: TSESTree.Identifier])[] }
  /** `const [response, body] = await new Promise(...)`: all of them, null where one is not used. */
  | { readonly form: 'all'; readonly parameters: readonly (TSESTree.Parameter | null)[] };

/** What the callback does with its error, and so what becomes of it. Each form has its record in `error-forms/`. */
export type ErrorForm =
  /** `if (err) throw err; else otherwise` first: a plain await. `guard` is dropped. */
  | {
      readonly form: 'propagate';
      readonly guard: TSESTree.IfStatement | TSESTree.ExpressionStatement;
      readonly otherwise: TSESTree.Statement | null;
    }
  /** `if (err) handler else otherwise` first: only the awaited call is in `try`. */
  | {
      readonly form: 'catch';
      readonly guard: TSESTree.IfStatement;
      /** The guard itself where it tests more than the error: `if (err && err.code !== 'ENOENT') ...`. */
      readonly handler: TSESTree.Statement | null;
      readonly otherwise: TSESTree.Statement | null;
      /** The handler only looks at the error, and the work goes on behind it. */
      readonly fallsThrough: boolean;
    }
  /** Nothing but `cb(err, value)`: the error goes on in `catch`, the value behind it. */
  | { readonly form: 'forward'; readonly call: TSESTree.CallExpression }
  /** Nothing but `err ? onError : onSuccess`; without `onError` the rejection goes up. */
  | { readonly form: 'choice'; readonly onError: TSESTree.CallExpression | null; readonly onSuccess: TSESTree.CallExpression }
  /** A `forward` in a function that becomes async, whose caller gets the callback: the value is returned. */
  | { readonly form: 'deliver'; readonly value: TSESTree.Identifier | null }
  /** Forwarded or read through `arguments`: an array takes their place. */
  | { readonly form: 'arguments' }
  /** The callback is a named function that stays: it is called with what the callee gave. */
  | { readonly form: 'pass-through'; readonly callback: TSESTree.Identifier; readonly outcome: 'thrown' | 'caught' | 'ignored' }
  /** Never looked at. */
  | { readonly form: 'ignore' }
  /** Anything else: the error stays a variable. Results may be read next to it, as the callee gave them. */
  | { readonly form: 'capture'; readonly sideBySide: boolean };

/** The form of a name: `FormOf<'catch'>`. */
export type FormOf<Name extends ErrorForm['form']> = Extract<ErrorForm, { form: Name }>;

/** A call of the host's callback that ends its work, and what takes its place in an async function. */
export interface Completion {
  readonly call: TSESTree.CallExpression;
  /** `cb(null, value)`: `return value`; `cb()`: `return`; `cb(err)`: `throw err`. */
  readonly kind: 'return' | 'throw';
  readonly value: TSESTree.Expression | null;
}

/** The executor of a native promise, whose outcome an async function can give as well. */
export interface Executor {
  readonly fn: FunctionNode;
  readonly expression: TSESTree.NewExpression;
  readonly resolve: Scope.Variable;
  /** Null where the promise never rejects by it. */
  readonly reject: Scope.Variable | null;
}

/** What takes the place of `new Promise(executor)`. */
export type ExecutorForm =
  /** `promisify(fs.readFile)(path)` */
  | { readonly form: 'promise'; readonly executor: Executor }
  /** `(async () => { ... })()` */
  | { readonly form: 'call'; readonly executor: Executor }
  /** The function that does nothing but return the promise becomes `async`, with the executor's statements. */
  | { readonly form: 'host'; readonly executor: Executor; readonly host: FunctionNode };
