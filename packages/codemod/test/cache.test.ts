import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';

import { copyCorpus, corpora } from '../../benchmark/corpus.js';
import { processFiles } from '../src/process/process-files.js';
import { ResultCache } from '../src/process/result-cache.js';
import type { FileResult, UnlinkedTask } from '../src/process/tasks.js';
import { WorkForce } from '../src/process/workers.js';
import { selectFiles } from '../src/select/select-files.js';
import { nested, refused } from './programs.js';
import { runCli } from './run-cli.js';
import { createFolder, read } from './temporary-folder.js';

type Options = Partial<UnlinkedTask>;

/** Processes all files of a folder in this process. */
async function run(folder: string, options: Options, cache: ResultCache | null): Promise<readonly FileResult[]> {
  const { files } = await selectFiles([folder], folder);
  const common = { mode: 'preview', kinds: 'all', diff: true, rules: false, fixes: false, excerpts: false, settings: {}, only: [], selected: null, journal: null, testFailed: [], ...options } as const;
  const results: FileResult[] = [];
  const tasks = files.map((file) => ({ ...file, ...common }));
  for await (const result of processFiles(tasks, { jobs: 1, signal: new AbortController().signal, printError: () => undefined, includeTests: false, cache })) results.push(result);
  cache?.close();
  return results;
}

const cacheOf = (folder: string, identity = 'of the test'): ResultCache => new ResultCache(join(folder, '.cache'), identity);

/** For how many files each time workers were asked for in a run. */
async function filesProcessed(use: () => Promise<unknown>): Promise<readonly number[]> {
  const workers = vi.spyOn(WorkForce.prototype, 'for');
  await use();
  const counts = workers.mock.calls.map(([files]) => files);
  workers.mockRestore();
  return counts.filter((files) => files > 0);
}

