// The facts of a file's hosts: the functions, and the module, around its calls. Planning asks about a host here only.

import { type CallbackSite, type Dependencies, type FunctionNode, type Functions, type Host, type Source, isFunction } from '@uncallback/detector';

import { isExecutor } from '../syntax/promise-executor.js';
import { type SitesByArgument, siteOf } from './callback-sites.js';
import { callbackVariablesOf } from './callback-variables.js';
import type { HostFacts } from './host-facts.js';
import { handlerCallerOf } from './keeps-next.js';
import { AsyncCheck } from './may-become-async.js';
import { ResultReaders } from './result-readers.js';

/** A module takes no callback and returns nothing; its calls go into async blocks. */
const moduleFacts: HostFacts = {
  takesCallback: false,
  callbacks: [],
  isExecutor: false,
  keepsNext: null,
  result: 'ignored',
  mayBecomeAsync: false,
};

/** Answers questions about the hosts of one file. */
export class Hosts {
  readonly #source: Source;
  readonly #functions: Functions;
  readonly #sites: SitesByArgument;
  readonly #dependencies: Dependencies | null;
  readonly #readers: ResultReaders;
  readonly #asyncCheck: AsyncCheck;
  readonly #facts = new Map<Host, HostFacts>();

  /**
   * @param sites all callback sites of the file, not only the error-first ones
   * @param dependencies the versions of the project's frameworks, where request handlers may become `async` and keep `next`; null where they may not
   */
  constructor(source: Source, sites: readonly CallbackSite[], functions: Functions, dependencies: Dependencies | null) {
    this.#dependencies = dependencies;
    this.#source = source;
    this.#functions = functions;
    this.#sites = new Map(sites.map((site) => [site.argument, site]));
    this.#readers = new ResultReaders(source, this.#sites, (host) => this.factsOf(host));
    this.#asyncCheck = new AsyncCheck(source, functions, this.#sites);
  }

  /** The facts of a host. They are found when they are first asked for. */
  factsOf(host: Host): HostFacts {
    const known = this.#facts.get(host);
    if (known) return known;
    // Functions that call each other ask for each other's facts. While one is being looked at, its result counts as unknown.
    this.#facts.set(host, { ...moduleFacts, result: 'unknown' });
    const facts = isFunction(host) ? this.#describe(host) : moduleFacts;
    this.#facts.set(host, facts);
    return facts;
  }

  /**
   * Who in the file catches or expects what a host throws before it returns.
   *
   * @returns null for nobody
   */
  throwReaderOf(host: Host): ReturnType<Functions['throwReaderOf']> {
    return isFunction(host) ? this.#functions.throwReaderOf(host) : null;
  }

  /** Whether a call returns a value of use beside its callback, such as a child process or a request. */
  returnsHandle(call: CallbackSite['call']): boolean {
    return this.#functions.returnsHandle(call);
  }

  /** Whether a host is a test or hook, as mocha has them, which may be async instead of taking `done`. */
  isTest(host: Host): boolean {
    return siteOf(this.#sites, host)?.kind === 'test';
  }

  /** Whether nobody reads what a host returns: its callers ignore it, or they wait for a callback instead. */
  hasNoReader(host: Host): boolean {
    return this.#readers.hasNoReader(host);
  }

  #describe(host: FunctionNode): HostFacts {
    const callbacks = callbackVariablesOf(this.#source, host);
    const takesCallback = callbacks.length > 0;
    const result = this.#readers.resultUseOf(host, takesCallback);
    const keepsNext = takesCallback && this.#dependencies !== null ? handlerCallerOf(this.#source, host, this.#sites, this.#dependencies) : null;
    return {
      takesCallback,
      callbacks,
      isExecutor: isExecutor(this.#source, host),
      result,
      keepsNext,
      mayBecomeAsync: (!takesCallback || keepsNext !== null) && this.#asyncCheck.mayBecomeAsync(host, result),
    };
  }
}
