import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

import { runCli, runCliJson } from './run-cli.js';
import { createFolder, read } from './temporary-folder.js';

type Files = Readonly<Record<string, string>>;

/** The kind, plan and reason of the last callback in a file, with the callee in the same file or in another one. */
function lastSiteOf(files: Files, path: string, ...args: readonly string[]): unknown {
  const { document } = runCliJson([...args, path], createFolder(files));
  const site = document.files.find((file) => file.path === path)?.sites.at(-1);
  return site && { kind: site['kind'], plan: site['plan'], reason: site['reason'] };
}

function run(folder: string, program: string): string {
  return execFileSync(process.execPath, [program], { cwd: folder, encoding: 'utf8' });
}

/** A callee `load`, a call of it, and what becomes of the callback. */
const callees: readonly (readonly [what: string, load: string, call: string, expected: object])[] = [
  [
    'calls back at once',
    'function load(cb) { if (!load.waits) return cb(null, 1); setTimeout(cb, 1, null, 1); }',
    "function start() { load(function (err, x) { if (err) throw err; console.log('loaded', x); }); console.log('behind'); }\nstart();",
    { plan: 'refuse', reason: 'calls-synchronously' },
  ],
  [
    'calls back repeatedly',
    "function load(cb) { for (const name of ['a', 'b']) setImmediate(() => cb(null, name)); }",
    'load(function (err, name) { if (err) throw err; console.log(name); });',
    { plan: 'refuse', reason: 'may-call-repeatedly' },
  ],
  [
    'reads the number of parameters',
    'function load(cb) { setTimeout(() => (cb.length > 1 ? cb(null, 1) : cb(new Error("none"))), 1); }',
    'load(function (err, x) { if (err) throw err; console.log(x); });',
    { plan: 'refuse', reason: 'counts-parameters' },
  ],
  [
    'calls back in a try block',
    "function load(cb) { setTimeout(() => { try { cb(null, 1); } catch (error) { console.log('caught', error.message); } }, 1); }",
    "load(function (err, x) { if (err) throw err; console.log(x); throw new Error('mine'); });",
    { plan: 'refuse', reason: 'inside-try' },
  ],
  [
    'returns a handle',
    'function load(cb) { const timer = setTimeout(cb, 1000, null); return { stop() { clearTimeout(timer); } }; }',
    'function start() { return load(function (err) { if (err) throw err; }); }\nstart().stop();',
    { plan: 'refuse', reason: 'result-used' },
  ],
  ['has the error second', 'function load(cb) { setTimeout(() => cb(1, null), 1); }', 'load(function (e, x) { console.log(e, x); });', { kind: 'other' }],
  ['passes no error', 'function load(cb) { setTimeout(() => cb(true), 1); }', 'load(function (e) { console.log(e); });', { kind: 'other' }],
  [
    'forwards the callback to an error-first API',
    "function load(cb) { require('fs').readdir('missing', cb); }",
    "load(function (problem, x) { console.log(problem ? 'failed' : x); });",
    { kind: 'error-first', plan: 'rewrite' },
  ],
  [
    'passes an error and a result together',
    "function load(cb) { setTimeout(() => cb(new Error('half'), { read: 1 }), 1); }",
    'load(function (err, part) { if (err) return console.log(err.message, part.read); console.log(part); });',
    { plan: 'rewrite' },
  ],
];

