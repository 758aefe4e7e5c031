import type { Bindings } from './bindings/bindings.js';
import { type Candidate, collectCandidates } from './classify/candidates.js';
import { classify } from './classify/classify.js';
import { readErrorFacts, receiverOfCallback } from './error-flow/error-handling.js';
import { originOf } from './error-flow/error-origin.js';
import type { Functions } from './functions/functions.js';
import { type DetectOptions, type FileContext, fileContextOf } from './classify/file-context.js';
import { linkOuterSites } from './classify/nesting.js';
import { matchParameterName } from './syntax/names.js';
import { parametersOf } from './syntax/function-node.js';
import type * as Scope from './scope/scope.js';
import { type Finding, calleeKeyOf, errorFirstCallees, learnFromSameCallee } from './classify/learn-from-same-callee.js';
import { learnFromSameObject } from './classify/learn-from-same-object.js';
import type { CallbackSite } from './site.js';
import type { Source } from './source/source.js';

const siteCache = new WeakMap<FileContext, readonly CallbackSite[]>();
const findingCache = new WeakMap<FileContext, readonly Finding[]>();

/**
 * Finds every function in a file that is passed to another function: error-first callbacks, and listeners, timers, iterations and so on.
 *
 * @param source the parsed file
 * @param options what the user adds to the catalogue and the vocabulary
 * @returns one site per callback, in the order of the text; the result is cached for the same `Program` and equal options
 */
export function detectCallbacks(source: Source, options: DetectOptions = {}): readonly CallbackSite[] {
  const context = fileContextOf(source, options);
  const known = siteCache.get(context);
  if (known) return known;
  const found = findingsOf(context).flatMap((finding) => toSite(finding, context, source) ?? []);
  const sites = linkOuterSites(found.sort((a, b) => a.argument.range[0] - b.argument.range[0]));
  siteCache.set(context, sites);
  return sites;
}

/**
 * What the functions of a file do with the callbacks that are passed to them, including what is learned from the classified callbacks.
 *
 * @param source the parsed file
 * @param options those of `detectCallbacks`
 * @returns an object that is cached for the same `Program` and equal options
 */
export function functionsOf(source: Source, options: DetectOptions = {}): Functions {
  const context = fileContextOf(source, options);
  findingsOf(context);
  return context.functions;
}

/** The kinds of all callbacks of a file, found once. */
function findingsOf(context: FileContext): readonly Finding[] {
  let findings = findingCache.get(context);
  if (!findings) {
    const candidates = context.calls.flatMap((call) => collectCandidates(call, context.bindings));
    findingCache.set(context, (findings = findKinds(candidates, context)));
  }
  return findings;
}

/** How many rounds of classification there are at most. Each round follows chains of functions that call each other by one more call. */
const maximumRounds = 8;

/**
 * Classifies all candidates of a file, again and again until nothing new is learned. One result can lead to another: the callback of
 * `fs.open(p, (x, fd) => cb(x, fd))` is error-first, so `x` is an error, so `cb` is called with an error first, so the callbacks that are
 * passed as `cb` are error-first.
 */
function findKinds(candidates: readonly Candidate[], context: FileContext): readonly Finding[] {
  const { bindings, functions } = context;
  for (let round = 1; ; round++) {
    const found = candidates.map((candidate) => ({ candidate, found: classify(candidate, context) }));
    const findings = learnFromSameObject(learnFromSameCallee(found, context), context);
    const callees = errorFirstCallees(findings, context);
    const isNewCallee = functions.learnCallees((call) => callees.has(calleeKeyOf(call, bindings) ?? ''));
    const isNews = functions.learnErrors(errorsOf(findings, bindings)) || isNewCallee;
    if (!isNews || round === maximumRounds) return findings;
  }
}

/** The error parameters of the error-first callbacks. */
function errorsOf(findings: readonly Finding[], bindings: Bindings): ReadonlySet<Scope.Variable> {
  const errors = findings.flatMap(({ candidate, found }) => {
    const name = found?.kind === 'error-first' && found.evidence !== 'convention' ? matchParameterName(parametersOf(candidate.callback)[0]) : null;
    return (name && bindings.variableOf(name)) ?? [];
  });
  return new Set(errors);
}

/** The site of a classified candidate, without the link to the site around it; null where it was not classified. */
function toSite(
  { candidate: { call, argument, callback }, found }: Finding,
  context: FileContext,
  source: Source,
): Omit<CallbackSite, 'outer'> | null {
  if (!found) return null;
  const { bindings } = context;
  const isErrorFirst = found.kind === 'error-first';
  const name = matchParameterName(parametersOf(callback)[0]);
  return {
    ...found,
    call,
    argument,
    callback,
    error: isErrorFirst
      ? readErrorFacts(name && bindings.variableOf(name), () => receiverOfCallback(callback, source), bindings, source, originOf(call, argument, found.api, context))
      : null,
    results: isErrorFirst ? parametersOf(callback).slice(1) : [],
  };
}
