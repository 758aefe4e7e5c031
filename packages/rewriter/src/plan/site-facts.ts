import { type CallbackSite, type Source, functionsOf, lookupApi } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { matchArgumentsUse } from '../syntax/arguments-use.js';
import { matchBinding, usesOwnThis } from '../callback/callback-shape.js';
import { isBoundToThis, mentionsOfThis } from '../callback/callback-this.js';
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
import { once } from './once.js';
import type { ErrorForm, ResultForm, RewriteOptions } from './types.js';

/** What can be said of a site without its neighbours. Each fact is found when it is first asked for. */
export class SiteFacts {
  readonly source: Source;
  readonly site: CallbackSite;
  readonly call: CallbackSite['call'];
  readonly callee: CalleeFacts;
  /** Without `idiomatic`: no small change of behaviour is accepted. */
  readonly isExact: boolean;
  readonly #callsWithCallback: ReadonlySet<TSESTree.Node>;
  readonly #options: RewriteOptions;

  /** @param callsWithCallback the calls of the file that are made with an error-first callback */
  constructor(source: Source, site: CallbackSite, callsWithCallback: ReadonlySet<TSESTree.Node>, options: RewriteOptions) {
    this.source = source;
    this.site = site;
    this.call = outermostCallOf(site);
    this.callee = new CalleeFacts(source, site, functionsOf(source, options.detect));
    this.#callsWithCallback = callsWithCallback;
    this.isExact = options.idiomatic !== true;
    this.#options = options;
  }

  readonly binding = once(() => matchBinding(this.site));
  /** The callback depends on its `this`, and is not an arrow function. */
  readonly usesOwnThis = once(() => usesOwnThis(this.source, this.site.callback));
  readonly position = once(() => matchPosition(this.call));
  readonly argumentsUse = once(() => matchArgumentsUse(this.source, this.site.callback));
  readonly declaration = once(() => matchInlinable(this.source, this.site));
  readonly calleeForm = once(() => chooseCalleeForm(this.source, this.site, this.call, this.api(), this.#options));

  /** Who gave the callback something that it subscribes to before it returns, or null. */
  readonly handedOverBy = once(() => this.callee.handedOverBy(this.api()?.handsOver === 'waits'));

  /** The name of a callback that stays where it is. */
  readonly stayingName = once(() => (this.declaration() === null && this.site.argument.type === 'Identifier' ? this.site.argument : null));

  /** The mentions of the `this` that the callee gives. */
  readonly mentionsOfThis = once(() => (isBoundToThis(this.site) ? [] : mentionsOfThis(this.source, this.site.callback)));

  readonly results = once((): ResultForm => {
    const promisified = promisifiedResults(this.site, this.api());
    const isPromisifiable =
      this.calleeForm() !== null && this.call.arguments.at(-1) === this.site.argument && promisified !== null && !this.callee.isOverloaded;
    return matchResultForm(this.source, this.site, promisified ?? 'first', isPromisifiable && this.mentionsOfThis().length === 0);
  });

  /** The name of the rule by which error and results are captured, or null. */
  readonly captured = once((): string | null => {
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

  /** What becomes of the error; null where the callback stays and cannot be called with what an `await` gives. */
  readonly error = once((): ErrorForm | null => {
    const error: ErrorForm = this.captured() === null ? this.#matchedError() : { form: 'capture', sideBySide: true };
    const name = this.stayingName();
    return name ? passThrough(name, error, this.results()) : error;
  });

  /** Which forms of `catch` run: a compiler writes `catch {}` in another way where Node does not have it. */
  readonly catchSyntax = once(() => {
    const { target = newestTarget, dependencies = {} } = this.#options;
    const parses = (version: string): boolean => parsesTypeScript(dependencies, version);
    return { bare: this.source.isTypeScript === true ? parses('2.5.0') : hasFeature(target, 'bare-catch'), typed: parses('4.0.0') };
  });

  /** What is known of the callee; null where it is not catalogued. */
  readonly api = once(() => {
    const { detect, dependencies } = this.#options;
    return this.site.api === null ? null : lookupApi(this.site.api, { catalog: detect?.catalog, dependencies });
  });

  readonly #followsNodeContract = once(() => {
    const facts = this.api();
    return facts?.followsNodeContract === true && !Array.isArray(facts.promisified);
  });

  readonly #matchedError = once((): ErrorForm => {
    const { callback, error, results } = this.site;
    const followsNodeContract = this.#followsNodeContract();
    return matchErrorForm(
      new ErrorSubject({
        callback,
        error: error?.variable ?? null,
        results: followsNodeContract ? [] : results.flatMap((parameter) => variablesOf(this.source, callback, parameter)),
        callsWithCallback: this.#callsWithCallback,
        followsNodeContract,
        readsArguments: this.argumentsUse() !== 'none',
        declaredBy: (declaration) => this.source.scopeManager.getDeclaredVariables(declaration),
      }),
    );
  });
}