/** Projects that call a callee: it is in the same file, or reached in several ways in others. */
function projectsWith(load: string, call: string): Readonly<Record<string, Files>> {
  const library = `${load}\nexports.load = load;\n`;
  const calls = (callee: string): string => call.replaceAll('load(', `${callee}(`);
  return {
    same: { 'main.js': `${load}\n${call}\n` },
    other: { 'lib.js': library, 'main.js': `const lib = require('./lib');\n${calls('lib.load')}\n` },
    destructured: { 'lib.js': library, 'main.js': `const { load } = require('./lib.js');\n${call}\n` },
    module: { 'lib.js': `module.exports = load;\n${load}\n`, 'main.js': `const load = require('./lib');\n${call}\n` },
    index: { 'lib/load.js': library, 'lib/index.js': "exports.load = require('./load').load;\n", 'main.js': `const lib = require('./lib');\n${calls('lib.load')}\n` },
    third: { 'load.js': library, 'lib.js': "const inner = require('./load');\nexports.load = function (cb) { return inner.load(cb); };\n", 'main.js': `const lib = require('./lib');\n${calls('lib.load')}\n` },
    method: { 'lib.js': `${load}\nmodule.exports = class { load(cb) { return load(cb); } };\n`, 'main.js': `const Store = require('./lib');\nconst store = new Store();\n${calls('store.load')}\n` },
    esm: { 'lib.mjs': `export { load };\n${load.replace("require('fs')", 'process.getBuiltinModule("fs")')}\n`, 'main.mjs': `import { load as load2 } from './lib.mjs';\n${calls('load2')}\n` },
  };
}

describe.each(callees)('a callee that %s', (_, load, call, expected) => {
  const projects = projectsWith(load, call);
  const files = Object.fromEntries(Object.entries(projects).flatMap(([name, ofProject]) => Object.entries(ofProject).map(([path, text]) => [`${name}/${path}`, text])));
  // What `process.getBuiltinModule` returns is not followed.
  const mains = Object.keys(files).filter((path) => /main\.m?js$/.test(path) && !(path.startsWith('esm') && load.includes('require(')));

  it.each([[[]], [['--idiomatic']]])('is treated alike in the same file and in others: %j', (tier) => {
    const { document } = runCliJson([...tier, '.'], createFolder(files));
    const sites = mains.map((path) => [path, document.files.find((file) => file.path === path)?.sites.at(-1)]);
    expect(sites).toEqual(mains.map((path) => [path, expect.objectContaining(expected)]));
  });

  it.each([[[]], [['--functions']]])('is called as before after a rewrite: %j', (tier) => {
    const folder = createFolder(files);
    const before = mains.map((path) => run(folder, path));
    expect(runCli(['--write', '--force', '--quiet', ...tier, '.'], folder).stderr).toBe('');
    expect(mains.map((path) => run(folder, path))).toEqual(before);
    if ('reason' in expected) expect(read(folder, 'other/main.js')).toBe(files['other/main.js']);
  });
});

describe('files of the project', () => {
  const lib = 'exports.load = function (cb) { cb(null, 1); };\n';
  const main = "const lib = require('./lib');\nlib.load(function (err, x) { if (err) throw err; console.log(x); });\nconsole.log('behind');\n";
  const refused = { plan: 'refuse', reason: 'calls-synchronously' };

  it('are read outside of the paths that are given', () => {
    expect(lastSiteOf({ 'lib.js': lib, 'src/main.js': main.replace('./lib', '../lib') }, 'src/main.js')).toMatchObject(refused);
  });

  it.each<[string, Files]>([
    ['that do not parse', { 'lib.js': `${lib} ((`, 'main.js': main }],
    ['that are missing', { 'main.js': main }],
    ['in node_modules', { 'node_modules/lib/index.js': lib, 'main.js': main.replace('./lib', './node_modules/lib') }],
    ['that a computed name may mean', { 'lib.js': lib, 'main.js': main.replace("'./lib'", "'./' + 'lib'") }],
  ])('are not seen %s', (_, files) => {
    expect(lastSiteOf(files, 'main.js')).toMatchObject({ plan: 'rewrite' });
  });

  it('are known in worker threads, and to a text on stdin', () => {
    const others = Object.fromEntries(Array.from({ length: 70 }, (_, i) => [`src/${i}.js`, main]));
    const folder = createFolder({ ...others, 'src/lib.js': lib });
    const { document } = runCliJson(['--jobs', '2', 'src'], folder);
    expect(document.summary).toMatchObject({ files: 71, refused: 70, refusals: { 'calls-synchronously': 70 } });
    expect(runCli(['--stdin-filename', 'src/new.js'], folder, {}, main).stdout).toBe(main);
  });
});
