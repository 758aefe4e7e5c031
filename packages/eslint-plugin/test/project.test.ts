import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it, onTestFinished } from 'vitest';

import { copyCorpus, corpora } from '../../benchmark/corpus.js';
import { type JsonDocument, runCliJson } from '../../codemod/test/run-cli.js';
import { type Analysis, analyse } from '../src/analysis.js';
import { languageOptionsFor } from './lint.js';

type Files = Readonly<Record<string, string>>;

function createFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'uncallback-imports-')));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

function write(folder: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** The error-first callbacks that the rules see in a file, as `--scan --json` prints them; null if the parser rejects the file. */
function lint(folder: string, name: string, text: string, settings: object): readonly object[] | null {
  let seen: readonly object[] | null = null;
  const observe = {
    create: (context: Parameters<typeof analyse>[0]) => ({
      Program: () => {
        seen = describeSites(analyse(context));
      },
    }),
  };
  const config = { files: ['**/*.{js,mjs,ts}'], plugins: { observer: { rules: { observe } } as never }, rules: { 'observer/observe': 'error' as const }, languageOptions: languageOptionsFor(text, name), settings: { uncallback: settings } };
  new Linter({ cwd: folder }).verify(text, config, { filename: join(folder, name), allowInlineConfig: false });
  return seen;
}

function describeSites({ sites, plans }: Analysis): readonly object[] {
  return sites.map((site) => {
    const plan = plans.get(site);
    const { evidence, error, callback } = site;
    return { line: callback.loc.start.line, evidence, errorHandling: error?.handling ?? null, plan: plan?.action, reason: plan?.action === 'refuse' ? plan.reason : null };
  });
}

function describeScanned({ sites }: JsonDocument['files'][number]): readonly object[] {
  return sites.flatMap(({ kind, line, evidence, errorHandling, plan, reason }) => (kind === 'error-first' ? [{ line, evidence, errorHandling, plan, reason }] : []));
}

/** What the linter and the command line say about each file of a folder, by the files' names. */
function compare(folder: string, settings: object): { linted: object; scanned: object } {
  const files = runCliJson(['--scan', '.'], folder).document.files.filter(({ status }) => status !== 'error');
  const both = files.flatMap((file) => {
    const seen = lint(folder, file.path, readFileSync(join(folder, file.path), 'utf8'), settings);
    return seen ? [{ path: file.path, seen, scanned: describeScanned(file) }] : [];
  });
  return { linted: Object.fromEntries(both.map(({ path, seen }) => [path, seen])), scanned: Object.fromEntries(both.map(({ path, scanned }) => [path, scanned])) };
}

const store = "const fs = require('fs');\nexports.load = (id, done) => fs.readFile(id, done);\n";
const main = "const store = require('./store');\nstore.load('a', (x, text) => {\n  use(text);\n});\n";

describe('settings.uncallback.project', () => {
  it('makes the linter say what the command line says, over circles, re-exports, classes, modules and TypeScript', () => {
    const folder = createFolder();
    write(folder, {
      'store.js': store,
      'main.js': main,
      'index.js': "module.exports = { store: require('./store'), Job: require('./lib/job') };\n",
      'lib/job.js': "const { store } = require('..');\nmodule.exports = class Job {\n  run(done) { store.load('job', done); }\n  twice(done) { for (const name of ['a', 'b']) store.load(name, done); }\n};\n",
      'lib/worker.js': "const { Job } = require('../index.js');\nconst job = new Job();\njob.run((y, text) => {\n  use(text);\n});\njob.twice((y, text) => {\n  use(text);\n});\n",
      'circle/a.js': "const b = require('./b');\nexports.left = (n, done) => (n ? b.right(n - 1, done) : process.nextTick(done, new Error('none')));\nb.right(1, (z) => {\n  use(z);\n});\n",
      'circle/b.js': "const a = require('./a');\nexports.right = (n, done) => a.left(n, done);\na.left(1, (z) => {\n  use(z);\n});\n",
      'esm/io.mjs': "import { stat } from 'node:fs';\nexport default (path, done) => stat(path, done);\nexport { rename } from './more.mjs';\n",
      'esm/more.mjs': "import { rename as move } from 'node:fs';\nexport const rename = (from, to, done) => move(from, to, done);\n",
      'esm/main.mjs': "import size, { rename as move } from './io.mjs';\nsize('a', (q, stats) => {\n  use(stats);\n});\nmove('a', 'b', (q) => {\n  use(q);\n});\n",
      'typed/io.ts': "import { stat, type Stats } from 'node:fs';\nexport function size(path: string, done: (error: Error | null, stats?: Stats) => void): void { stat(path, done); }\n",
      'typed/main.ts': "import { size } from './io.js';\nsize('a', (q, stats) => {\n  use(stats);\n});\n",
      'broken.js': 'function (',
      'uses-broken.js': "require('./broken').load((err) => {\n  use(err);\n});\nrequire('./missing').load((err) => {\n  use(err);\n});\n",
    });
    const { linted, scanned } = compare(folder, { project: true });
    expect(linted).toEqual(scanned);
    expect(linted).toMatchObject({
      'main.js': [{ line: 2, evidence: 'definition', errorHandling: 'unchecked' }],
      'lib/worker.js': [{ line: 3, evidence: 'definition' }, { line: 6, reason: 'may-call-repeatedly' }],
      'esm/main.mjs': [{ line: 2, evidence: 'definition' }, { line: 5, evidence: 'definition' }],
      'typed/main.ts': [{ line: 2, evidence: 'definition' }],
    });
    expect(compare(folder, {}).linted).not.toEqual(scanned);
  });

  it('makes the linter say what the command line says about a package', () => {
    const folder = createFolder();
    copyCorpus(corpora.find(({ name }) => name === 'node-dir')!, folder);
    const { linted, scanned } = compare(folder, { project: true });
    expect(linted).toEqual(scanned);
  });

  it('notices when an imported file changes, goes away or comes back, and takes the text of the editor for the file itself', async () => {
    const folder = createFolder();
    write(folder, { 'store.js': store, 'main.js': main });
    const sites = () => lint(folder, 'main.js', main, { project: true })?.length;
    expect(sites()).toBe(1);
    write(folder, { 'store.js': 'exports.load = (id, done) => done(id);\n' });
    expect(sites()).toBe(0);
    rmSync(join(folder, 'store.js'));
    expect(sites()).toBe(0);
    write(folder, { 'store.js': store });
    // Which file a specifier means is remembered for a second.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(sites()).toBe(1);
    const unsaved = "const fs = require('fs');\nexports.load = (done) => fs.stat('a', done);\nrequire('./main').load((x) => {\n  use(x);\n});\n";
    expect(lint(folder, 'main.js', unsaved, { project: true })).toMatchObject([{ line: 3, evidence: 'definition' }]);
  });

  it('reads nothing for a text that has no place', () => {
    expect(new Linter().verify(main, { plugins: {}, settings: { uncallback: { project: true } }, languageOptions: { parser: typescriptParser } })).toEqual([]);
  });
});
