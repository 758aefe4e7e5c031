import type { Choices } from '../fuzz/choices.js';
import type { Contract, Protocol, Timing } from './contract.js';
import type { ModuleState } from './module-state.js';

/** The place in a module where the next statement is written. */
export interface Place {
  readonly choices: Choices;
  readonly module: ModuleState;
  /** The function around the place. */
  readonly own: Contract;
  /** The name of its callback; null where it takes none, and logs instead. */
  readonly callback: string | null;
  /** The callback may be missing here, so that it must be tested first. */
  readonly mayLackCallback: boolean;
  /** The names of values that can be read. */
  readonly values: readonly string[];
  /** How the object of a method is reached: `this`, `self` or not at all. */
  readonly receiver: string | null;
  /** Functions that can be called at this place only: nested ones. */
  readonly local: readonly Contract[];
  /** The inner functions that complete the function around the place and can be called here as its last step. */
  readonly steps: readonly StepName[];
  /** The number of callbacks around the place. */
  readonly depth: number;
  /** The place may be reached before the function returns. */
  readonly isAtOnce: boolean;
  /** The place runs while the module is loaded, so that what other modules do then is behind each call. */
  readonly isOfModule?: boolean;
  /** What is found out about the function while it is written. */
  readonly facts: Facts;
}

/** An inner function that completes its host, with what it is called with: nothing, a value, an error or null, a small number. */
export interface StepName {
  readonly name: string;
  readonly parameter: 'none' | 'value' | 'error' | 'count';
}

/** What callers may notice of a function, by the statements that it has. */
export interface Facts {
  timing: Timing;
  protocol: Protocol;
}

/** Notes that the function does not keep to the protocol here. */
export function noteProtocol({ facts }: Place, protocol: Protocol): void {
  if (facts.protocol !== 'goes on' && protocol !== 'kept') facts.protocol = protocol;
}

/** Notes that the own callback is called here. */
export function noteCompletion({ isAtOnce, facts }: Place, { isError }: { isError: boolean }): void {
  if (isAtOnce && facts.timing !== 'may fail at once') facts.timing = isError ? 'may fail at once' : 'may be at once';
}


/** The place in a callback with these parameters; a plain function has a `this` of its own. */
export function inCallback(place: Place, parameters: readonly string[], { isArrow, callee }: { isArrow: boolean; callee: Contract }): Place {
  const values = [...parameters, ...place.values.filter((name) => !parameters.includes(name))];
  const receiver = place.receiver === 'this' && !isArrow ? null : place.receiver;
  return { ...place, values, receiver, depth: place.depth + 1, isAtOnce: place.isAtOnce && callee.timing !== 'later' };
}

/** The head of a function that is an argument: `(err, row) => {` or `function (err, row) {`. */
export const writeHead = (parameters: readonly string[], { isArrow }: { isArrow: boolean }): string =>
  isArrow ? `(${parameters.join(', ')}) => {` : `function (${parameters.join(', ')}) {`;
