import { medianRatio, runInTurn, uncallback } from './run-process.js';

/** Measures `--help` against a Node process that does nothing. */
export function measureStartup(folder, times) {
  const [runs, peers] = runInTurn([[uncallback, '--help'], ['-e', '0']], 4 * times, folder);
  return ['cpu', 'wall'].map((figure) => ({
    what: `\`--help\`, ${figure} time`,
    against: 'an empty Node process',
    ratio: medianRatio(runs, peers, (run) => run[figure]),
    target: 2,
  }));
}
