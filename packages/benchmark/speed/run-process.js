import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const reportUsage = new URL('report-usage.js', import.meta.url).href;

/**
 * Runs a Node program and measures it. Its output is discarded.
 *
 * @returns the wall time, the CPU time of all its processes in seconds, and the peak memory of the largest one in megabytes
 * @throws where its exit status is 2 or more
 */
export function runProcess(args, cwd) {
  const folder = mkdtempSync(join(tmpdir(), 'uncallback-usage-'));
  const file = join(folder, 'usage');
  try {
    const env = { ...process.env, UNCALLBACK_USAGE: file, NODE_OPTIONS: `--import=${reportUsage}` };
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: Infinity });
    const wall = (performance.now() - start) / 1000;
    if (status === null || status > 1) throw new Error(`${args.join(' ')} failed: ${stderr}`);
    const usages = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
    return {
      wall,
      cpu: usages.reduce((sum, usage) => sum + usage.cpu, 0),
      memory: Math.max(...usages.map((usage) => usage.memory)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Measures in rounds: in as many as are wanted, but no further one is begun when the time is over.
 *
 * @param limit `times`, the number of rounds, and `seconds`, the time
 * @param measure makes one measurement; it may return a promise
 * @param least how many rounds there are at least
 * @returns what the rounds measured
 */
export async function inRounds({ times, seconds }, measure, least = 1) {
  const end = performance.now() + 1000 * seconds;
  const measured = [];
  while (measured.length < times && (measured.length < least || performance.now() < end)) measured.push(await measure());
  return measured;
}

/** Runs several commands in turn, in as many rounds as the limit allows. @returns for each command the measurements of its runs */
export async function runInTurn(commands, limit, cwd) {
  const runs = await inRounds(limit, () => commands.map((args) => runProcess(args, cwd)));
  return commands.map((_, i) => runs.map((round) => round[i]));
}

/** The median of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median of the ratios of paired runs. `of` picks the compared figure of a run. */
export function medianRatio(runs, peers, of) {
  return median(runs.map((run, i) => of(run) / of(peers[i])));
}
