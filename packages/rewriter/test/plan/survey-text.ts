import { type CallbackSite, type Source, detectCallbacks, functionsOf } from '@uncallback/detector';

import { parse } from '../../../detector/test/nodes.js';
import { type Surveyed, surveyFunctions } from '../../src/conversion/candidates.js';
import type { Candidate } from '../../src/conversion/types.js';
import { Hosts } from '../../src/host/hosts.js';
import { type FunctionPlan, planRewrites, rewrite } from '../../src/index.js';

/** Parses a program, and sorts its functions with a callback into candidates and functions that keep it; for tests of `conversion/`. */
export function surveyText(text: string, path = 'a.js'): Surveyed & { readonly source: Source; readonly sites: readonly CallbackSite[]; readonly hosts: Hosts } {
  const source = parse(text, path);
  const sites = detectCallbacks(source);
  const functions = functionsOf(source);
  const hosts = new Hosts(source, sites, functions, {}, false);
  return { source, sites, hosts, ...surveyFunctions(source, hosts, functions) };
}

/** The only candidate of a program, with its source. */
export function candidateIn(text: string): { readonly source: Source; readonly candidate: Candidate } {
  const { source, candidates } = surveyText(text);
  const [candidate, ...others] = candidates;
  if (!candidate || others.length > 0) throw new Error(`${candidates.length} candidates are in ${text}`);
  return { source, candidate };
}

/** Plans a program with whole functions. */
export function planFunctions(text: string): { readonly source: Source; readonly plans: readonly FunctionPlan[] } {
  const source = parse(text, 'a.js');
  return { source, plans: planRewrites(source, detectCallbacks(source), { functions: true }) };
}

/** The text of a program in which whole functions lost their callback. It must pass the verification. */
export function convertText(text: string): string {
  const { text: output, failure } = rewrite(parse(text, 'a.js'), (after) => parse(after, 'a.js'), { functions: true });
  if (failure !== null) throw new Error(`${failure} in ${text}`);
  return output;
}
