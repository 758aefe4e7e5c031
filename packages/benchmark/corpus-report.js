// Prints how many error-first callbacks of each package of the corpus are rewritten, by default (exact), with --idiomatic and with
// --functions, for which reasons the others are refused, and how many lines of a diff there are for each that is rewritten.
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
  for (const [tier, flags] of [['exact', []], ['idiomatic', ['--idiomatic']], ['functions', ['--functions']]]) report(tier, preview(flags), changedLines(flags));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Previews all packages. @returns their files, as `--json` reports them */
function preview(flags) {
  return JSON.parse(run(['--json', ...flags, '.'])).files;
}

/** The number of lines that a preview removes or adds, by package. */
function changedLines(flags) {
  const counts = new Map();
  let name = '';
  for (const line of run(['--no-color', ...flags, '.']).split('\n')) {
    name = /^\+\+\+ (?:b\/)?([^/]+)\//.exec(line)?.[1] ?? name;
    if (/^[+-](?!\+\+ |-- )/.test(line)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function run(args) {
  const { stdout, stderr } = spawnSync(process.execPath, [bin, '--no-cache', ...args], { cwd: folder, encoding: 'utf8', maxBuffer: Infinity });
  process.stderr.write(stderr);
  if (stdout === '') throw new Error('The command line printed nothing.');
  return stdout;
}

function report(tier, files, lines) {
  const byCorpus = corpora.map(({ name }) => ({ name, files: files.filter(({ path }) => path.startsWith(`${name}/`)), changed: lines.get(name) ?? 0 }));
  const changed = byCorpus.reduce((sum, each) => sum + each.changed, 0);
  console.log(`${tier.padEnd(10)}  files  errors  error-first  rewritten         lines each  nested  rewritten         refused`);
  for (const corpus of [...byCorpus, { name: 'all', files, changed }]) console.log(renderRow(corpus));
  console.log();
}

function renderRow({ name, files, changed }) {
  const sites = files.flatMap((file) => file.sites).filter((site) => site.kind === 'error-first');
  const nested = sites.filter((site) => site.depth > 1);
  const rewritten = sites.filter((site) => site.plan === 'rewrite').length;
  const errors = files.filter((file) => file.status === 'error').length;
  return [
    name.padEnd(10),
    String(files.length).padStart(5),
    String(errors).padStart(6),
    String(sites.length).padStart(11),
    renderShare(sites),
    (rewritten === 0 ? '' : (changed / rewritten).toFixed(1)).padStart(10),
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
