import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { identityRun } from './codemod.js';
import { inRounds, medianRatio, runProcess } from './run-process.js';
import { writeFiles } from './tree.js';

/** How many files the project has of which one changes. */
const files = 500;

/**
 * Measures previews that find the results of an earlier one, against jscodeshift with a transform that changes nothing, on the same files: of
 * all files without a change, and of 500 of which one was changed.
 */
export async function measureCache(program, all, limit) {
  const folder = mkdtempSync(join(tmpdir(), 'uncallback-cache-'));
  try {
    const [whole, part] = [all, all.filter((_, index) => index % Math.floor(all.length / files) === 0).slice(0, files)].map((chosen, index) => {
      const path = join(folder, String(index));
      writeFiles(path, chosen);
      return { path, preview: [program, '--jobs', '1', '--cache-location', join(folder, `cache-${index}`), '.'], first: join(path, chosen[0].path) };
    });
    const cases = [
      { what: 'second preview, nothing changed', target: 1 / 30, place: whole, change: () => undefined },
      { what: `preview after a change of one file of ${files}`, target: 1 / 6, place: part, change: () => appendFileSync(part.first, '\n') },
    ];
    const rows = [];
    for (const { what, target, place: { path, preview }, change } of cases) {
      runProcess(preview, path);
      const rounds = await inRounds({ ...limit, seconds: limit.seconds / cases.length }, () => {
        change();
        return { run: runProcess(preview, path), peer: runProcess(identityRun(1), path) };
      });
      const [runs, peers] = [rounds.map(({ run }) => run), rounds.map(({ peer }) => peer)];
      for (const figure of ['cpu', 'wall']) rows.push({ what: `${what}, ${figure} time`, against: 'jscodeshift 17, parse and print', ratio: medianRatio(runs, peers, (run) => run[figure]), target });
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
