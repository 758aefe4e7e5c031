import { detectCallbacks } from '@uncallback/detector';
import { parseSource } from '@uncallback/detector/parse';
import { type Plan, applyEdits, plansOf, renderRewrites, rewrite } from '@uncallback/rewriter';

import { type Observation, compareWith, observeProgram } from '../harness/observe.js';

const path = 'program.js';
const parse = (text: string) => parseSource(text, path);
const options = {
  limits: { failures: 4, throws: 3 },
  mayThrow: (label: string) => label.startsWith('risk'),
};

/** A rewrite of a program that does not behave as the program does. */
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

/** Rewrites a program in both tiers, and one function alone as the linter's suggestion does, and runs everything in several scenarios. */
export async function checkProgram(text: string): Promise<CheckedProgram> {
  const observations = (await observeProgram({ text, path }, options)).filter(isWithinContract);
  const plans: Record<Finding['tier'], readonly Plan[]> = { exact: [], idiomatic: [] };
  let finding: Finding | null = null;
  // A text that equals the one of the other tier behaves in the same way.
  const known = new Set([text]);
  for (const tier of ['exact', 'idiomatic'] as const) {
    const { outputs, ...result } = rewriteProgram(text, tier);
    plans[tier] = result.plans;
    if (result.problem !== null) finding ??= { tier, output: outputs[0] ?? text, divergence: result.problem };
    for (const output of outputs) {
      if (finding !== null || known.has(output)) continue;
      known.add(output);
      const divergence = await compareTier(observations, output, tier);
      if (divergence !== null) finding = { tier, output, divergence };
    }
  }
  return { finding, plans };
}

/** Whether a program called only functions. A call of anything else throws synchronously, which assumption 2 of docs/semantics.md excludes. */
function isWithinContract({ trace }: Observation): boolean {
  return !JSON.stringify(trace).includes('TypeError');
}

interface RewrittenProgram {
  readonly plans: readonly Plan[];
  readonly problem: string | null;
  /** The rewritten program, and the program with one function rewritten. */
  readonly outputs: readonly string[];
}

function rewriteProgram(text: string, tier: Finding['tier']): RewrittenProgram {
  const source = parse(text);
  try {
    const result = rewrite(source, parse, { idiomatic: tier === 'idiomatic' });
    const plans = [...plansOf(result.functions).values()];
    if (result.failure !== null) return { plans, problem: `verification: ${result.failure}`, outputs: [result.text] };
    // `--scan`, `--json` and the linter must count exactly the rewrites that are written: a second run finds nothing more.
    const again = rewrite(parse(result.text), parse, { idiomatic: tier === 'idiomatic' });
    if (again.text !== result.text) return { plans, problem: `a second run changes the output to\n${again.text}`, outputs: [result.text] };
    const groups = result.functions.filter(({ sites }) => sites.length > 0);
    const alone = groups[text.length % Math.max(1, groups.length)];
    const outputs = [result.text, ...(alone ? [applyEdits(text, renderRewrites(source, [alone]))] : [])];
    return { plans, problem: null, outputs };
  } catch (error) {
    const sites = detectCallbacks(source).length;
    return { plans: [], problem: `crash with ${sites} sites: ${String(error)}`, outputs: [] };
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
