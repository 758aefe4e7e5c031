import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runProcess } from './run-process.js';
import { writeTree } from './tree.js';

/** Measures a scan and `--functions` over 1,000,000 lines against 100,000: peak memory, and for a scan lines per second. */
export function measureMemory(program, files) {
  const folder = mkdtempSync(join(tmpdir(), 'uncallback-tree-'));
  try {
    const trees = [100_000, 1_000_000].map((wanted) => {
      const path = join(folder, String(wanted));
      return { path, lines: writeTree(path, files, wanted) };
    });
    const [small, large] = trees.map(({ path }) => runProcess([program, '--no-cache', '--functions', '--jobs', '1', '.'], path));
    const functions = {
      what: `peak memory of \`--functions\` over 1,000,000 lines: ${Math.round(large.memory)} MB`,
      against: `over 100,000 lines: ${Math.round(small.memory)} MB`,
      ratio: large.memory / small.memory,
      target: 1.6,
    };
    const scans = [1, 2].flatMap((jobs) => {
      const [small, large] = trees.map(({ path }) => runProcess([program, '--no-cache', '--scan', '--jobs', String(jobs), '.'], path));
      const speed = Math.round(trees[1].lines / large.cpu / 1000) * 1000;
      return [
        {
          what: `peak memory of \`--scan\` over 1,000,000 lines, ${jobs} worker${jobs === 1 ? '' : 's'}: ${Math.round(large.memory)} MB`,
          against: `over 100,000 lines: ${Math.round(small.memory)} MB`,
          ratio: large.memory / small.memory,
          target: 1.5,
        },
        { what: `\`--scan\` over 1,000,000 lines, ${jobs} worker${jobs === 1 ? '' : 's'}`, figure: `${speed.toLocaleString('en')} lines a second of CPU` },
      ];
    });
    return [...scans, functions];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
