import { detectCallbacks } from '@uncallback/detector';
import { parseSource } from '@uncallback/detector/parse';

import { type FunctionPlan, type Plan, type RewriteOptions, planRewrites, plansOf } from '../../src/index.js';

/** The plans of a program's functions. */
export function planText(text: string, options: RewriteOptions = {}): readonly FunctionPlan[] {
  const source = parseSource(text, 'a.js');
  return planRewrites(source, detectCallbacks(source, options.detect), options);
}

/** The plans of its error-first callbacks, outer ones before inner ones. */
export const planSites = (text: string, options: RewriteOptions = {}): readonly Plan[] => [...plansOf(planText(text, options)).values()];
