import { type Signatures, prepareProgram, runProgram } from './run.js';
import { type ScenarioLimits, type Scenario, calmScenario, listScenarios } from './scenario.js';
import { type CompareOptions, type Trace, findDivergence } from './trace.js';

/** A program's text, and a path whose extension says its dialect. */
export interface ProgramText {
  readonly text: string;
  readonly path: string;
}

export interface Observation {
  readonly scenario: Scenario;
  readonly trace: Trace;
  /** The exported functions that were called, with their parameters. */
  readonly signatures: Signatures;
}

export interface ObserveOptions {
  readonly limits: ScenarioLimits;
  /** May the call with this label throw? */
  readonly mayThrow: (label: string) => boolean;
}

/** Runs a program in all scenarios. */
export async function observeProgram(input: ProgramText, options: ObserveOptions): Promise<Observation[]> {
  const program = prepareProgram(input.text, input.path, options.mayThrow);
  const calm = await runProgram(program, calmScenario);
  const observations: Observation[] = [];
  for (const scenario of listScenarios(calm.asyncCalls, calm.plainCalls, options.limits)) {
    const signatures = new Map<string, readonly string[]>();
    observations.push({ scenario, trace: await runProgram(program, scenario, signatures), signatures });
  }
  return observations;
}

/**
 * Runs another text of an observed program and compares.
 *
 * @returns null where it behaves alike in every scenario, otherwise a text that shows the first divergence
 */
export async function compareWith(
  observations: readonly Observation[],
  other: ProgramText,
  options: CompareOptions & Pick<ObserveOptions, 'mayThrow'>,
): Promise<string | null> {
  for (const { scenario, trace, signatures } of observations) {
    const program = prepareProgram(other.text, other.path, options.mayThrow, signatures);
    const divergence = findDivergence(trace, await runProgram(program, scenario), scenario, options);
    if (divergence !== null) return `scenario: ${scenario.name}\n${divergence}`;
  }
  return null;
}
