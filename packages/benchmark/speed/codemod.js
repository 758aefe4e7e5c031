import { fileURLToPath } from 'node:url';

import { medianRatio, runInTurn } from './run-process.js';

const jscodeshift = fileURLToPath(new URL('../node_modules/jscodeshift/bin/jscodeshift.js', import.meta.url));
const identity = fileURLToPath(new URL('identity.cjs', import.meta.url));

/** The arguments with which jscodeshift runs a transform that changes nothing over the current folder. */
export function identityRun(jobs) {
  return [jscodeshift, '--dry', '--silent', '--transform', identity, jobs === 1 ? '--run-in-band' : `--cpus=${jobs}`, '.'];
}

/**
 * Measures a preview without results of earlier runs against jscodeshift with a transform that changes nothing, on the same files and with as
 * many workers; and one with two workers against one with one.
 */
export async function measureCodemod(program, folder, limit) {
  const preview = (jobs) => [program, '--no-cache', '--jobs', String(jobs), '.'];
  const [one, two, ...peers] = await runInTurn([preview(1), preview(2), identityRun(1), identityRun(2)], limit, folder);
  const rows = [one, two].flatMap((runs, index) =>
    ['cpu', 'wall'].map((figure) => ({
      what: `preview, ${index + 1} worker${index === 0 ? '' : 's'}, ${figure} time`,
      against: 'jscodeshift 17, parse and print',
      ratio: medianRatio(runs, peers[index], (run) => run[figure]),
      target: 1 / 8,
    })),
  );
  return [...rows, { what: 'preview, 2 workers, wall time', against: 'with 1 worker', ratio: medianRatio(two, one, (run) => run.wall), target: 0.65 }];
}
