import { type CallbackSite, type Source, detectCallbacks, functionsOf } from '@uncallback/detector';

import { parse, textOf } from '../../../detector/test/nodes.js';
import { type Surveyed, surveyFunctions } from '../../src/conversion/candidates.js';
import type { KeptReason } from '../../src/conversion/kept-reasons.js';
import type { Candidate, Conversion } from '../../src/conversion/types.js';
import { Hosts } from '../../src/host/hosts.js';
import { type FunctionPlan, type RewriteOptions, planRewrites, rewrite } from '../../src/index.js';

/** A parsed program with the functions that may lose their callback, and those that keep it. */
export function surveyText(text: string, path = 'a.js'): Surveyed & { readonly source: Source; readonly sites: readonly CallbackSite[]; readonly hosts: Hosts } {
  const source = parse(text, path);
  const sites = detectCallbacks(source);
  const functions = functionsOf(source);
  const hosts = new Hosts(source, sites, functions);
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
export function planFunctions(text: string, options: RewriteOptions = {}): { readonly source: Source; readonly plans: readonly FunctionPlan[] } {
  const source = parse(text, 'a.js');
  return { source, plans: planRewrites(source, detectCallbacks(source, options.detect), { functions: true, ...options }) };
}

/** The plan of the function whose text begins with `start`. */
export function planOf(text: string, start: string): { readonly source: Source; readonly plan: FunctionPlan } {
  const { source, plans } = planFunctions(text);
  const plan = plans.find(({ host }) => host.type !== 'Program' && textOf(source, host).startsWith(start));
  if (!plan) throw new Error(`no plan for ${start} in ${text}`);
  return { source, plan };
}

/** What becomes of the function whose text begins with `start`: its conversion, or why it keeps its callback. */
export function conversionOf(text: string, start: string): Conversion | KeptReason | null {
  const { signature, kept } = planOf(text, start).plan;
  return signature.form === 'converted' ? signature.conversion : kept;
}

/** The text of a program in which whole functions lost their callback. It must pass the verification. */
export function convertText(text: string, options: RewriteOptions = {}): string {
  const { text: output, failure } = rewrite(parse(text, 'a.js'), (after) => parse(after, 'a.js'), { functions: true, ...options });
  if (failure !== null) throw new Error(`${failure} in ${text}`);
  return output;
}
