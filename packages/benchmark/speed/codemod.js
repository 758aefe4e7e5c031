import { fileURLToPath } from 'node:url';

import { medianRatio, runInTurn, uncallback } from './run-process.js';

const jscodeshift = fileURLToPath(new URL('../node_modules/jscodeshift/bin/jscodeshift.js', import.meta.url));
const identity = fileURLToPath(new URL('identity.cjs', import.meta.url));

/** Measures a preview against jscodeshift with a transform that changes nothing, on the same files and with as many workers. */
export function measureCodemod(folder, times) {
  const peer = [jscodeshift, '--dry', '--silent', '--transform', identity];
  return [1, 2].flatMap((jobs) => {
    const workers = jobs === 1 ? '--run-in-band' : `--cpus=${jobs}`;
    const [runs, peers] = runInTurn([[uncallback, '--jobs', String(jobs), '.'], [...peer, workers, '.']], times, folder);
    return ['cpu', 'wall'].map((figure) => ({
      what: `preview, ${jobs} worker${jobs === 1 ? '' : 's'}, ${figure} time`,
      against: 'jscodeshift 17, parse and print',
      ratio: medianRatio(runs, peers, (run) => run[figure]),
      target: 1 / 8,
    }));
  });
}
