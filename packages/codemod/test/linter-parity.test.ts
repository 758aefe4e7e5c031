import { Linter } from 'eslint';
import plugin from 'eslint-plugin-uncallback';
import type { Log } from 'sarif';
import { expect, it } from 'vitest';

import { listCases } from '../../../fixtures/cases.js';
import { nested, refused, unchecked } from './programs.js';
import { runCli } from './run-cli.js';
import { createFolder, read } from './temporary-folder.js';

/** One line for each report: `a.js:3:4 prefer-await: The callback of ...`. */
type Lines = readonly string[];

const linter = new Linter();

/** What the linter reports of a file with its recommended rules and `prefer-await`; null if its parser rejects the file. */
function lint(name: string, text: string): Lines | null {
  const messages = linter.verify(
    text,
    [
      {
        files: ['**/*.{js,cjs,mjs,jsx}'],
        languageOptions: { sourceType: /^(?:import|export)\b/m.test(text) ? 'module' : 'commonjs', parserOptions: { ecmaFeatures: { jsx: name.endsWith('x') } } },
      },
      plugin.configs.recommended,
      { rules: { 'uncallback/prefer-await': 'error' } },
    ],
    { filename: name, allowInlineConfig: false },
  );
  if (messages.some(({ fatal }) => fatal)) return null;
  const nestedAt = new Set(messages.filter(({ ruleId }) => ruleId === 'uncallback/no-nested-callbacks').map(({ line, column }) => `${line}:${column}`));
  return messages
    // The command line reports a nested callback once.
    .filter(({ ruleId, line, column }) => ruleId !== 'uncallback/prefer-await' || !nestedAt.has(`${line}:${column}`))
    .map(({ ruleId, line, column, message }) => `${name}:${line}:${column} ${ruleId?.replace('uncallback/', '')}: ${message}`);
}

/** What `--format sarif` says, without refusals. */
function sarif(folder: string, ...args: readonly string[]): Lines {
  const log = JSON.parse(runCli([...args, '--format', 'sarif', '.'], folder).stdout) as Log;
  return (log.runs[0]?.results ?? []).flatMap(({ ruleId = '', message, locations }) => {
    const { artifactLocation, region } = locations?.[0]?.physicalLocation ?? {};
    return ruleId.startsWith('refused-') ? [] : [`${artifactLocation?.uri}:${region?.startLine}:${region?.startColumn} ${ruleId}: ${message.text}`];
  });
}

it('the formats for CI report what the linter reports: the same rules, places and words', () => {
  // A part of the fixtures that is processed in seconds, with some that call back twice; ESLint's own parser takes no types.
  const fixtures = listCases().filter(({ name, extension }, index) => (index % 4 === 0 || name.startsWith('named-callback/call-')) && !/^\.[cm]?tsx?$/.test(extension));
  const files = new Map(fixtures.map(({ input, extension }, index) => [`f${index}${extension}`, input]));
  const found = sarif(createFolder(Object.fromEntries(files)), '--scan');
  const expected = [...files].flatMap(([name, text]) => {
    const lines = lint(name, text);
    return lines ? [{ name, lines }] : [];
  });
  expect(expected.length).toBeGreaterThan(50);
  for (const { name, lines } of expected) expect(found.filter((line) => line.startsWith(`${name}:`)).sort()).toEqual([...lines].sort());
  const rules = new Set(found.map((line) => line.split(' ')[1]));
  expect([...rules].sort()).toEqual(['callback-once:', 'no-nested-callbacks:', 'no-unchecked-error:', 'prefer-await:']);
});

/** Callbacks behind and between others that are rewritten: refused, partly checked, with one name for two calls. */
const mixed = `${nested}
${refused}
function onText(err, text) {
  if (err) console.log(err);
  save(text.trim());
}
fs.readFile('a', onText);
${unchecked.split('\n').slice(2).join('\n')}
fs.readFile('b', onText);
`;

it('after --write the places are those of the new text, and what is reported is what a new run reports', () => {
  const folder = createFolder({ 'a.js': mixed });
  const written = sarif(folder, '--write', '--force');
  expect(read(folder, 'a.js')).not.toBe(mixed);
  expect(written).toEqual(sarif(folder, '--scan'));
  expect(written).toEqual(lint('a.js', read(folder, 'a.js')));
  expect(written.map((line) => line.split(' ')[1])).toEqual(['no-unchecked-error:', 'no-unchecked-error:']);
});

it('after --write the summary and the document have the places of the new text, and name each call', () => {
  const places = ({ stdout }: { readonly stdout: string }): readonly string[] => stdout.match(/^ +a\.js:\d+:\d+.*$/gm) ?? [];
  const [one, other] = [createFolder({ 'a.js': mixed }), createFolder({ 'a.js': mixed })];
  const summary = places(runCli(['--write', 'a.js'], one));
  expect(summary).toEqual(places(runCli(['a.js'], one)));
  const lines = read(one, 'a.js').split('\n');
  const calls = lines.flatMap((line, index) => (line.includes('onText)') ? [`a.js:${index + 1}:4  fs.readFile`] : []));
  expect(calls).toHaveLength(2);
  expect(summary.map((line) => line.trim())).toEqual(expect.arrayContaining(calls));
  const [file] = runCli(['--write', '--json-lines', 'a.js'], other).stdout.split('\n').map((line) => JSON.parse(line || '{}') as { sites?: { reason: string | null; callee: { line: number } }[] });
  expect(file?.sites?.filter(({ reason }) => reason === 'named-callback').map(({ callee }) => `a.js:${callee.line}:4  fs.readFile`)).toEqual(calls);
});
