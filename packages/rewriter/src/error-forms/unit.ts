import type { Scope } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Rewrite } from '../plan/types.js';

/** A statement with the comments around it, without the indentation of its place. */
export interface Chunk {
  /** The text with its comments, made only when it is asked for, since the statement may contain other rewrites. */
  readonly text: () => string;
  /** The number of empty lines in front of it. */
  readonly emptyLines: number;
  /** Whether it is on the same line as the statement before it. */
  readonly isBeside: boolean;
  /** Null for the comments behind the last statement of a block, and for lines that a form adds. */
  readonly statement: TSESTree.Statement | null;
  /** The comments in front of the statement and behind it. */
  readonly lead: string;
  readonly trail: string;
}

/**
 * The output of one rewrite, an awaited call and what follows it, in parts, so that two calls with equal handlers can share one
 * `try`. No text has indentation.
 */
export interface Unit {
  /** Comments in front of everything else. */
  readonly lead: string;
  /** Variables that are declared in front of the `try`, since they are read behind it. */
  readonly declared: readonly string[];
  /** The keyword that `declared` needs. */
  readonly keyword: 'let' | 'var';
  /** The declaration of the receiver, where it is evaluated on a line of its own: `const db = getDb();`. */
  readonly receiver: string | null;
  /** The declaration of the promise in front of the async block, `const pending = promisify(load)(path, { ... });`, which `attempt` awaits. Left out where it awaits the call. */
  readonly pending?: string;
  /** The statement with the awaited call: `text = await readFile(path);`. */
  readonly attempt: string;
  /** The `catch`; null where the call is not in a `try`. */
  readonly handler: Handler | null;
  /** The statements behind the call or its `try`. */
  readonly after: readonly Chunk[];
}

/** The `catch` of a unit. */
export interface Handler {
  /** The error parameter with its type; null for `catch {`. */
  readonly parameter: string | null;
  /** A hint for a coverage tool in front of the brace: `istanbul ignore next`. */
  readonly hint?: string | null;
  readonly body: string;
  /** Whether it leaves the function, so that nothing behind the `try` runs after it. */
  readonly ends: boolean;
}

/** The keyword of a declaration. */
export type Keyword = 'const' | 'let' | 'var';

/**
 * How a `catch` names its error: the parameter, a first line that declares the error with its type, and the text for the error as an
 * argument of a call.
 */
export interface CaughtError {
  readonly parameter: string;
  readonly firstLine: string | null;
  readonly use: string;
}

/**
 * The services with which an error form writes the unit of one rewrite. `FileUnitWriter` of the rendering implements them, so that
 * the forms need not know about files, slices and imports.
 */
export interface UnitWriter {
  readonly rewrite: Rewrite;
  /** What ends a statement in this file: `;`, or an empty string. */
  readonly semicolon: string;
  readonly isTypeScript: boolean;
  /** The variable for the `this` with which the callee calls the callback, if that is used. */
  readonly receivedThis: string | undefined;
  /** The variable for the result that is passed to a named callback that stays, if there is one. */
  readonly passedThrough: string | undefined;
  /** Whether the receiver is evaluated on a line of its own. */
  readonly hasReceiver: boolean;
  /** Whether the evaluation of the call's arguments may throw, see `syntax/evaluation.ts`. */
  readonly evaluationMayThrow: boolean;

  /** The text of a node without indentation, with the rewrites inside of it. */
  textOf(node: TSESTree.Node): string;
  /** The text of a node that stands twice in the output, as it is where the error is set. */
  textWithError(node: TSESTree.Node): string;
  /** The name of a variable in the output. */
  nameOf(variable: Scope.Variable): string;
  /** The end of the comments behind an offset, no further than a limit. */
  trailingEnd(offset: number, limit: number): number;
  /** The statements of the callback; for an expression body, the expression as a statement. */
  continuation(): Chunk[];
  /** The statements of the callback in front of its guard. */
  ahead(guard: TSESTree.Statement): Chunk[];
  /** The statements of the callback behind its guard. */
  behind(guard: TSESTree.Statement): Chunk[];
  /** The statements of a branch without its braces, with the comments up to `limit`. */
  branch(branch: TSESTree.Statement, limit: number): Chunk[];
  /** The start of the comments at the end of a branch that are about its `else`. */
  startOfElse(branch: TSESTree.Statement): number;
  /** The comments between two offsets that are in no part of the output yet. */
  hiddenComments(start: number, end: number): readonly string[];
  /** The comments in front of a guard and behind it. */
  commentsAround(guard: TSESTree.Statement): { readonly lead: string; readonly trail: string };
  /** A line that the form adds. */
  line(text: string): Chunk;
  /** The text of some statements, as inside of a block. */
  joinBlock(chunks: readonly Chunk[]): string;

  /** The variable of the callback's `arguments`. */
  argumentsVariable(): Scope.Variable | undefined;
  /** The name of the error in the output. */
  errorName(): string;
  /** A name for the parameter of a `catch` that differs from the error's own name. */
  otherName(name: string): string;
  /**
   * The value for no error: `null`, or `undefined` where the types of TypeScript ask for it.
   *
   * @param use the call whose first argument it is; null where it is assigned to a variable
   */
  absentError(use: TSESTree.CallExpression | null): 'null' | 'undefined';
  /** The type of the error in TypeScript. */
  errorType(): string;
  /**
   * How a `catch` names its error.
   *
   * @param handler the node in the `catch` that reads the error; null where only the form's own call does
   */
  caught(name: string, handler: TSESTree.Node | null): CaughtError;
  /** Whether the output of a statement ends with `return` or `throw`. */
  leaves(statement: TSESTree.Statement): boolean;
  /** Whether a node of the output reads the error. */
  isErrorRead(node: TSESTree.Node): boolean;
  /** Whether a node is a reference to a result. */
  isResult(node: TSESTree.Node): boolean;

  /** The pattern of a declaration that takes the results of a plain await; null where no result is used. */
  results(): { readonly pattern: string | null; readonly keyword: Keyword };
  /** The callback's parameters as elements of an array pattern, an empty string for one that is not used. */
  parameterSlots(): { readonly slots: string[]; readonly type: string; readonly keyword: Keyword };
  /** `[a, , b]` for the elements `a`, an empty string, `b`. */
  listPattern(slots: readonly string[]): string;
  /** The text of the promise that is awaited: `promisify(load)(path)`. */
  promise(): string;
  /** The text of a promise that never rejects. It resolves to one argument of the callback, by its index, or to an array of all. */
  capturingPromise(captures: number | 'all'): string;
  /** Whether the promise may resolve to one result, where nothing else is used: `(err, text) => resolve(text)`. */
  readonly takesOneResult: boolean;

  /** The statement `const text = await ...;`, of the head `const text = `, the promise, and the tail behind it. */
  awaited(head: string, tail?: string): string;
  /** The statement `return ...;` with the promise. */
  returned(): string;
  /** The parts of a unit without a `try` that are the same in most forms. */
  plain(): Pick<Unit, 'lead' | 'declared' | 'keyword' | 'receiver' | 'handler'>;
  /** A unit whose call is awaited in a `try`. */
  inTry(after: readonly Chunk[], handler: Handler): Unit;
  /** `return load(path);` where the next statement only returns the result; else `const text = await load(path);` and what follows. */
  returnedAtOnce(after: readonly Chunk[]): Pick<Unit, 'attempt' | 'after'>;
}
