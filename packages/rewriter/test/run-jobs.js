import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

/**
 * Runs the tests of generated programs in several processes: with `--runs 100000 --seed 7 --jobs 2` each job takes its share of the
 * programs, with a seed of its own from 7 on. Sets the exit status; a wrong flag ends the process with 2.
 *
 * @param {string} command the name of the command, for messages
 * @param {string} tests the path of the tests
 * @param {Readonly<Record<string, string>>} flags the variable of the environment that each further flag sets
 */
export async function runJobs(command, tests, flags = {}) {
  const { values } = parseArgs({
    args: process.argv.slice(2).filter((argument) => argument !== '--'),
    options: {
      runs: { type: 'string', default: '2000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
      jobs: { type: 'string', default: String(availableParallelism()) },
      ...Object.fromEntries(Object.keys(flags).map((flag) => [flag, { type: 'string', default: '' }])),
    },
  });
  const [runs, seed, jobs] = [values.runs, values.seed, values.jobs].map(Number);
  if (![runs, seed, jobs].every((number) => Number.isInteger(number) && number >= 0) || jobs === 0) {
    console.error(`${command}: --runs, --seed and --jobs are whole numbers`);
    process.exit(2);
  }
  const own = Object.fromEntries(Object.entries(flags).map(([flag, variable]) => [variable, values[flag]]));
  const exits = Array.from({ length: jobs }, async (_, job) => {
    const share = Math.floor(((job + 1) * runs) / jobs) - Math.floor((job * runs) / jobs);
    const child = spawn('vitest', ['run', '--reporter=default', tests], {
      stdio: 'inherit',
      env: { ...process.env, ...own, FUZZ_RUNS: String(share), FUZZ_SEED: String(seed + job) },
    });
    const [status] = await once(child, 'exit');
    return status;
  });
  process.exitCode = (await Promise.all(exits)).every((status) => status === 0) ? 0 : 1;
}
