import type { RewriteOptions } from '@uncallback/rewriter';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { type ModuleProgram, checkModule, functionOptions, signOf } from './check-module.js';
import { type Form, formsAfter } from './forms.js';
import { reduceProgram } from './reduce-program.js';
import { writeModule } from './write-module.js';

/** The share of the functions that must change their form, so that the test goes on testing what it is for. */
const minimalShare = 0.2;

const runs = Number(process.env['FUZZ_RUNS'] ?? 200);
// The same modules in every test run; `pnpm fuzz:functions` takes others.
const seed = Number(process.env['FUZZ_SEED'] ?? 1);
/** Kinds of findings that are left out: `second-run`. */
const without = process.env['FUZZ_WITHOUT']?.split(',') ?? [];
/** What callers see: `both` also lets them call without a callback. */
const options: RewriteOptions = { ...functionOptions, publicForm: process.env['FUZZ_PUBLIC'] === 'both' ? 'both' : 'callback' };
/** How long a finding may be made smaller. */
const reducing = 60_000;

/** The first list decides about the module, each other one about a function or a class in it. */
const numbers = fc.array(fc.array(fc.nat(9999), { maxLength: 100, size: 'max' }), { minLength: 2, maxLength: 7, size: 'max' });

test('whole functions of random modules keep what the modules do', { timeout: 24 * 3_600_000 }, async () => {
  const forms: Form[] = [];
  const property = fc.asyncProperty(numbers, async (lists) => {
    const program = writeModule(lists);
    const { finding, output } = await checkModule(program, options);
    forms.push(...formsAfter(program.text, output, program.functions));
    return finding === null || without.includes(finding.kind);
  });
  // A module is made smaller by `reduceProgram`, which knows its statements.
  const details = await fc.check(property, { numRuns: runs, seed, endOnFailure: true });
  console.log(renderForms(forms));
  expect(details.counterexample === null ? null : await renderCounterexample(details.counterexample[0])).toBeNull();
  expect(forms.filter((form) => form !== 'kept').length / forms.length).toBeGreaterThanOrEqual(minimalShare);
});

function renderForms(forms: readonly Form[]): string {
  const shares = (['converted', 'edge', 'kept'] as const).map((form) => {
    const count = forms.filter((other) => other === form).length;
    return `${form} ${((100 * count) / forms.length).toFixed(1)} %`;
  });
  return `${forms.length} functions that take a callback; ${shares.join(', ')}`;
}

async function renderCounterexample(lists: readonly (readonly number[])[]): Promise<string> {
  const find = async (program: ModuleProgram) => (await checkModule(program, options)).finding;
  const sign = signOf(await find(writeModule(lists)));
  const program = await reduceProgram(lists, async (smaller) => signOf(await find(smaller)) === sign, reducing);
  const finding = await find(program);
  return [
    `seed ${seed}, ${finding?.kind ?? 'no finding the second time'}`,
    `--- module\n${program.text}`,
    `--- output\n${finding?.output ?? ''}`,
    `--- ${finding?.description ?? ''}`,
  ].join('\n');
}
