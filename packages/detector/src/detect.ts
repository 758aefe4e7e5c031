import type { Bindings } from './bindings.js';
import { collectCandidates } from './candidates.js';
import { classify } from './classify.js';
import { readErrorFacts } from './error-handling.js';
import { gatherKnowledge, type DetectOptions, type Knowledge } from './knowledge.js';
import { linkOuterSites } from './nesting.js';
import { parametersOf } from './nodes.js';
import { learnFromSiblings, type Finding } from './siblings.js';
import type { CallbackSite } from './site.js';
import type { Source } from './source.js';

const cache = new WeakMap<Knowledge, readonly CallbackSite[]>();

/**
 * Finds every function that is passed as a callback.
 *
 * @param source the parsed file
 * @param options what the user adds to what is known
 * @returns one site per callback, in the order of the text; the same array for the same `Program` and equal options
 */
export function detectCallbacks(source: Source, options: DetectOptions = {}): readonly CallbackSite[] {
  const knowledge = gatherKnowledge(source, options);
  const known = cache.get(knowledge);
  if (known) return known;
  const { bindings, calls } = knowledge;
  const candidates = calls.flatMap((call) => collectCandidates(call, bindings));
  const findings = candidates.map((candidate) => ({ candidate, found: classify(candidate, knowledge) }));
  const found = learnFromSiblings(findings, bindings).flatMap((finding) => toSite(finding, bindings, source) ?? []);
  const sites = linkOuterSites(found.sort((a, b) => a.argument.range[0] - b.argument.range[0]));
  cache.set(knowledge, sites);
  return sites;
}

function toSite(
  { candidate: { call, argument, callback }, found }: Finding,
  bindings: Bindings,
  { scopeManager, visitorKeys }: Source,
): Omit<CallbackSite, 'outer'> | null {
  if (!found) return null;
  const isErrorFirst = found.kind === 'error-first';
  return {
    ...found,
    call,
    argument,
    callback,
    error: isErrorFirst ? readErrorFacts(callback, bindings, scopeManager, visitorKeys) : null,
    results: isErrorFirst ? parametersOf(callback).slice(1) : [],
  };
}