function write(folder: string, name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

const later = "exports.load = function (key, cb) { setTimeout(() => cb(null, key), 1); };\n";
const atOnce = 'exports.load = function (key, cb) { cb(null, key); };\n';
const user = "const store = require('./store');\nfunction show(key) { store.load(key, (err, row) => { if (err) throw err; log(row); }); log('first'); }\nshow(1);\n";
/** A repository of its own, so that the code around it is not looked at. */
const project = { '.git/HEAD': '', 'package.json': '{ "private": true }', 'main.js': user, 'nested.js': nested, 'generated.js': `// @generated\n${nested}`, 'broken.js': 'const = 1;\n' };

describe('a cached answer', () => {
  it('is the same as an uncached one, over old packages, and needs no worker', async () => {
    const folder = createFolder({ '.git/HEAD': '' });
    for (const corpus of corpora.filter(({ name }) => ['node-dir', 'rimraf'].includes(name))) copyCorpus(corpus, join(folder, corpus.name));
    for (const options of [{ mode: 'scan', excerpts: true }, { settings: { functions: true } }] as const) {
      const expected = await run(folder, options, null);
      expect(await run(folder, options, cacheOf(folder))).toEqual(expected);
      expect(await filesProcessed(async () => expect(await run(folder, options, cacheOf(folder))).toEqual(expected))).toEqual([]);
    }
  });

  it('is found again for all files but the one that changed', async () => {
    const folder = createFolder({ ...project, 'store.js': later });
    await run(folder, {}, cacheOf(folder));
    write(folder, 'nested.js', `${nested}\n`);
    // One summary, since the file is read anew, and one result.
    expect(await filesProcessed(async () => run(folder, {}, cacheOf(folder)))).toEqual([1, 1, 1]);
    expect(await filesProcessed(async () => run(folder, {}, cacheOf(folder)))).toEqual([]);
  });

  it('is of no use to another version of the program', async () => {
    const folder = createFolder({ ...project, 'store.js': later });
    await run(folder, {}, cacheOf(folder));
    expect(Math.max(...(await filesProcessed(async () => run(folder, {}, cacheOf(folder, 'newer')))))).toBe(5);
  });
});

describe('is never stale, when there is another', () => {
  const whole: Options = { settings: { functions: true } };
  const unusual = 'function read(key, cb) { driver.read(key, (problem, row) => { use(problem, row); }); if (!key) throw new Error(key); }';
  type Files = Readonly<Record<string, string>>;
  const changes: readonly (readonly [what: string, change: (folder: string) => Options, before?: Files, options?: Options])[] = [
    ['text of the file', (folder) => (write(folder, 'nested.js', refused), {})],
    ['text of an imported file', (folder) => (write(folder, 'store.js', atOnce), {})],
    ['file behind an imported one', (folder) => (write(folder, 'lib/other.js', atOnce), {}), { 'store.js': "module.exports = require('./lib/other');\n", 'lib/other.js': later }],
    ['file that a specifier means', (folder) => (write(folder, 'store.js', atOnce), {}), { 'store/index.js': later }],
    ['main file of a folder', (folder) => (write(folder, 'store/package.json', '{ "main": "b.js" }'), {}), { 'store/package.json': '{ "main": "a.js" }', 'store/a.js': later, 'store/b.js': atOnce }],
    ['tier', () => ({ settings: { idiomatic: true } }), { 'old.js': 'exports.a = (id, cb) => db.find(id, (err, row) => { if (err) return cb(err); cb(null, row.name); });' }],
    ['form of promisify', () => ({ settings: { promisify: 'native' } })],
    ['catalogue', () => ({ settings: { catalog: { driver: ['read'] } } }), { 'unusual.js': `const driver = require('driver');\n${unusual}` }],
    ['name of errors', () => ({ settings: { errorNames: ['problem'] } }), { 'unusual.js': unusual }],
    ['kind of run', () => ({ mode: 'scan' })],
    ['choice of callbacks', () => ({ only: ['result-used'] })],
    ['selected function', () => ({ selected: [0] })],
    ['choice of kinds', () => ({ kinds: 'error-first' }), { 'timer.js': 'setTimeout(() => log(1), 1);' }],
    ['part of the report', () => ({ excerpts: true })],
    ['choice of functions', () => ({ settings: { functions: true } })],
    ['form for users of the package', () => ({ settings: { functions: true, publicForm: 'promise' } }), { 'package.json': '{ "main": "store.js" }' }, whole],
    ['user of a function outside of the run', (folder) => (write(folder, 'page.vue', "import { load } from './store';\n"), whole), {}, whole],
    ['list of public files', (folder) => (write(folder, 'package.json', '{ "main": "store.js" }'), whole), {}, whole],
  ];

  it.each(changes.map(([what, ...rest]) => ({ what, rest })))('$what', async ({ rest: [change, before = {}, options = {}] }) => {
    const folder = createFolder({ ...project, ...before });
    if (!Object.keys(before).some((name) => name.startsWith('store'))) write(folder, 'store.js', later);
    const first = await run(folder, options, cacheOf(folder));
    const changed = change(folder);
    const expected = await run(folder, changed, null);
    expect(expected).not.toEqual(first);
    expect(await run(folder, changed, cacheOf(folder))).toEqual(expected);
    expect(await run(folder, changed, cacheOf(folder))).toEqual(expected);
  });
});

describe('the command line', () => {
  const files = { 'a.js': nested, 'b.js': refused, 'package.json': '{ "private": true }', 'node_modules/rimraf/package.json': '{ "name": "rimraf", "version": "3.0.2" }' };
  const results = 'node_modules/.cache/uncallback/results';

  it('has the same output and writes the same with what a preview has found, and undoes it', () => {
    const [folder, other] = [createFolder(files), createFolder(files)];
    const previewed = runCli(['.'], folder);
    expect(readdirSync(join(folder, results))).toHaveLength(1);
    expect(runCli(['.'], folder)).toEqual(previewed);
    expect(runCli(['--no-cache', '.'], other)).toEqual(previewed);
    expect(runCli(['--write', '.'], folder)).toEqual(runCli(['--write', '--no-cache', '.'], other));
    expect(existsSync(join(other, results))).toBe(false);
    expect(read(folder, 'a.js')).toBe(read(other, 'a.js'));
    expect(read(folder, 'a.js')).not.toBe(nested);
    runCli(['undo'], folder);
    expect(read(folder, 'a.js')).toBe(nested);
    expect(runCli(['.'], folder)).toEqual(previewed);
  });

  it('notices other facts in the manifest, and other installed packages', () => {
    const folder = createFolder({ ...files, 'b.js': "require('rimraf')('tmp', (err) => { if (err) throw err; console.log('gone'); });" });
    const answers = [runCli(['.'], folder).stdout];
    for (const [name, text] of [['package.json', '{ "private": true, "engines": { "node": ">=6" } }'], ['node_modules/rimraf/package.json', '{ "name": "rimraf", "version": "4.4.1" }']] as const) {
      write(folder, name, text);
      const cached = runCli(['.'], folder).stdout;
      expect(cached).toBe(runCli(['--no-cache', '.'], folder).stdout);
      answers.push(cached);
    }
    expect(new Set(answers).size).toBe(3);
  });

  it('keeps results where it is told to, and says if it cannot', () => {
    const folder = createFolder(files);
    const previewed = runCli(['--cache-location', 'kept', '.'], folder);
    expect([existsSync(join(folder, results)), readdirSync(join(folder, 'kept')).length]).toEqual([false, 1]);
    const { status, stderr } = runCli(['--cache-location', 'a.js', '.'], folder);
    expect([previewed.status, status, stderr]).toEqual([1, 1, 'uncallback: the cache cannot be written: file already exists\n']);
  });
});
