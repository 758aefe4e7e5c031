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
import { once } from './once.js';

/** How the callee of a site calls back, as far as the file or the name shows it. Planning asks nowhere else. */
export class CalleeFacts {
  readonly #source: Source;
  readonly #site: CallbackSite;
  readonly #functions: Functions;

  constructor(source: Source, site: CallbackSite, functions: Functions) {
    this.#source = source;
    this.#site = site;
    this.#functions = functions;
  }

  /** What speaks for a callee that calls back more than once, or null. */
  readonly repetition = once((): InvocationEvidence | null => repetitionOf(this.#source, this.#functions, this.#site));

  /** Whether the catalogue or the configuration says that it calls back for each item, or again and again. */
  isKnownToRepeat(facts: ApiFacts | null): boolean {
    return facts !== null && isKnownToRepeat(this.#functions, this.#site, facts);
  }

  /** What speaks for a callee that calls back before it returns, or null. */
  readonly synchrony = once((): InvocationEvidence | null => synchronyOf(this.#source, this.#functions, this.#site));

  /**
   * Who passed the callback an emitter that it subscribes to before it returns, or null.
   *
   * @param resultsAreIdle whether the callee is known to pass only emitters that emit nothing until a listener is added
   */
  lateSubscription(resultsAreIdle: boolean): EmitterOrigin | null {
    return lateSubscriptionOf(this.#source, this.#functions, this.#site, resultsAreIdle);
  }

  /** TypeScript: it has several signatures, of which `promisify` would only see the last. */
  get isOverloaded(): boolean {
    return isOverloaded(this.#source, this.#site.call.callee);
  }

  /** Somewhere it calls back in a `try` of its own. */
  get callsInsideTry(): boolean {
    const { call, argument } = this.#site;
    return this.#functions.handlersOf(call, argument).some(({ insideTry }) => insideTry);
  }

  /** It asks how many parameters the callback has. */
  get readsLength(): boolean {
    const { call, argument } = this.#site;
    return this.#functions.handlersOf(call, argument).some(({ readsLength }) => readsLength);
  }

  /** The file shows all calls of the callback, and each passes an error or results, never both. */
  get givesEither(): boolean {
    const { call, argument } = this.#site;
    const handlers = this.#functions.handlersOf(call, argument);
    return handlers.length > 0 && handlers.every(({ results, errorWithResult }) => results.count !== 'unknown' && !errorWithResult);
  }
}
