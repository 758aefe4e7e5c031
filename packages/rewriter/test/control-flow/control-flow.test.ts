import { parseSource } from '@uncallback/detector/parse';
import { rewrite } from '@uncallback/rewriter';
import async1 from 'async1';
import async2 from 'async2';
import async3 from 'async3';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { writeProgram } from './program.js';
import { runProgram } from './run-program.js';

const runs = Number(process.env['FUZZ_RUNS'] ?? 150);
// The same programs in every test run; `pnpm fuzz:control-flow` takes others.
const seed = Number(process.env['FUZZ_SEED'] ?? 1);

/** The share of the programs from which the library must go. */
const minimalShare = 0.3;

// The functions of the driver are no async ones, so that it does not matter that newer versions would await such.
const versions = [
  { stated: '1.5.2', callbackOfAuto: 'first', libraries: [async1] },
  { stated: '2.0.0', callbackOfAuto: 'last', libraries: [async2, async3] },
] as const;

/** Only the functions that are written in a call change with `idiomatic`. */
const tiers = [{ functions: true }, { idiomatic: true }];

const parse = (text: string) => parseSource(text, 'program.js');

test('programs with control-flow calls do what they did with async 1, 2 and 3', { timeout: 24 * 3_600_000 }, async () => {
  let [programs, straight] = [0, 0];
  const property = fc.asyncProperty(fc.array(fc.nat(9999), { minLength: 4, maxLength: 120, size: 'max' }), async (numbers) => {
    programs += 1;
    for (const { stated, callbackOfAuto, libraries } of versions) {
      const text = writeProgram(numbers, callbackOfAuto);
      const mains = text.match(/(?<=^exports\.)main\d/gm) ?? [];
      const outputs = tiers.map((tier) => {
        const { text: output, failure } = rewrite(parse(text), parse, { ...tier, dependencies: { async: stated } });
        expect(failure).toBeNull();
        if (tier.functions) straight += (/\b(?:async\.|run(?:Series|Parallel)\()/.test(output) ? 0 : 1) / versions.length;
        return output;
      });
      for (const main of mains) {
        for (const library of libraries) {
          const { trace, calls } = await runProgram(text, main, library, null);
          for (const output of outputs) expect((await runProgram(output, main, library, null)).trace, output).toEqual(trace);
          for (let failing = 0; failing < Math.min(calls, 12); failing += 1) {
            const before = await runProgram(text, main, library, failing);
            for (const output of outputs) expect((await runProgram(output, main, library, failing)).trace, output).toEqual(before.trace);
          }
        }
      }
    }
  });
  // Shrinking a program takes hours and ends with one that is hardly shorter.
  await fc.assert(property, { numRuns: runs, seed, endOnFailure: true });
  console.log(`${String(programs)} programs, ${((100 * straight) / programs).toFixed(1)} % without the library`);
  expect(straight / programs).toBeGreaterThanOrEqual(minimalShare);
});
