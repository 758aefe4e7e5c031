import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../node_modules/oxlint/bin/oxlint', import.meta.url));

/**
 * Runs one rule of oxlint on the files. They are copied first, since oxlint does not lint files in `node_modules`.
 *
 * @returns a function from a file to the places of its reports, with lines and columns from 1
 * @throws where oxlint fails or cannot parse a file
 */
export function lintWithOxlint(files, plugin, rule) {
  const folder = mkdtempSync(join(tmpdir(), 'uncallback-oxlint-'));
  try {
    for (const { path, text } of files) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      // Comments of the file's authors must not disable the rule.
      writeFileSync(join(folder, path), text.replaceAll('eslint-disable', 'eslint-deleted'));
    }
    const rules = { [`${plugin}/${rule}`]: 'error' };
    const config = { plugins: [plugin], categories: { correctness: 'off' }, rules };
    writeFileSync(join(folder, 'oxlint.json'), JSON.stringify(config));
    const diagnostics = run(folder);
    return ({ path }) =>
      diagnostics.filter(({ filename }) => filename === path).flatMap(({ labels }) => labels.map(({ span }) => span));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(folder) {
  const args = [bin, '-c', 'oxlint.json', '--format', 'json', '.'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: Infinity });
  if (stdout === '') throw new Error(`oxlint gave no report: ${stderr}`);
  const { diagnostics } = JSON.parse(stdout);
  const failure = diagnostics.find(({ code }) => !code);
  if (failure) throw new Error(`${failure.filename}: ${failure.message}`);
  return diagnostics;
}
