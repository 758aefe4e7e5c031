import { parseSource } from '@uncallback/detector/parse';
import { type RewriteOptions, rewrite } from '@uncallback/rewriter';

import type { CompiledProgram } from '../harness/compile.js';
import { compareTraces } from './compare.js';
import type { DriverCall } from './driver-call.js';
import { compileModule, runModule } from './run-module.js';
import { type Scenario, type ScenarioLimits, calm, listScenarios } from './scenarios.js';
import type { Trace } from './trace.js';

/** A module, and the calls with which a driver tries it. */
export interface ModuleProgram {
  readonly text: string;
  readonly calls: readonly DriverCall[];
  /** A function of the module may ignore an error. */
  readonly mayIgnoreErrors: boolean;
  /** It is rewritten with `--idiomatic` first: what an earlier run has written is input like any other. */
  readonly isMigrated: boolean;
  /** The names of the functions that take a callback. */
  readonly functions: readonly string[];
}

/** What is wrong with the output for a module. */
export interface Finding {
  /** `behaviour`: it does something else. `second-run`: a rewrite of the output is not the output. `no-program`: it does not parse. */
  readonly kind: 'crash' | 'verification' | 'no-program' | 'second-run' | 'behaviour';
  readonly output: string;
  readonly description: string;
}

/** Two findings with equal signs are likely to be the same fault: `behaviour: callback`. */
export const signOf = (finding: Finding | null): string | null =>
  finding && `${finding.kind}: ${/^[^;\n]*; .*?: ([a-z ]+)/.exec(finding.description)?.[1] ?? ''}`;

export interface CheckedModule {
  readonly output: string;
  readonly finding: Finding | null;
}

/** Whole functions; `functions` implies `idiomatic`. */
export const functionOptions = { functions: true, idiomatic: true } as RewriteOptions;

const limits: ScenarioLimits = { failures: 24, throws: 6 };

/** Rewrites a module, and proves that the output does the same with each call of the API failing in turn. */
export async function checkModule(program: ModuleProgram, options: RewriteOptions): Promise<CheckedModule> {
  let output = program.text;
  try {
    const input = program.isMigrated ? rewriteText(program.text, { idiomatic: true }) : program.text;
    const result = rewrite(parse(input), parse, options);
    output = result.text;
    if (result.failure !== null) return { output, finding: { kind: 'verification', output, description: result.failure } };
  } catch (error) {
    return { output, finding: { kind: 'crash', output, description: error instanceof Error ? (error.stack ?? error.message) : String(error) } };
  }
  if (output === program.text) return { output, finding: null };
  return { output, finding: (await compareOutput(program, output)) ?? findSecondChange(program, output, options) };
}

const parse = (text: string) => parseSource(text, 'module.js');

/** Runs a module and what a rewrite made of it in all scenarios. */
export async function compareOutput(program: ModuleProgram, output: string): Promise<Finding | null> {
  let after: CompiledProgram;
  try {
    after = compileModule(output);
  } catch (error) {
    return { kind: 'no-program', output, description: String(error) };
  }
  const before = compileModule(program.text);
  const run = (compiled: CompiledProgram, scenario: Scenario): Promise<Trace> => runModule(compiled, program.calls, scenario);
  const usual = await run(before, calm);
  for (const scenario of [calm, ...listScenarios(usual.asyncCalls, usual.plainCalls, limits)]) {
    const difference = compareTraces(await run(before, scenario), await run(after, scenario), { scenario, mayIgnoreErrors: program.mayIgnoreErrors });
    if (difference !== null) return { kind: 'behaviour', output, description: `${scenario.name}; ${difference}` };
  }
  return null;
}

/**
 * A second run on the output must change nothing. Left out are modules that a second run changes with `--idiomatic` alone: there a
 * callee that calls back at once in some cases no longer does so in the output, which allows more rewrites.
 */
function findSecondChange(program: ModuleProgram, output: string, options: RewriteOptions): Finding | null {
  const again = rewriteText(output, options);
  if (again === output) return null;
  const idiomatic = rewriteText(program.text, { idiomatic: true });
  if (rewriteText(idiomatic, { idiomatic: true }) !== idiomatic) return null;
  return { kind: 'second-run', output, description: `a second run changes the output to\n${again}` };
}

const rewriteText = (text: string, options: RewriteOptions): string => rewrite(parse(text), parse, options).text;
