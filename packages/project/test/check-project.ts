import { parseSource } from '@uncallback/detector/parse';
import { rewriteProject } from '../src/index.js';

import { type Finding, functionOptions } from '../../rewriter/test/whole-functions/check-module.js';
import { compareTraces } from '../../rewriter/test/whole-functions/compare.js';
import { type CompiledProject, compileModule, runProject } from '../../rewriter/test/whole-functions/run-module.js';
import { type Scenario, calm, listScenarios } from '../../rewriter/test/whole-functions/scenarios.js';
import type { ProjectProgram } from './write-project.js';

const limits = { failures: 16, throws: 4 };

export interface CheckedProject {
  /** The text of each module, by its specifier; `main` for the one that is loaded. */
  readonly output: ReadonlyMap<string, string>;
  readonly finding: Finding | null;
}

/** Rewrites a program of several modules, and proves that the output does the same with each call of the API failing in turn. */
export async function checkProject(program: ProjectProgram): Promise<CheckedProject> {
  const input = new Map([['./main', program.main], ...program.others]);
  let output: ReadonlyMap<string, string> = input;
  try {
    const results = await rewriteAll(input, program);
    output = new Map([...results].map(([name, { text }]) => [name, text]));
    const failure = [...results.values()].find((result) => result.failure !== null)?.failure;
    if (failure) return { output, finding: { kind: 'verification', output: '', description: failure } };
  } catch (error) {
    return { output, finding: { kind: 'crash', output: '', description: error instanceof Error ? (error.stack ?? error.message) : String(error) } };
  }
  const finding = (await compareOutput(program, input, output)) ?? (await findSecondChange(output, program));
  return { output, finding };
}

/** The public file is `main`, or, in an application, it is used by code outside. No other code uses the modules. */
function rewriteAll(texts: ReadonlyMap<string, string>, { isApplication, calls }: ProjectProgram): ReturnType<typeof rewriteProject> {
  const isMain = (file: string): boolean => file === './main';
  const names = new Set(calls.map(({ name }) => name));
  const outside = { isPublic: (file: string) => !isApplication && isMain(file), uses: (file: string) => isApplication && isMain(file), replaces: () => false, isExtended: () => false, mentions: (name: string) => names.has(name), isInFolder: () => true, nameOf: (file: string) => file.slice(2) };
  const resolve = (_: string, specifier: string): string | null => (texts.has(specifier) ? specifier : null);
  return rewriteProject({ texts, parse: (text) => parseSource(text, 'module.js'), resolve, outside }, functionOptions);
}

async function compareOutput(program: ProjectProgram, input: ReadonlyMap<string, string>, output: ReadonlyMap<string, string>): Promise<Finding | null> {
  const before = compile(input);
  let after: CompiledProject;
  try {
    after = compile(output);
  } catch (error) {
    return { kind: 'no-program', output: '', description: String(error) };
  }
  const run = (project: CompiledProject, scenario: Scenario) => runProject(project, program.calls, scenario);
  const usual = await run(before, calm);
  for (const scenario of [calm, ...listScenarios(usual.asyncCalls, usual.plainCalls, limits)]) {
    const difference = compareTraces(await run(before, scenario), await run(after, scenario), { scenario, mayIgnoreErrors: program.mayIgnoreErrors });
    if (difference !== null) return { kind: 'behaviour', output: '', description: `${scenario.name}; ${difference}` };
  }
  return null;
}

async function findSecondChange(output: ReadonlyMap<string, string>, program: ProjectProgram): Promise<Finding | null> {
  const again = await rewriteAll(output, program);
  const changed = [...again].find(([name, { text }]) => text !== output.get(name));
  return changed ? { kind: 'second-run', output: '', description: `a second run changes ${changed[0]} to\n${changed[1].text}` } : null;
}

function compile(texts: ReadonlyMap<string, string>): CompiledProject {
  const [main, ...others] = [...texts].map(([name, text]) => [name, compileModule(text)] as const);
  return { main: main![1], others: new Map(others) };
}
