// The facts of a callback by itself, which the rules of the first stage of planning ask for.

import { type CallbackSite, type Source, functionIndexOf, functionsOf, lookupApi } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { matchArgumentsUse } from '../syntax/arguments-use.js';
import { matchBinding, usesOwnThis } from '../callback/callback-shape.js';
import { isBoundToThis, mentionsOfThis } from '../callback/callback-this.js';
import type { Candidates } from '../conversion/candidates.js';
import { outermostCallOf } from '../callee/outermost-call.js';
import { takesArguments } from '../error-forms/questions.js';
import { matchErrorForm } from '../error-forms/registry.js';
import { ErrorSubject } from '../error-forms/subject.js';
import { passThrough } from '../error-forms/choose-pass-through.js';
import { matchInlinable } from '../callback/inlining.js';
import { matchPosition } from '../syntax/position.js';
import { promisifiedResults } from '../callee/promisified-results.js';
import { matchResultForm, variablesOf } from '../callback/result-form.js';
import { newestTarget, hasFeature, parsesTypeScript } from '../target/target.js';
import { chooseCalleeForm } from './callee-form.js';
import { CalleeFacts } from './callee-facts.js';
import { captureRules } from './capture-rules.js';
import { lazy } from './lazy.js';
import type { ErrorForm, ResultForm, RewriteOptions } from './types.js';

/** The facts of a site that do not depend on other sites or on its host. Each is computed when it is first asked for. */
export class SiteFacts {
  readonly source: Source;
  readonly site: CallbackSite;
  readonly call: CallbackSite['call'];
  readonly callee: CalleeFacts;
  /** Whether `idiomatic` is off, so that no small change of behaviour is accepted. */
  readonly isExact: boolean;
  readonly #callsWithCallback: ReadonlySet<TSESTree.Node>;
  readonly #options: RewriteOptions;
  readonly #candidates: Candidates;

  /**
   * @param callsWithCallback the outermost calls of all error-first sites of the file
   * @param candidates the functions that may lose their callback
   */
  constructor(source: Source, site: CallbackSite, callsWithCallback: ReadonlySet<TSESTree.Node>, options: RewriteOptions, candidates: Candidates) {
    this.source = source;
    this.site = site;
    this.call = outermostCallOf(site);
    this.callee = new CalleeFacts(source, site, functionsOf(source, options.detect));
    this.#callsWithCallback = callsWithCallback;
    this.isExact = options.idiomatic !== true;
    this.#options = options;
    this.#candidates = candidates;
  }

