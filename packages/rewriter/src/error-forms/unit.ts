import type { Scope } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Rewrite } from '../plan/types.js';

/** A statement with the comments around it, at no indentation. */
export interface Chunk {
  /** Made only when it is asked for, since the statement may hold rewrites. */
  readonly text: () => string;
  /** How many empty lines were in front of it. */
  readonly emptyLines: number;
  /** It followed the statement before on the same line. */
  readonly isBeside: boolean;
  /** Null for what is behind the last statement of a block. */
  readonly statement: TSESTree.Statement | null;
  /** The comments in front of the statement and behind it. */
  readonly lead: string;
  readonly trail: string;
}

/** An awaited call and what follows it, in parts that neighbours can share. All texts are at no indentation. */
export interface Unit {
  /** Comments in front of everything else. */
  readonly lead: string;
  /** Variables that the `try` must not hide. */
  readonly declared: readonly string[];
  /** What they are declared with. */
  readonly keyword: 'let' | 'var';
  /** The receiver, where it is evaluated in a line of its own. */
  readonly receiver: string | null;
  /** The awaited call with what takes its result. */
  readonly attempt: string;
  /** The `catch`, if there is one. */
  readonly handler: Handler | null;
  /** What follows. */
  readonly after: readonly Chunk[];
}

/** The `catch` of a unit. */
export interface Handler {
  readonly parameter: string | null;
  /** A comment for a coverage tool, in front of its brace. */
  readonly hint?: string | null;
  readonly body: string;
  /** Nothing behind the `try` runs after it. */
  readonly ends: boolean;
}

export type Keyword = 'const' | 'let' | 'var';

/** How a `catch` names its error: the parameter, a first line that gives it its type, and its use in a call. */
export interface CaughtError {
  readonly parameter: string;
  readonly firstLine: string | null;
  readonly use: string;
}

/**
 * What an error form writes the unit of one rewrite with. The rendering implements it: the forms know nothing of files, slices and
 * imports.
 */
export interface UnitWriter {
  readonly rewrite: Rewrite;
  /** `;`, or nothing where the file does without. */
  readonly semicolon: string;
  readonly isTypeScript: boolean;
  /** The variables that were chosen for this rewrite: the callee's `this`, the result that a function is called with. */
  readonly receivedThis: string | undefined;
  readonly passedThrough: string | undefined;
  /** Whether the receiver is evaluated in a line of its own. */
  readonly hasReceiver: boolean;
  /** Whether the evaluation of the call may throw before the callee is called, see `evaluation.ts`. */
  readonly evaluationMayThrow: boolean;

  /** The text of a node at no indentation, what is rewritten in it included. */
  textOf(node: TSESTree.Node): string;
  nameOf(variable: Scope.Variable): string;
  /** The end of the comments behind an offset, no further than a limit. */
  trailingEnd(offset: number, limit: number): number;
  /** The statements of the callback; those of an expression body are the expression. */
  continuation(): Chunk[];
  /** The statements of the callback in front of its guard, and those behind it. */
  ahead(guard: TSESTree.Statement): Chunk[];
  behind(guard: TSESTree.Statement): Chunk[];
  /** The statements of a branch, its braces gone; `limit` is how far comments belong to it. */
  branch(branch: TSESTree.Statement, limit: number): Chunk[];
  /** Where the comments begin that are at the end of a branch but speak of its `else`. */
  startOfElse(branch: TSESTree.Statement): number;
  /** The comments between two offsets that no part of the output has yet. */
  hiddenComments(start: number, end: number): readonly string[];
  /** The comments around a guard that the rewrite takes apart. */
  commentsAround(guard: TSESTree.Statement): { readonly lead: string; readonly trail: string };
  /** A line of the form's own. */
  line(text: string): Chunk;
  joinBlock(chunks: readonly Chunk[]): string;

  /** The variable of the callback's `arguments`. */
  argumentsVariable(): Scope.Variable | undefined;
  /** What the error is called in the output. */
  errorName(): string;
  /** A name for what `catch` gets, next to the error's own. */
  otherName(name: string): string;
  /** What stands for no error, in a call that it is the first argument of or as a variable: `null`, in TypeScript perhaps `undefined`. */
  absentError(use: TSESTree.CallExpression | null): 'null' | 'undefined';
  /** What TypeScript calls the error. */
  errorType(): string;
  /** @param handler what reads the error in the `catch`; null for one call */
  caught(name: string, handler: TSESTree.Node | null): CaughtError;
  /** Whether a statement of the output leaves the function, whatever it was before. */
  leaves(statement: TSESTree.Statement): boolean;
  isErrorRead(node: TSESTree.Node): boolean;
  isResult(node: TSESTree.Node): boolean;

  /** What takes the results of a plain await; null where there is none. */
  results(): { readonly pattern: string | null; readonly keyword: Keyword };
  /** The names that the callback's parameters have in a pattern, empty where one is not used. */
  parameterSlots(): { readonly slots: string[]; readonly type: string; readonly keyword: Keyword };
  listPattern(slots: readonly string[]): string;
  /** The promise that is awaited, and one that never rejects, of the error alone or of everything that the callee calls back with. */
  promise(): string;
  capturingPromise(captures: 'first' | 'all'): string;

  /** `const text = await ...;` of `const text = `; the tail goes behind the promise. */
  awaited(head: string, tail?: string): string;
  /** What a unit without `try` has. */
  plain(): Pick<Unit, 'lead' | 'declared' | 'keyword' | 'receiver' | 'handler'>;
  /** A unit whose call is awaited in a `try`. */
  inTry(after: readonly Chunk[], handler: Handler): Unit;
  /** `return load(path)`, where the result is nothing but returned; else `const text = await load(path)` and what follows. */
  returnedAtOnce(after: readonly Chunk[]): Pick<Unit, 'attempt' | 'after'>;
}
