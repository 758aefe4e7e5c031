import { describe, expect, it } from 'vitest';

import { nested, refused } from './programs.js';
import { runCli, runCliJson } from './run-cli.js';
import { createFolder, read } from './temporary-folder.js';

const flat = `const fs = require('fs');
module.exports = function load(path, callback) {
  fs.readFile(path, 'utf8', (err, text) => {
    if (err) return callback(err);
    callback(null, JSON.parse(text));
  });
};
`;

const store = `const { open } = require('my-store');
open('a', (failure, value) => {
  console.log(failure, value);
});
`;

const settings = {
  idiomatic: true,
  catalog: { 'my-store': ['open'] },
  errorNames: ['failure'],
  ignore: ['vendor'],
};

describe('the configuration', () => {
  it.each([
    ['uncallback.config.json', JSON.stringify({ $schema: './node_modules/uncallback/config.schema.json', ...settings })],
    ['uncallback.config.ts', `import type { Config } from 'uncallback';\nenum Answer { Yes = 1 }\nexport default { ...${JSON.stringify(settings)}, idiomatic: Answer.Yes === 1 } satisfies Config;`],
    ['package.json', JSON.stringify({ name: 'a', uncallback: settings })],
    ['uncallback.config.js', `module.exports = ${JSON.stringify(settings)};`],
    ['uncallback.config.mjs', `export default ${JSON.stringify(settings)};`],
  ])('is read from %s, also from a folder below', (name, text) => {
    const folder = createFolder({
      '.git/HEAD': '', [name]: text, 'src/flat.js': flat, 'src/store.js': store, 'src/vendor/a.js': nested,
    });
    const { document, stderr } = runCliJson(['.'], `${folder}/src`);
    expect(stderr).toBe('');
    expect(document.files.map(({ path }) => path)).toEqual(['flat.js', 'store.js']);
    expect(document.summary).toMatchObject({ sites: 2, rewritten: 2 });
    expect(document.files[1]?.sites).toMatchObject([{ api: 'my-store.open', evidence: 'catalog' }]);
  });

  it('is used by --write and for stdin', () => {
    const folder = createFolder({ 'uncallback.config.json': JSON.stringify(settings), 'flat.js': flat });
    const { stdout } = runCli(['--stdin-filename', 'flat.js'], folder, {}, flat);
    expect(stdout).toContain('callbackify(async () => {');
    runCli(['--write', 'flat.js'], folder);
    expect(read(folder, 'flat.js')).toBe(stdout);
  });

  it('decides how callees become promises', () => {
    const folder = createFolder({ 'uncallback.config.json': '{ "promisify": "native" }', 'a.js': nested });
    const { stdout } = runCli(['--write', '--verbose', 'a.js'], folder);
    expect(stdout).toContain('1 file, 1 changed\n');
    expect(read(folder, 'a.js')).toContain("const text = await fs.promises.readFile(__filename, 'utf8');\n");
    expect(read(folder, 'a.js')).not.toContain('promisify');
  });

  it('can state more of a function than that it is error-first', () => {
    const entry = { path: 'open', invoked: 'repeated' };
    const folder = createFolder({ 'uncallback.config.json': JSON.stringify({ catalog: { 'my-store': [entry] } }), 'a.js': store });
    expect(runCliJson(['a.js'], folder).document.files[0]?.sites).toMatchObject([{ api: 'my-store.open', plan: 'refuse', reason: 'may-call-repeatedly' }]);
  });

  it('compares the versions that return a promise with package.json', () => {
    const config = JSON.stringify({ catalog: { 'my-store': [{ path: 'open', promise: '>=2.0.0' }] } });
    const program = "const { open } = require('my-store');\nopen('a', (err, value) => {\n  if (err) throw err;\n  console.log(value);\n});\n";
    const textFor = (version: string): string => {
      const manifest = JSON.stringify({ dependencies: { 'my-store': version } });
      const folder = createFolder({ 'package.json': manifest, 'uncallback.config.json': config, 'a.js': program });
      runCli(['--write', 'a.js'], folder);
      return read(folder, 'a.js');
    };
    expect(textFor('^2.1.0')).toContain("await open('a')");
    expect(textFor('^1.4.0')).toContain("await promisify(open)('a')");
  });

  it('is not searched for above the repository; a file that is named is rewritten although it is ignored', () => {
    const folder = createFolder({
      'uncallback.config.json': '{ "idiomatic": 1 }', 'inner/.git/HEAD': '', 'inner/flat.js': flat,
      'inner/package.json': '{ "uncallback": { "ignore": ["*.js"] } }',
    });
    expect(runCliJson(['flat.js'], `${folder}/inner`).document.summary).toMatchObject({ files: 1, refused: 1 });
    expect(runCliJson(['.'], `${folder}/inner`).document.summary).toMatchObject({ files: 0 });
  });

  it.each([
    ['{ "idiomatic": "yes" }', 'idiomatic must be true or false, not "yes"'],
    ['{ "catalogue": {} }', 'unknown key catalogue, known are idiomatic, promisify, catalog, errorNames, ignore, project'],
    ['{ "catalog": { "my-db": ["a", 1] } }', 'catalog.my-db.1 must be a string, not 1'],
    ['{ "catalog": ["my-db"] }', 'catalog.0 must be a list, not "my-db"'],
    ['{ "catalog": { "my-db": [{ "path": "a", "timing": "soon" }] } }', 'catalog.my-db.0.timing must be "later", "at-once" or "mixed", not "soon"'],
    ['{ "ignore": "vendor" }', 'ignore must be a list, not "vendor"'],
    ['{ "promisify": "hoist" }', 'promisify must be "inline", "hoisted" or "native", not "hoist"'],
    ['{ "errorNames": [""] }', 'errorNames.0 must be a string that is not empty, not 0'],
  ])('%s is an error that names the key', (text, message) => {
    const folder = createFolder({ 'uncallback.config.json': text, 'a.js': nested });
    const stderr = `uncallback: uncallback.config.json: ${message}\n`;
    expect(runCli(['--write', 'a.js'], folder)).toEqual({ status: 2, stdout: '', stderr });
    expect(read(folder, 'a.js')).toBe(nested);
  });

  it.each([
    ['uncallback.config.json', '{', /^uncallback: uncallback\.config\.json cannot be read: .*JSON.*\n$/],
    ['uncallback.config.mjs', 'throw new Error("no luck");', /^uncallback: uncallback\.config\.mjs cannot be read: no luck.*\n$/],
    ['uncallback.config.ts', 'export default { idiomatic: };', /^uncallback: uncallback\.config\.ts cannot be read: .+\n$/],
    ['uncallback.config.json', '[]', /^uncallback: uncallback\.config\.json must be an object, not a list\n$/],
    ['package.json', '{ "name": ', /^uncallback: package\.json cannot be read: .*JSON.*\n$/],
    ['package.json', '{ "uncallback": 1 }', /^uncallback: package\.json#uncallback must be an object, not 1\n$/],
  ])('%s with %s is an error of one line', (name, text, message) => {
    const { status, stdout, stderr } = runCli(['a.js'], createFolder({ [name]: text, 'a.js': refused }));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

describe('the dependencies in package.json', () => {
  const hash = `const bcrypt = require('bcrypt');
bcrypt.hash('a', 10, (err, hash) => {
  if (err) throw err;
  console.log(hash);
});
`;

  it.each([
    ['^0.8.7', 'await promisify(bcrypt.hash).call(bcrypt,'],
    ['^1.0.0', 'await bcrypt.hash('],
  ])('decide that bcrypt %s is called as `%s`', (range, call) => {
    const folder = createFolder({ 'package.json': JSON.stringify({ dependencies: { bcrypt: range } }), 'lib/a.js': hash });
    runCli(['--write', '--force', 'lib'], folder);
    expect(read(folder, 'lib/a.js')).toContain(call);
  });
});