  /** Whether the callee is a function that loses its callback, or has lost it in another file, so that it returns a promise. */
  readonly isConverted = lazy(() => this.#candidates.isAsync(this.site.call));

  /** Whether the definitions of the callee in the file get a form that calls back later. */
  readonly callsLater = lazy((): boolean => {
    const definitions = functionIndexOf(this.source).definitionsOf(this.site.call.callee);
    return this.isConverted() || (definitions.length > 0 && definitions.every((fn) => this.#candidates.has(fn)));
  });

  /** How the call passes the callback: as it is, bound, or wrapped. */
  readonly binding = lazy(() => matchBinding(this.site));
  /** Whether the callback uses a `this` of its own. */
  readonly usesOwnThis = lazy(() => usesOwnThis(this.source, this.site.callback));
  /** Where the call is in its function; null where its value is used. */
  readonly position = lazy(() => matchPosition(this.call));
  /** How the callback uses its `arguments`. */
  readonly argumentsUse = lazy(() => matchArgumentsUse(this.source, this.site.callback));
  /** The declaration of a named callback whose body can move to the call; null for another callback. */
  readonly declaration = lazy(() => matchInlinable(this.source, this.site));
  /** How the callee is promisified; null where it cannot be. */
  readonly calleeForm = lazy(() => this.#candidates.calleeOf(this.site.call) ?? chooseCalleeForm(this.source, this.site, this.call, this.api(), this.#options));

  /** Where the callback got an emitter that it would subscribe to too late: from the callee or the host; null for none. */
  readonly lateSubscription = lazy(() => this.callee.lateSubscription(this.api()?.passedEmitters === 'idle'));

  /** The name of a callback that stays where it is, since its declaration cannot move; null for another callback. */
  readonly stayingName = lazy(() => (this.declaration() === null && this.site.argument.type === 'Identifier' ? this.site.argument : null));

  /** The mentions of the `this` that the callee sets; none where the callback is bound to the `this` of its host. */
  readonly mentionsOfThis = lazy(() => (isBoundToThis(this.site) ? [] : mentionsOfThis(this.source, this.site.callback)));

  /** How the continuation takes the results. */
  readonly results = lazy((): ResultForm => {
    // An async function of the file is no function of Node, even if it is called `lookup`.
    const promisified = this.isConverted() ? 'first' : promisifiedResults(this.site, this.api());
    const isPromisifiable =
      this.calleeForm() !== null && this.call.arguments.at(-1) === this.site.argument && promisified !== null && !this.callee.isOverloaded;
    return matchResultForm(this.source, this.site, promisified ?? 'first', isPromisifiable && this.mentionsOfThis().length === 0);
  });

  /** The name of the rule in `capture-rules.ts` by which error and results are captured; null for none. */
  readonly captured = lazy((): string | null => {
    const error = this.#matchedError();
    if (takesArguments(error)) return null;
    const { source, site, call, callee } = this;
    const facts = {
      ...{ source, site, call, callee, error },
      results: this.results(),
      followsNodeContract: this.#followsNodeContract(),
      mentionsOfThis: this.mentionsOfThis(),
    };
    return captureRules.find(({ when }) => when(facts))?.name ?? null;
  });

  /** What becomes of the error; null where a callback that stays would need more arguments than an `await` returns. */
  readonly error = lazy((): ErrorForm | null => {
    const error: ErrorForm = this.captured() === null ? this.#matchedError() : { form: 'capture', sideBySide: true };
    const name = this.stayingName();
    return name ? passThrough(name, error, this.results()) : error;
  });

  /**
   * Which forms of `catch` may be written: `bare` for `catch {}`, `typed` for `catch (err: any)`. In TypeScript the compiler decides, as it
   * translates `catch {}` for an older Node.
   */
  readonly catchSyntax = lazy(() => {
    const { target = newestTarget, dependencies = {} } = this.#options;
    const parses = (version: string): boolean => parsesTypeScript(dependencies, version);
    return { bare: this.source.isTypeScript === true ? parses('2.5.0') : hasFeature(target, 'bare-catch'), typed: parses('4.0.0') };
  });

  /** The catalogue's facts of the callee; null where it is not catalogued. */
  readonly api = lazy(() => {
    const { detect, dependencies } = this.#options;
    return this.site.api === null ? null : lookupApi(this.site.api, { catalog: detect?.catalog, dependencies });
  });

  /** Whether the callee passes either an error or results. Functions with several named results, such as `exec`, may pass both. */
  readonly #followsNodeContract = lazy(() => {
    const facts = this.api();
    // Where no callback is called any more, a promise either rejects or resolves.
    if (facts?.removed) return true;
    return this.isConverted() || facts?.followsNodeContract === true && !Array.isArray(facts.promisified);
  });

  /** The error form of the callback by its own code, before any rule captures it. */
  readonly #matchedError = lazy((): ErrorForm => {
    const { callback, error, results } = this.site;
    const followsNodeContract = this.#followsNodeContract();
    return matchErrorForm(
      new ErrorSubject({
        callback,
        error: error?.variable ?? null,
        results: followsNodeContract ? [] : results.flatMap((parameter) => variablesOf(this.source, callback, parameter)),
        callsWithCallback: this.#callsWithCallback,
        followsNodeContract,
        isExact: this.isExact,
        readsArguments: this.argumentsUse() !== 'none',
        declaredBy: (declaration) => this.source.scopeManager.getDeclaredVariables(declaration),
      }),
    );
  });
}
