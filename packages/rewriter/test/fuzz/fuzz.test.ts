import fc from 'fast-check';
import { expect, test } from 'vitest';

import { checkProgram } from './check-program.js';
import { writeProgram } from './program.js';
import { Tally } from './tally.js';

const runs = Number(process.env['FUZZ_RUNS'] ?? 2000);
// The same programs in every test run; `pnpm fuzz` takes others.
const seed = Number(process.env['FUZZ_SEED'] ?? 1);

/** Every number decides a little of the program; fewer and smaller numbers make a smaller program. */
const numbers = fc.array(fc.nat(9999), { minLength: 20, maxLength: 250, size: 'max' });

test('rewrites of random programs keep what the programs do', { timeout: 24 * 3_600_000 }, async () => {
  const tally = new Tally();
  let isShrinking = false;
  const property = fc.asyncProperty(numbers, async (values) => {
    const { finding, plans } = await checkProgram(writeProgram(values));
    if (!isShrinking) tally.add(plans);
    isShrinking ||= finding !== null;
    return finding === null;
  });
  const details = await fc.check(property, { numRuns: runs, seed });
  console.log(tally.render());
  expect(details.counterexample === null ? null : await renderCounterexample(details.counterexample[0])).toBeNull();
});

async function renderCounterexample(values: readonly number[]): Promise<string> {
  const program = writeProgram(values);
  const { finding } = await checkProgram(program);
  return [
    `seed ${seed}, ${finding?.tier ?? 'unknown'} tier`,
    `--- program\n${program}`,
    `--- output\n${finding?.output ?? ''}`,
    `--- ${finding?.divergence ?? 'no divergence the second time'}`,
  ].join('\n');
}
