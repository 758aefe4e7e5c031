import fc from 'fast-check';
import { expect, test } from 'vitest';

import { checkProject } from './check-project.js';
import { writeProject } from './write-project.js';

const runs = Number(process.env['FUZZ_RUNS'] ?? 150);
// The same projects in every test run; `pnpm fuzz:projects` takes others.
const seed = Number(process.env['FUZZ_SEED'] ?? 1);
/** Kinds of findings that are left out, as for `pnpm fuzz:functions`. */
const without = process.env['FUZZ_WITHOUT']?.split(',') ?? ['second-run'];

/** The first list of a module decides about the module, each other one about a function or a class in it. */
const module = fc.array(fc.array(fc.nat(9999), { maxLength: 100, size: 'max' }), { minLength: 2, maxLength: 5, size: 'max' });
/** The first list decides about the project, each other one about a module. */
const project = fc.array(module, { minLength: 3, maxLength: 5, size: 'max' });

test('whole functions of random projects of several modules keep what the projects do', { timeout: 24 * 3_600_000 }, async () => {
  const findings: string[] = [];
  let converted = 0;
  let shared = 0;
  let methods = 0;
  for (const lists of fc.sample(project, { numRuns: runs, seed })) {
    const program = writeProject(lists);
    const { output, finding } = await checkProject(program);
    const inner = [...output].filter(([name]) => name !== './main').map(([, text]) => text);
    converted += program.functions.filter((name) => inner.some((text) => isConverted(text, name))).length;
    shared += [...output.values()].filter((text) => /await inner\w+(?:\.\w+)*(?:\(\))?\.\w+Async\(|await this\.held\.\w+Async\(/.test(text)).length;
    methods += inner.flatMap((text) => [...text.matchAll(/^ {2}async (\w+)\(|prototype\.(\w+) = async function/gm)]).filter(([, name, other]) => program.functions.includes(name ?? other ?? '') && !inner.some((text) => text.includes(`${name ?? other}Async`))).length;
    if (finding === null || without.includes(finding.kind)) continue;
    const texts = [['./main', program.main] as const, ...program.others].map(([name, text]) => `--- ${name}\n${text}\n--- output\n${output.get(name) ?? ''}`);
    findings.push([`seed ${seed}, ${finding.kind}`, ...texts, `--- ${finding.description}`].join('\n'));
  }
  console.log(`${runs} projects, ${converted} functions of inner modules lost their callback, ${shared} modules await an async function beside a callback form, ${methods} methods lost their callback`);
  expect(findings).toEqual([]);
  // The test has to go on testing what it is for.
  expect(converted).toBeGreaterThan(runs / 5);
  expect(shared).toBeGreaterThan(runs / 50);
  expect(methods).toBeGreaterThanOrEqual(Math.floor(runs / 150));
});

/** Whether a text has an async function of a name, and no callback form of it. */
function isConverted(text: string, name: string): boolean {
  return new RegExp(`async function ${name}\\b|\\.${name} = async function`).test(text) && !new RegExp(`callbackify\\((?:[\\w.]+\\.)?${name}\\)`).test(text);
}
