// pnpm fuzz:functions -- --runs 100000 --seed 7 --jobs 2: each job takes its share of the modules, with a seed of its own from 7 on.
// --without second-run,verification leaves out findings of these kinds; see check-module.ts.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  options: {
    runs: { type: 'string', default: '2000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    jobs: { type: 'string', default: String(availableParallelism()) },
    without: { type: 'string', default: '' },
  },
});
const [runs, seed, jobs] = [values.runs, values.seed, values.jobs].map(Number);
if (![runs, seed, jobs].every((number) => Number.isInteger(number) && number >= 0) || jobs === 0) {
  console.error('fuzz:functions: --runs, --seed and --jobs are whole numbers');
  process.exit(2);
}

const exits = Array.from({ length: jobs }, async (_, job) => {
  const share = Math.floor(((job + 1) * runs) / jobs) - Math.floor((job * runs) / jobs);
  const child = spawn('vitest', ['run', '--reporter=default', 'packages/rewriter/test/whole-functions/whole-functions.test.ts'], {
    stdio: 'inherit',
    env: { ...process.env, FUZZ_RUNS: String(share), FUZZ_SEED: String(seed + job), FUZZ_WITHOUT: values.without },
  });
  const [status] = await once(child, 'exit');
  return status;
});
process.exitCode = (await Promise.all(exits)).every((status) => status === 0) ? 0 : 1;
