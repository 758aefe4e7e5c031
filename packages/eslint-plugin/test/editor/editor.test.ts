import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { parseSource } from '@uncallback/detector/parse';
import { rewrite } from '@uncallback/rewriter';
import { afterEach, describe, expect, it } from 'vitest';

import plugin from '../../src/index.js';
import { type Diagnostic, LanguageClient } from './language-client.js';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('../..', import.meta.url));

if (!existsSync(join(root, 'dist/index.js'))) throw new Error('These tests run what was built: run `pnpm build` first.');

const head = "const fs = require('fs');\n";

/** The parts of the linted file, each with the title of its suggestion. */
const parts = [
  {
    title: 'Rewrite `sendSize` with `await`',
    code: `
function sendSize(res) {
  fs.readdir('.', (err, names) => {
    if (err) throw err;
    fs.stat(names[0], (err, info) => {
      if (err) throw err;
      res.send(info.size);
    });
  });
}
`,
  },
  {
    title: 'Rewrite the callback of `app.get` with `await`',
    code: `
app.get('/', (req, res) => {
  fs.readFile(req.path, 'utf8', (err, text) => {
    if (err) return res.status(404).end();
    fs.stat(req.path, (err, info) => {
      if (err) return res.status(500).end();
      res.send(text + info.size);
    });
  });
});
`,
  },
  {
    title: 'Rewrite the top-level code with `await`',
    code: `
fs.mkdir('out', (err) => {
  if (err) throw err;
  fs.writeFile('out/log', '', (err) => {
    if (err) throw err;
    console.log('ready');
  });
});
`,
  },
] as const;

const text = head + parts.map(({ code }) => code).join('');

function codemod(code: string): string {
  const parse = (changed: string) => parseSource(changed, 'a.js');
  return rewrite(parse(code), parse).text;
}

/** The whole file with one part rewritten by the codemod, and with the import that this part needs. */
function expectRewritten(index: number): string {
  const alone = codemod(head + parts[index]!.code);
  const [newHead = ''] = /^(?:const .*\n)+/.exec(alone) ?? [];
  return newHead + parts.map(({ code }, at) => (at === index ? alone.slice(newHead.length) : code)).join('');
}

function createProject(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'uncallback-editor-')));
  cleanups.push(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/eslint-plugin-uncallback'), 'junction');
  symlinkSync(dirname(require.resolve('eslint/package.json')), join(folder, 'node_modules/eslint'), 'junction');
  const rules = { 'uncallback/no-nested-callbacks': 'error', 'uncallback/prefer-await': 'error' };
  const files = {
    'package.json': '{}',
    'eslint.config.mjs': `import uncallback from 'eslint-plugin-uncallback';\nexport default [{ plugins: { uncallback }, rules: ${JSON.stringify(rules)} }];\n`,
    '.oxlintrc.json': JSON.stringify({ jsPlugins: ['eslint-plugin-uncallback'], categories: { correctness: 'off' }, rules }),
    'a.js': text,
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function startEslint(): Promise<LanguageClient> {
  const server = require.resolve('vscode-langservers-extracted/bin/vscode-eslint-language-server');
  const folder = createProject();
  const client = new LanguageClient(process.execPath, [server, '--stdio'], folder, {
    validate: 'on',
    run: 'onType',
    problems: { shortenToSingleLine: false },
    rulesCustomizations: [],
    codeAction: { disableRuleComment: { enable: false }, showDocumentation: { enable: false } },
    workingDirectory: { mode: 'location' },
    workspaceFolder: { uri: pathToFileURL(folder).href, name: 'project' },
    options: {},
    experimental: {},
    nodePath: null,
  });
  cleanups.push(() => client.stop());
  await client.initialize({});
  return client;
}

async function startOxlint(): Promise<LanguageClient> {
  const folder = createProject();
  const bin = join(dirname(require.resolve('oxlint/package.json')), 'bin/oxlint');
  const client = new LanguageClient(process.execPath, [bin, '--lsp'], folder, {});
  cleanups.push(() => client.stop());
  await client.initialize([{ workspaceUri: pathToFileURL(folder).href, options: { run: 'onType', fixKind: 'all' } }]);
  return client;
}

/** The text that a diagnostic underlines. */
function textAt({ range: { start, end } }: Diagnostic): string {
  expect(end.line).toBe(start.line);
  return text.split('\n')[start.line]!.slice(start.character, end.character);
}

describe.each([
  ['the language server of ESLint', startEslint, { pulls: true, links: true }],
  ['oxlint --lsp', startOxlint, { pulls: false, links: false }],
] as const)('%s', (_, start, { pulls, links }) => {
  it('underlines the callee, and rewrites only the function that the title names, as the codemod does', async () => {
    const client = await start();
    const diagnostics = await client.open('a.js', pulls);
    const nested = diagnostics.filter(({ code }) => code.includes('no-nested-callbacks'));
    expect(nested.map(textAt)).toEqual(['stat', 'stat', 'writeFile']);
    const preferring = diagnostics.filter(({ code }) => code.includes('prefer-await'));
    expect(preferring.map(textAt)).toEqual(['readdir', 'stat', 'readFile', 'stat', 'mkdir', 'writeFile']);
    for (const { code, codeDescription } of diagnostics) {
      const url = plugin.rules[code.replace('uncallback/', '')]?.meta?.docs?.url;
      if (links) expect(codeDescription?.href).toBe(url);
    }

    for (const [index, { title }] of parts.entries()) {
      for (const diagnostic of [nested[index]!, preferring[2 * index]!, preferring[2 * index + 1]!]) {
        const action = (await client.listActions('a.js', diagnostic)).find((each) => each.title.includes(title));
        expect(action?.title).toContain(title);
        expect(await client.take('a.js', action!)).toBe(expectRewritten(index));
      }
    }
  });
});
