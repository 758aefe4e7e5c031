import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { AnySchema } from 'ajv';
import draft04 from 'ajv-draft-04';
import formatsModule from 'ajv-formats';
import type { Log, Result } from 'sarif';
import { describe, expect, it } from 'vitest';

import { nested, refused, unchecked, unparsable, withoutCallbacks } from './programs.js';
import { runCli } from './run-cli.js';
import { createFolder, read } from './temporary-folder.js';

const require = createRequire(import.meta.url);

const files = { 'a&b.js': nested, 'src/b 100%.js': refused, 'src/c.js': unchecked, 'src/d.js': unparsable, 'e.js': withoutCallbacks };

describe('--format sarif', () => {
  const schema = JSON.parse(readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8')) as AnySchema;
  const ajv = new draft04.default({ strict: false, unicodeRegExp: false });
  formatsModule.default(ajv);
  const isValid = ajv.compile(schema);

  function runSarif(folder: string, ...args: string[]): { readonly log: Log; readonly status: number | null } {
    const { stdout, status } = runCli(['--format', 'sarif', ...args, '.'], folder);
    const log = JSON.parse(stdout) as Log;
    isValid(log);
    expect(isValid.errors).toBeNull();
    return { log, status };
  }

  /** The text after the replacements of a result's fix. */
  function applyFix(text: string, result: Result | undefined): string {
    const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    const at = (line = 0, column = 0) => starts[line - 1]! + column - 1;
    const replacements = result?.fixes?.[0]?.artifactChanges[0]?.replacements ?? [];
    expect(replacements).not.toEqual([]);
    return [...replacements].reverse().reduce((all, { deletedRegion: { startLine, startColumn, endLine, endColumn }, insertedContent }) => {
      return all.slice(0, at(startLine, startColumn)) + (insertedContent?.text ?? '') + all.slice(at(endLine, endColumn));
    }, text);
  }

  it('has a result for each function with --functions, and no fixes, since files are right only together', () => {
    const folder = createFolder({
      'a.js': "const fs = require('fs');\nexports.load = function (name, cb) {\n  fs.readFile(name, (err, text) => {\n    if (err) return cb(err);\n    cb(null, text.length);\n  });\n};\nexports.each = (names, onName, cb) => names.forEach((name) => onName(name, cb));\n",
      'b.js': "require('./a').load('a', console.log);\n",
      'package.json': '{ "main": "a.js" }',
    });
    const { log } = runSarif(folder, '--functions');
    const results = log.runs[0]?.results ?? [];
    expect(results.filter(({ ruleId }) => ruleId === 'prefer-async-function' || ruleId === 'keeps-callback').map(({ level, message }) => [level, message.text])).toEqual([
      ['warning', '`load` can be async, with its 1 call in 1 file, with a callback form for others: `package.json` makes it public'],
      ['note', '`each` keeps its callback: it takes or calls several callbacks'],
    ]);
    expect(results.flatMap(({ fixes }) => fixes ?? [])).toEqual([]);
  });

  it('is valid, and has a result for each finding', () => {
    const { log, status } = runSarif(createFolder(files));
    expect(status).toBe(2);
    const [run] = log.runs;
    const found = run?.results?.map(({ ruleId, level, locations }) => {
      const { artifactLocation, region } = locations?.[0]?.physicalLocation ?? {};
      return `${artifactLocation?.uri}:${region?.startLine}:${region?.startColumn} ${level} ${ruleId}`;
    });
    expect(found).toEqual([
      'a%26b.js:3:4 warning prefer-await',
      'a%26b.js:6:6 warning no-nested-callbacks',
      'src/b%20100%25.js:3:15 note refused-result-used',
      'src/c.js:3:4 warning prefer-await',
      'src/c.js:3:39 warning no-unchecked-error',
    ]);
    for (const { ruleId, ruleIndex } of run?.results ?? []) {
      expect(run?.tool.driver.rules?.[ruleIndex ?? -1]?.id).toBe(ruleId);
    }
    const uris = new Map(run?.tool.driver.rules?.map(({ id, helpUri }) => [id, helpUri]));
    expect(uris.get('prefer-await')).toMatch(/^https:\/\/.*\/eslint-plugin-uncallback@[\d.]+\/src\/rules\/prefer-await\.md$/);
    expect(uris.get('refused-result-used')).toMatch(/^https:\/\/.*\/uncallback@[\d.]+\/docs\/semantics\.md#result-used$/);
    const pages = [...uris.values()].map((uri = '') => uri.replace(/^https:\/\/[^/]+\/eslint-plugin-uncallback@[^/]+/, '../eslint-plugin').replace(/^https:\/\/[^/]+\/uncallback@[^/]+/, '.'));
    for (const page of pages) {
      const [path = '', section] = page.split('#');
      const text = readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
      if (section !== undefined) expect(text).toMatch(new RegExp(`^#+ \`?${section}\`?$`, 'm'));
    }
    const [invocation] = run?.invocations ?? [];
    expect(invocation?.executionSuccessful).toBe(false);
    expect(invocation?.toolExecutionNotifications).toMatchObject([
      { level: 'error', locations: [{ physicalLocation: { artifactLocation: { uri: 'src/d.js' }, region: { startLine: 2, startColumn: 12 } } }] },
    ]);
  });

  it('has a fix for each function, which makes the same rewrite as the codemod', () => {
    const other = `\nfunction again() {\n  ${nested.split('\n').slice(2).join('\n  ').trimEnd()}\n}\n`;
    const both = `${nested}${other}`;
    const folder = createFolder({ 'a.js': both, 'first.js': nested });
    runCli(['--write', 'first.js'], folder);
    const results = runSarif(folder).log.runs[0]?.results ?? [];
    expect(results).toHaveLength(4);
    expect(applyFix(both, results[0])).toBe(`${read(folder, 'first.js')}${other}`);
    expect(applyFix(both, results[1])).toBe(applyFix(both, results[0]));
    expect(applyFix(both, results[2])).toContain(nested.slice(nested.indexOf('\n') + 1));
    expect(applyFix(both, results[3])).toBe(applyFix(both, results[2]));
  });

  it('has no results for callbacks that were written', () => {
    const results = runSarif(createFolder({ 'a.js': nested, 'b.js': refused }), '--write').log.runs[0]?.results;
    expect(results?.map(({ ruleId }) => ruleId)).toEqual(['refused-result-used']);
  });
});

it('--format github prints workflow commands, the most serious first', () => {
  const { status, stdout } = runCli(['--format', 'github', '.'], createFolder(files));
  expect(status).toBe(2);
  expect(stdout.split('\n')).toEqual([
    expect.stringMatching(/^::error file=src\/d\.js,line=2,col=12::./),
    '::warning file=a&b.js,line=3,col=4,title=uncallback%3A prefer-await::The callback of `fs.readFile` can be an `await`',
    '::warning file=a&b.js,line=6,col=6,title=uncallback%3A no-nested-callbacks::2 callbacks deep: fs.readFile > fs.writeFile. uncallback can flatten this',
    '::warning file=src/c.js,line=3,col=4,title=uncallback%3A prefer-await::The callback of `fs.readFile` can be an `await`',
    '::warning file=src/c.js,line=3,col=39,title=uncallback%3A no-unchecked-error::`err` is never checked: `text` is used on line 4 although `fs.readFile` may have failed',
    expect.stringMatching(/^::notice file=src\/b 100%25\.js,line=3,col=15,title=uncallback%3A refused-result-used::The callback of `child_process\.exec` is not rewritten: ./),
    '',
  ]);
});

it('--format junit prints a suite for each file and a case for each error-first callback', () => {
  const { stdout } = runCli(['--format', 'junit', '.'], createFolder(files));
  expect(stdout.replace(/message="[^"]+"/g, 'message=""').split('\n')).toEqual([
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="uncallback" tests="6" failures="3" skipped="1" errors="1">',
    '  <testsuite name="a&amp;b.js" tests="2" failures="2" skipped="0" errors="0">',
    '    <testcase name="3:4 fs.readFile" classname="a&amp;b.js" file="a&amp;b.js"><failure type="prefer-await" message="">a&amp;b.js:3:4</failure></testcase>',
    '    <testcase name="6:6 fs.writeFile" classname="a&amp;b.js" file="a&amp;b.js"><failure type="no-nested-callbacks" message="">a&amp;b.js:6:6</failure></testcase>',
    '  </testsuite>',
    '  <testsuite name="e.js" tests="1" failures="0" skipped="0" errors="0">',
    '    <testcase name="no error-first callback" classname="e.js" file="e.js"/>',
    '  </testsuite>',
    '  <testsuite name="src/b 100%.js" tests="1" failures="0" skipped="1" errors="0">',
    '    <testcase name="3:15 child_process.exec" classname="src/b 100%.js" file="src/b 100%.js"><skipped message=""/></testcase>',
    '  </testsuite>',
    '  <testsuite name="src/c.js" tests="1" failures="1" skipped="0" errors="0">',
    '    <testcase name="3:4 fs.readFile" classname="src/c.js" file="src/c.js"><failure type="prefer-await" message="">src/c.js:3:4</failure><failure type="no-unchecked-error" message="">src/c.js:3:39</failure></testcase>',
    '  </testsuite>',
    '  <testsuite name="src/d.js" tests="1" failures="0" skipped="0" errors="1">',
    '    <testcase name="file" classname="src/d.js" file="src/d.js"><error message=""/></testcase>',
    '  </testsuite>',
    '</testsuites>',
    '',
  ]);
});

describe('--output', () => {
  it('writes what would be printed to a file, as a whole', () => {
    const folder = createFolder({ 'a.js': nested, 'old.xml': 'old', 'lib/empty.txt': '' });
    const { stdout, status } = runCli(['--format', 'junit', 'a.js'], folder);
    expect(runCli(['--format', 'junit', '--output', 'lib/new.xml', 'a.js'], folder)).toEqual({ status, stdout: '', stderr: '' });
    expect(read(folder, 'lib/new.xml')).toBe(stdout);
    expect(runCli(['--format', 'junit', '--output', 'old.xml', '--only', 'bogus', 'a.js'], folder)).toMatchObject({ status: 2 });
    expect(runCli(['--output', 'old.xml', 'missing.js'], folder)).toMatchObject({ status: 2 });
    expect(read(folder, 'old.xml')).toBe('old');
  });

  it.each([
    ['nowhere/out.xml', 'no such file or directory'],
    ['lib', 'not a file'],
  ])('in a place such as %s is an error before anything is written', (path, message) => {
    const folder = createFolder({ 'a.js': nested, 'lib/empty.txt': '' });
    expect(runCli(['--write', '--output', path, 'a.js'], folder)).toEqual({ status: 2, stdout: '', stderr: `uncallback: --output ${path}: ${message}\n` });
    expect(read(folder, 'a.js')).toBe(nested);
  });
});

describe('callbacks only ever decrease', () => {
  it.each([
    [['--scan', '--max-remaining', '3'], 0, ''],
    [['--scan', '--max-remaining', '2'], 1, 'uncallback: 3 error-first callbacks remain, 2 may\n'],
    [['--max-remaining', '3'], 1, ''],
    [['--write', '--max-remaining', '1'], 0, ''],
    [['--write', '--max-remaining', '0'], 1, 'uncallback: 1 error-first callback remains, 0 may\n'],
  ])('%j exits with %d', (args, expected, message) => {
    const { status, stderr } = runCli([...args, '.'], createFolder({ 'a.js': nested, 'b.js': refused }));
    expect({ status, stderr }).toEqual({ status: expected, stderr: message });
  });

  it('below a baseline, which is a document of --json, whatever file they move to', () => {
    const before = createFolder({ 'a.js': nested, 'b.js': refused });
    const baseline = runCli(['--scan', '--json', '.'], before).stdout;
    const check = (changed: Record<string, string>) => runCli(['--scan', '--quiet', '--baseline', 'baseline.json', '.'], createFolder({ ...changed, 'baseline.json': baseline }));
    expect(check({ 'b.js': refused })).toMatchObject({ status: 0, stderr: '' });
    expect(check({ 'lib/a.js': nested, 'b.js': refused })).toMatchObject({ status: 0, stderr: '' });
    expect(check({ 'a.js': nested, 'b.js': refused, 'c.js': unchecked })).toMatchObject({
      status: 1,
      stderr: 'uncallback: c.js: error-first callbacks: 1, in the baseline 0\nuncallback: 4 error-first callbacks remain, 3 may\n',
    });
  });

  it.each([
    ['missing.json', 'no such file or directory'],
    ['a.js', 'no JSON'],
    ['package.json', 'no document of --json, version 1'],
  ])('with the baseline %s there is nothing to compare with', (name, message) => {
    const folder = createFolder({ 'a.js': nested, 'package.json': '{}' });
    const { status, stdout, stderr } = runCli(['--scan', '--baseline', name, 'a.js'], folder);
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: `uncallback: --baseline ${name}: ${message}\n` });
  });
});
