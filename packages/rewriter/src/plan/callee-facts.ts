import {
  type ApiFacts,
  type CallbackSite,
  type Functions,
  type HandedOverBy,
  type InvocationEvidence,
  type Source,
  functionIndexOf,
  hasRole,
  isKnownToRepeat,
  lateSubscriptionOf,
  repetitionOf,
  synchronyOf,
  verbOf,
} from '@uncallback/detector';

import { returnsFunction } from '../syntax/function-shape.js';
import { isOverloaded } from '../syntax/signatures.js';
import { once } from './once.js';
import type { Draft } from './types.js';

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
   * Who gave the callback something that it subscribes to before it returns, or null.
   *
   * @param resultsWait whether the callee is known to hand over what emits nothing until somebody listens
   */
  handedOverBy(resultsWait: boolean): HandedOverBy | null {
    return lateSubscriptionOf(this.#source, this.#functions, this.#site, resultsWait);
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

  /** Somewhere it passes an error and a result at once. */
  get givesErrorAndResult(): boolean {
    const { call, argument } = this.#site;
    return this.#functions.handlersOf(call, argument).some(({ errorWithResult }) => errorWithResult);
  }
}

/** Whether a callee returns something to go on with beside its callback: by what is known of it, its name (`uploadStream`) or its definition. */
export function givesItsCaller(source: Source, { facts, site: { call } }: Pick<Draft, 'facts' | 'site'>): boolean {
  if (facts?.returns === 'handle' || hasRole(verbOf(call.callee) ?? '', 'returns-handle')) return true;
  return functionIndexOf(source).definitionsOf(call.callee).some((definition) => returnsFunction(source, definition));
}
