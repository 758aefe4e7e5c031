// Facts about the callee of a call with a callback: how often, when and with what it calls back. The rules of planning ask here.

import {
  type ApiFacts,
  type CallbackSite,
  type Functions,
  type EmitterOrigin,
  type InvocationEvidence,
  type Source,
  isKnownToRepeat,
  lateSubscriptionOf,
  repetitionOf,
  synchronyOf,
} from '@uncallback/detector';

import { isOverloaded } from '../syntax/signatures.js';
import { lazy } from './lazy.js';

/** How the callee of a site calls back, as far as its definitions in the file, its name or the callback itself show it. */
export class CalleeFacts {
  readonly #source: Source;
  readonly #site: CallbackSite;
  readonly #functions: Functions;

  constructor(source: Source, site: CallbackSite, functions: Functions) {
    this.#source = source;
    this.#site = site;
    this.#functions = functions;
  }

  /** What indicates that the callee calls back more than once, such as its name `watch`; null where nothing does. */
  readonly repetition = lazy((): InvocationEvidence | null => repetitionOf(this.#source, this.#functions, this.#site));

  /**
   * Whether the catalogue or the configuration says that the callee calls back repeatedly, or once for each item of what may be a list.
   *
   * @param facts the catalogue's facts of the callee, null for an unknown callee
   */
  isKnownToRepeat(facts: ApiFacts | null): boolean {
    return facts !== null && isKnownToRepeat(this.#functions, this.#site, facts);
  }

  /** What indicates that the callee calls back before it returns, such as its definition; null where nothing does. */
  readonly synchrony = lazy((): InvocationEvidence | null => synchronyOf(this.#source, this.#functions, this.#site));

  /**
   * Where the callback got an emitter or a stream that it subscribes to, and of which it would miss events if it ran a microtask later:
   * `callee` for a result, `host` for a value that the function around the call was passed; null where it subscribes to nothing.
   *
   * @param resultsAreIdle whether the callee is known to pass only emitters that emit nothing until a listener is added
   */
  lateSubscription(resultsAreIdle: boolean): EmitterOrigin | null {
    return lateSubscriptionOf(this.#source, this.#functions, this.#site, resultsAreIdle);
  }

  /** Whether the callee has several signatures in TypeScript, of which the type of `promisify` uses only the last. */
  get isOverloaded(): boolean {
    return isOverloaded(this.#source, this.#site.call.callee);
  }

  /** Whether the definition of the callee calls the callback inside a `try`, which catches what the callback throws. */
  get callsInsideTry(): boolean {
    const { call, argument } = this.#site;
    return this.#functions.handlersOf(call, argument).some(({ insideTry }) => insideTry);
  }

  /** Whether the definition of the callee reads how many parameters the callback has: `cb.length`. */
  get readsLength(): boolean {
    const { call, argument } = this.#site;
    return this.#functions.handlersOf(call, argument).some(({ readsLength }) => readsLength);
  }

  /** Whether the file defines the callee, and each call of the callback passes either an error or results, never both. */
  get passesErrorOrResults(): boolean {
    const { call, argument } = this.#site;
    const handlers = this.#functions.handlersOf(call, argument);
    return handlers.length > 0 && handlers.every(({ results, errorWithResult }) => results.count !== 'unknown' && !errorWithResult);
  }
}
