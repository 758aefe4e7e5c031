// Prints how many error-first callbacks of each package of the corpus are rewritten, by default (exact) and with --idiomatic, and
// for which reasons the others are refused.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { copyCorpus, corpora } from './corpus.js';

const bin = fileURLToPath(new URL('../codemod/bin/uncallback.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'uncallback-corpus-'));
try {
  for (const corpus of corpora) copyCorpus(corpus, join(folder, corpus.name));
  report('exact', preview([]));
  report('idiomatic', preview(['--idiomatic']));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Previews all packages. @returns their files, as `--json` reports them */
function preview(flags) {
  const args = [bin, '--json', ...flags, '.'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: Infinity });
  process.stderr.write(stderr);
  if (stdout === '') throw new Error('The command line gave no report.');
  return JSON.parse(stdout).files;
}

function report(tier, files) {
  const byCorpus = corpora.map(({ name }) => ({ name, files: files.filter(({ path }) => path.startsWith(`${name}/`)) }));
  console.log(`${tier.padEnd(10)}  files  errors  error-first  rewritten         nested  rewritten         refused`);
  for (const corpus of [...byCorpus, { name: 'all', files }]) console.log(renderRow(corpus));
  console.log();
}

function renderRow({ name, files }) {
  const sites = files.flatMap((file) => file.sites).filter((site) => site.kind === 'error-first');
  const nested = sites.filter((site) => site.depth > 1);
  const errors = files.filter((file) => file.status === 'error').length;
  return [
    name.padEnd(10),
    String(files.length).padStart(5),
    String(errors).padStart(6),
    String(sites.length).padStart(11),
    renderShare(sites),
    String(nested.length).padStart(6),
    renderShare(nested),
    renderReasons(sites),
  ].join('  ');
}

function renderShare(sites) {
  const rewritten = sites.filter((site) => site.plan === 'rewrite').length;
  const share = sites.length === 0 ? '' : `${((100 * rewritten) / sites.length).toFixed(1)} %`;
  return `${String(rewritten).padStart(9)} ${share.padStart(7)}`;
}

function renderReasons(sites) {
  const counts = new Map();
  for (const { reason } of sites) if (reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return sorted.map(([reason, times]) => `${reason} ${times}`).join(', ');
}
