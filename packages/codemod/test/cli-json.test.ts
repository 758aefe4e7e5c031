import { expect, it } from 'vitest';

import { nested, refused, unchecked, unparsable } from './programs.js';
import { runCliJson } from './run-cli.js';
import { createFolder } from './temporary-folder.js';

const files = { 'b.js': nested, 'a.js': refused, 'c.js': unchecked, 'd.js': unparsable };

it('prints one document with the facts of every file', () => {
  const { status, document, stderr } = runCliJson(['.', 'missing.js'], createFolder(files));
  expect(status).toBe(2);
  expect(stderr.split('\n')).toHaveLength(3);
  expect(Object.keys(document)).toEqual(['version', 'summary', 'files']);
  expect(document.version).toBe(1);
  expect(document.summary).toEqual({
    files: 5,
    rewrittenFiles: 2,
    sites: 4,
    rewritten: 3,
    refused: 1,
    errors: 2,
    refusals: { 'result-used': 1 },
  });
  expect(document.files.map(({ path, status, message }) => [path, status, message])).toEqual([
    ['a.js', 'unchanged', null],
    ['b.js', 'rewritten', null],
    ['c.js', 'rewritten', null],
    ['d.js', 'error', expect.stringMatching(/^2:12: ./)],
    ['missing.js', 'error', 'no such file or directory'],
  ]);
});

it('lists every callback at the place of its function, columns from 1', () => {
  const { document } = runCliJson(['a.js', 'b.js', 'c.js'], createFolder(files));
  const [a, b, c] = document.files;
  expect(a?.sites).toEqual([
    {
      line: 3, column: 31, endLine: 6, endColumn: 2, callee: { line: 3, column: 15, endLine: 3, endColumn: 19, name: 'child_process.exec' },
      kind: 'error-first', evidence: 'catalog', api: 'child_process.exec', depth: 1,
      errorHandling: 'handled', plan: 'refuse', reason: 'result-used',
    },
  ]);
  expect(b?.sites).toMatchObject([
    { line: 3, column: 33, endLine: 10, endColumn: 2, depth: 1, plan: 'rewrite', reason: null },
    { line: 6, column: 44, endLine: 9, endColumn: 4, depth: 2, plan: 'rewrite', reason: null },
  ]);
  expect(c?.sites).toMatchObject([
    { kind: 'error-first', errorHandling: 'unchecked', plan: 'rewrite', depth: 1 },
    { kind: 'iteration', depth: 1, errorHandling: null, plan: null, reason: null },
  ]);
});

it('does not count a byte order mark as a column', () => {
  const line = "require('fs').stat('a', (err) => { if (err) throw err; });\n";
  const { document } = runCliJson(['a.js', 'b.js'], createFolder({ 'a.js': line, 'b.js': `\uFEFF${line}` }));
  const [plain, marked] = document.files;
  expect(plain?.sites).toHaveLength(1);
  expect(marked?.sites).toEqual(plain?.sites);
});

it('prints the same facts with --scan', () => {
  const folder = createFolder(files);
  expect(runCliJson(['--scan', '.'], folder).document).toEqual(runCliJson(['.'], folder).document);
});
