import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';

import transform from '../src/jscodeshift/transform.js';
import { nested, refused, unparsable, withoutCallbacks } from './programs.js';
import { builtTransform, runCli } from './run-cli.js';
import { createFolder, read } from './temporary-folder.js';

const require = createRequire(import.meta.url);
const jscodeshiftBin = join(dirname(require.resolve('jscodeshift/package.json')), 'bin/jscodeshift.js');

function jscodeshift(folder: string, ...args: string[]): string {
  const all = [jscodeshiftBin, '--no-babel', '--transform', builtTransform, ...args];
  return execFileSync(process.execPath, all, { cwd: folder, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '0' } });
}

/** A host function with its own callback and a flat callback in it, which is rewritten only with `--idiomatic`. */
const keepsCallback = `const fs = require('fs');

function load(path, callback) {
  fs.readFile(path, 'utf8', (err, text) => {
    if (err) return callback(err);
    callback(null, text.trim());
  });
}
`;

const files = {
  'a.js': nested,
  'b.js': refused,
  'c.js': withoutCallbacks,
  'd.js': keepsCallback,
  'typed.ts': `import * as fs from 'node:fs';\n\nexport function show(path: string): void {\n  fs.readFile(path, 'utf8', (err, text: string) => {\n    if (err) throw err;\n    console.log(text);\n  });\n}\n`,
};
const names = Object.keys(files);

describe('jscodeshift', () => {
  it.each([
    ['exact', [], []],
    ['idiomatic', ['--idiomatic=true'], ['--idiomatic']],
  ])('run by its own bin gives what the command line gives, %s', (_, options, flags) => {
    const byRunner = createFolder(files);
    const byCli = createFolder(files);
    const output = jscodeshift(byRunner, ...options, ...names);
    runCli(['--write', ...flags, '.'], byCli);
    for (const name of names) expect(read(byRunner, name)).toBe(read(byCli, name));
    expect(read(byRunner, 'a.js')).toContain('await ');
    expect(read(byRunner, 'd.js') === keepsCallback).toBe(flags.length === 0);
    expect(output).toContain('0 errors\n');
  });

  it('counts refusals on a dry run, which prints and writes nothing to the file', () => {
    const folder = createFolder(files);
    const output = jscodeshift(folder, '--dry', '--print', ...names);
    expect(output).toContain('refused: result-used: 1\n');
    expect(output).toContain('await ');
    expect(names.map((name) => read(folder, name))).toEqual(Object.values(files));
  });

  it('reports a file that does not parse', () => {
    const folder = createFolder({ 'a.js': unparsable });
    expect(jscodeshift(folder, 'a.js')).toMatch(/Transformation error \([^(]+ \(2:12\)\)[^]*1 errors\n/);
    expect(read(folder, 'a.js')).toBe(unparsable);
  });

  it('can be called as a function', async () => {
    const folder = createFolder(files);
    const { run } = require('jscodeshift/src/Runner.js') as {
      run: (transform: string, paths: string[], options: object) => Promise<Record<string, unknown>>;
    };
    const paths = names.map((name) => join(folder, name));
    const result = await run(builtTransform, paths, { babel: false, silent: true, runInBand: true, extensions: 'js,ts' });
    expect(result).toMatchObject({ error: 0, ok: 2 });
    expect(read(folder, 'a.js')).toContain('await ');
  });
});

describe('transform', () => {
  it('returns undefined if nothing changes, and counts the refusals', () => {
    const stats = vi.fn();
    expect(transform({ path: 'a.js', source: refused }, { stats }, {})).toBeUndefined();
    expect(stats.mock.calls).toEqual([['refused: result-used']]);
  });

  it('refuses a text with U+FFFD, which replaces invalid UTF-8', () => {
    const source = `// caf\uFFFD\n${nested}`;
    expect(() => transform({ path: 'a.js', source }, { stats: vi.fn() }, {})).toThrow('not valid UTF-8');
  });
});
