import type { Choices } from './choices.js';
import { NameScope } from './scope.js';

/** The place in a program where the next statement is written. */
export interface Context {
  readonly choices: Choices;
  readonly program: ProgramState;
  readonly scope: NameScope;
  /** The host's own callback, where it may be called here. */
  readonly callback: string | null;
  /** The host's own callback, where it has one and nothing hides it; continuations may call it. */
  readonly hostCallback: string | null;
  /** How the object of a method is reached: `this`, `self` or not at all. */
  readonly receiver: string | null;
  readonly canReturn: boolean;
  readonly isInLoop: boolean;
  /** `arguments` is allowed here, as it is not in the initializer of a class field. */
  readonly hasArguments: boolean;
  /** The code runs in the callback of an asynchronous call, so that an exception ends the process. */
  readonly isContinuation: boolean;
  /** An exception here ends the process before and after the rewrite; it does not become a rejection that is handled. */
  readonly canThrow: boolean;
  /** A result that is never missing, so that its methods can be called. */
  readonly presentResult: string | null;
  /** The number of callbacks around the place. */
  readonly depth: number;
}

/** What has been written of a program so far. */
export interface ProgramState {
  /** Own functions that take a callback and call it once, later. */
  readonly helpers: string[];
  /** The last number of the names that must differ. */
  counter: number;
  /** How many more statements may be written. */
  budget: number;
}

/** A new block of the same function. */
export const inBlock = (context: Context, changes: Partial<Context> = {}): Context => ({
  ...context,
  scope: new NameScope(context.scope, false),
  ...changes,
});

/** A new function with these parameters. */
export function inFunction(context: Context, parameters: readonly string[], changes: Partial<Context>): Context {
  const scope = new NameScope(context.scope, true);
  for (const parameter of parameters) scope.declare(parameter);
  const isHidden = context.hostCallback !== null && parameters.includes(context.hostCallback);
  const names = { callback: isHidden ? null : context.callback, hostCallback: isHidden ? null : context.hostCallback };
  return { ...context, ...names, scope, canReturn: true, isInLoop: false, presentResult: null, ...changes };
}

/** The function that a host is, with a callback of its own. */
export function inHost(context: Context, parameters: readonly string[], callback: string, changes: Partial<Context> = {}): Context {
  const inner = inFunction(context, parameters, { callback, hostCallback: callback, ...changes });
  inner.scope.declare(callback, 'callback');
  return inner;
}

/**
 * A function that runs at once. Where it starts asynchronous calls, a rewrite may make it `async`, and then a consumer that
 * throws in front of them no longer stops its caller; so only the continuations call the host's callback.
 */
export const inImmediateFunction = (context: Context, parameters: readonly string[]): Context =>
  inFunction(context, parameters, { callback: null, receiver: null, isContinuation: false });

/** The callback of an asynchronous call. */
export function inContinuation(context: Context, parameters: readonly string[], changes: Partial<Context>): Context {
  const inner = inFunction(context, parameters, { isContinuation: true, ...changes });
  return { ...inner, callback: inner.hostCallback };
}

export const nextNumber = (context: Context): number => ++context.program.counter;

export const indent = (lines: readonly string[]): string[] => lines.map((line) => (line === '' ? line : `  ${line}`));

/** Puts a first and a last line around some lines, which are indented. */
export const wrap = (head: string, lines: readonly string[], tail: string): string[] => [head, ...indent(lines), tail];
