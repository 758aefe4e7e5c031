// Runs a program with the real packages before and after a rewrite.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { migrate } from '../suites/migrate.js';

/**
 * @param {import('./cases.js').HostCase} host
 * @param {Readonly<Record<string, string>>} folders where each of its packages is installed
 * @returns {Promise<readonly { tier: string, problem: string | null, text: string }[]>} for each tier what went wrong, and the program
 */
export async function checkHost({ packages, main, start, files = {}, shows, lacks }, folders) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'uncallback-host-')));
  try {
    for (const [name, from] of Object.entries(folders)) {
      mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true });
      symlinkSync(realpathSync(from), join(folder, 'node_modules', name), 'junction');
    }
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'host', private: true, dependencies: packages }));
    writeFileSync(join(folder, 'a.txt'), 'four');
    writeFileSync(join(folder, 'entry.js'), 'module.exports = 1;');
    const run = () => {
      const { stdout, status } = spawnSync(process.execPath, start ? ['-e', start] : ['main.js'], { cwd: folder, encoding: 'utf8', timeout: 60_000 });
      return `${stdout}exit ${status}`;
    };
    const results = [];
    for (const tier of ['exact', '--idiomatic', '--functions']) {
      const texts = { 'main.js': main, ...files };
      for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
      const before = run();
      const { failures } = await migrate(folder, Object.keys(texts), tier === 'exact' ? [] : [tier]);
      const text = Object.keys(texts).map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
      const after = run();
      results.push({ tier, text, problem: problemOf() });

      function problemOf() {
        if (before.split('\n').length < 2) return `prints nothing: ${before}`;
        if (failures.length > 0) return failures.join('\n');
        if (before !== after) return `prints\n${after}\nin place of\n${before}\n${text}`;
        return tier === '--idiomatic' && (!shows.test(text) || lacks?.test(text)) ? `is not as expected:\n${text}` : null;
      }
    }
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
