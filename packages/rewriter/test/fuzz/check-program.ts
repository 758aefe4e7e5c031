import { detectCallbacks } from '@uncallback/detector';
import { parseSource } from '@uncallback/detector/parse';
import { type Plan, rewrite } from '@uncallback/rewriter';

import { type Observation, compareWith, observeProgram } from '../harness/observe.js';

const path = 'program.js';
const parse = (text: string) => parseSource(text, path);
const options = {
  limits: { failures: 4, throws: 3 },
  mayThrow: (label: string) => label.startsWith('risk'),
};

/** What is wrong with the rewrite of a program. */
export interface Finding {
  readonly tier: 'exact' | 'idiomatic';
  readonly output: string;
  /** The first divergence between the traces, or what else went wrong. */
  readonly divergence: string;
}

export interface CheckedProgram {
  readonly finding: Finding | null;
  /** The plans of the exact tier and of the idiomatic tier. */
  readonly plans: Readonly<Record<Finding['tier'], readonly Plan[]>>;
}

/** Rewrites a program in both tiers and runs everything in several scenarios. */
export async function checkProgram(text: string): Promise<CheckedProgram> {
  const observations = (await observeProgram({ text, path }, options)).filter(isWithinContract);
  const plans: Record<Finding['tier'], readonly Plan[]> = { exact: [], idiomatic: [] };
  let finding: Finding | null = null;
  // What is as in the tier before behaves as it did there.
  let known = text;
  for (const tier of ['exact', 'idiomatic'] as const) {
    const result = rewriteOnce(text, tier);
    plans[tier] = result.plans;
    if (result.output === known && result.problem === null) continue;
    known = result.output;
    const divergence = result.problem ?? (await compareTier(observations, result.output, tier));
    if (divergence !== null) finding ??= { tier, output: result.output, divergence };
  }
  return { finding, plans };
}

/** A call of what is no function throws at once: assumption 2 of docs/semantics.md leaves it out. */
function isWithinContract({ trace }: Observation): boolean {
  return !JSON.stringify(trace).includes('TypeError');
}

interface RewrittenProgram {
  readonly output: string;
  readonly plans: readonly Plan[];
  readonly problem: string | null;
}

function rewriteOnce(text: string, tier: Finding['tier']): RewrittenProgram {
  try {
    const rewriteOptions = { idiomatic: tier === 'idiomatic' };
    const result = rewrite(parse(text), parse, rewriteOptions);
    const plans = [...result.plans.values()];
    const problem = result.failure === null ? null : `verification: ${result.failure}`;
    return { output: result.text, plans, problem };
  } catch (error) {
    const sites = detectCallbacks(parse(text)).length;
    return { output: text, plans: [], problem: `crash with ${sites} sites: ${String(error)}` };
  }
}

async function compareTier(
  observations: readonly Observation[],
  output: string,
  tier: Finding['tier'],
): Promise<string | null> {
  const idiomatic = tier === 'idiomatic';
  try {
    return await compareWith(observations, { text: output, path }, { idiomatic, mayThrow: options.mayThrow });
  } catch (error) {
    if (error instanceof SyntaxError) return `the output is no program: ${error.message}`;
    throw error;
  }
}
