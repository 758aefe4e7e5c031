// The facts of a file's hosts: the functions, and the module, around its calls. Planning asks about a host here only.

import { type CallbackSite, type Dependencies, type FunctionNode, type Functions, type Host, type Source, isFunction, isRequestPair } from '@uncallback/detector';

import { factsOf } from '../file/file-facts.js';
import { referencesToArguments } from '../syntax/arguments-use.js';
import { isExecutor } from '../syntax/promise-executor.js';
import { type SitesByArgument, siteOf } from './callback-sites.js';
import { callbackVariablesOf } from './callback-variables.js';
import type { HostFacts } from './host-facts.js';
import { earlyThrowOf } from './early-throw.js';
import { type FrameworkUses, type Registration, noUses, registrationsOf } from './host-caller.js';
import { AsyncCheck } from './may-become-async.js';
import { replyOf } from './reply-uses.js';
import { ResultReaders } from './result-readers.js';

/** A module takes no callback and returns nothing; its calls go into async blocks. */
const moduleFacts: HostFacts = {
  takesCallback: false,
  callbacks: [],
  isExecutor: false,
  result: 'ignored',
  keepsCallback: false,
  guard: null,
  earlyThrow: null,
  mayBecomeAsync: false,
  awaitedBy: [],
  reply: null,
};

/** Answers questions about the hosts of one file. */
export class Hosts {
  readonly #source: Source;
  readonly #functions: Functions;
  readonly #sites: SitesByArgument;
  readonly #dependencies: Dependencies;
  readonly #isIdiomatic: boolean;
  readonly #uses: FrameworkUses;
  readonly #readers: ResultReaders;
  readonly #asyncCheck: AsyncCheck;
  readonly #facts = new Map<Host, HostFacts>();

  /**
   * @param sites all callback sites of the file, not only the error-first ones
   * @param dependencies the versions of the project's frameworks
   * @param isIdiomatic whether functions with a callback that frameworks call may become `async`
   * @param uses what other files pass to frameworks, and what they give functions of the file
   */
  constructor(source: Source, sites: readonly CallbackSite[], functions: Functions, dependencies: Dependencies, isIdiomatic: boolean, uses: FrameworkUses = noUses) {
    this.#uses = uses;
    this.#dependencies = dependencies;
    this.#isIdiomatic = isIdiomatic;
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

  /** Whether a host is a request handler: it is passed to a router, or its parameters are named like a request and a response. */
  isHandler(host: Host): boolean {
    if (!isFunction(host)) return false;
    const names = host.params.map((parameter) => (parameter.type === 'Identifier' ? parameter.name : ''));
    return siteOf(this.#sites, host)?.kind === 'request-handler' || isRequestPair(names) || isRequestPair(names.slice(1));
  }

  /** Whether nobody reads what a host returns: its callers ignore it, or they wait for a callback instead. */
  hasNoReader(host: Host): boolean {
    return this.#readers.hasNoReader(host);
  }

  /**
   * The callback that can get what a handler throws before it waits.
   *
   * @param callbacks the callback parameters of the handler, such as `next`
   */
  #guardOf(host: FunctionNode, callbacks: HostFacts['callbacks'], registrations: readonly Registration[]): HostFacts['guard'] {
    const [callback, ...others] = callbacks;
    if (callback) return others.length === 0 && callback.identifiers[0] === host.params.at(-1) ? { name: callback.name, isAdded: false } : null;
    const isRequestHandler = registrations.length > 0 && registrations.every(({ entry }) => entry.kind === 'request-handler' && entry.catchesThrows === true && entry.asyncForm === 'keeps-callback');
    const last = host.params.at(-1);
    if (callbacks.length > 0 || !isRequestHandler || last?.type !== 'Identifier' || referencesToArguments(this.#source, host).length > 0) return null;
    const isAdded = host.params.length === 2;
    const name = isAdded ? 'next' : last.name;
    return factsOf(this.#source).references.hasWithin(name, isAdded ? host.range : host.body.range) ? null : { name, isAdded };
  }

  #describe(host: FunctionNode): HostFacts {
    const site = siteOf(this.#sites, host);
    const registrations = registrationsOf(this.#source, host, this.#dependencies, this.#uses);
    const forms = new Set(registrations?.map(({ entry }) => entry.asyncForm));
    const reply = this.#isIdiomatic && forms.size === 1 && forms.has('returns-reply') ? replyOf(this.#source, host) : null;
    // Its name is that of a callback of other frameworks.
    const callbacks = callbackVariablesOf(this.#source, host).filter((variable) => variable !== reply);
    const takesCallback = callbacks.length > 0;
    const isOfListener = site?.kind === 'event-listener' && registrations === null;
    const keepsCallback = this.#isIdiomatic && takesCallback && (isOfListener || (forms.size === 1 && forms.has('keeps-callback')));
    // Its caller does not read what a function returns that may be async.
    const isIgnored = (keepsCallback && !isOfListener) || (!takesCallback && forms.size === 1 && forms.has('keeps-callback'));
    const result = isIgnored ? 'ignored' : this.#readers.resultUseOf(host, takesCallback);
    const earlyThrow = earlyThrowOf(site, this.isHandler(host), registrations);
    const guard = earlyThrow === 'caught' && keepsCallback === takesCallback ? this.#guardOf(host, callbacks, registrations ?? []) : null;
    return {
      takesCallback,
      callbacks,
      isExecutor: isExecutor(this.#source, host),
      result,
      keepsCallback,
      guard,
      earlyThrow,
      // Its framework would answer with nothing as soon as the promise resolves.
      mayBecomeAsync: !forms.has('returns-reply') && (!takesCallback || keepsCallback) && this.#asyncCheck.mayBecomeAsync(host, result, guard !== null || earlyThrow === 'forwarded'),
      awaitedBy: this.#isIdiomatic && forms.size === 1 && forms.has('drops-callback') ? registrations! : [],
      reply: takesCallback ? null : reply,
    };
  }
}
