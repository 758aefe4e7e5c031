import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { parseSource } from '@uncallback/detector/parse';
import { rewrite } from '@uncallback/rewriter';
import { Linter } from 'eslint';
import { Linter as Linter9 } from 'eslint9';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { listCases } from '../../../fixtures/cases.js';
import plugin from '../src/index.js';
import { lintWithStrict } from './lint.js';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const packages = join(repository, 'packages/benchmark/node_modules');
/** Folders of packages with many reports. */
const corpus = ['ncp/lib', 'node-dir/lib', 'nedb/lib', 'forever/lib', 'npm6/lib/install'];

const bin = join(dirname(createRequire(import.meta.url).resolve('oxlint/package.json')), 'bin/oxlint');
const workspace = mkdtempSync(join(tmpdir(), 'uncallback-oxlint-'));

interface Diagnostic {
  readonly message: string;
  readonly code?: string;
  readonly filename: string;
  readonly labels: readonly { readonly span: { readonly line: number; readonly column: number } }[];
}

/** Runs oxlint with the built plugin. */
function runOxlint(folder: string, rules: readonly string[], ...flags: readonly string[]): readonly Diagnostic[] {
  const config = join(workspace, 'oxlint.json');
  writeFileSync(
    config,
    JSON.stringify({
      jsPlugins: [fileURLToPath(new URL('../dist/index.js', import.meta.url))],
      categories: { correctness: 'off' },
      rules: Object.fromEntries(rules.map((rule) => [rule, plugin.configs.strict.rules?.[rule]])),
    }),
  );
  const args = [bin, '-c', config, '-f', 'json', '--no-ignore', ...flags, folder];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: workspace, encoding: 'utf8', maxBuffer: 1e8 });
  if (!stdout.startsWith('{')) throw new Error(stderr || stdout);
  return (JSON.parse(stdout) as { diagnostics: readonly Diagnostic[] }).diagnostics;
}

const strict = Object.keys(plugin.rules).map((name) => `uncallback/${name}`);

/** The reports of oxlint in the form of `byEslint`, by file. */
function byOxlint(folder: string): Map<string, string[]> {
  const reports = new Map<string, string[]>();
  for (const { filename, code, message, labels } of runOxlint(folder, strict)) {
    const span = labels[0]?.span;
    const report = `${String(span?.line)}:${String(span?.column)} ${String(code)} ${message}`;
    reports.set(filename, [...(reports.get(filename) ?? []), report]);
  }
  return reports;
}

/** The reports of ESLint for a file: `3:7 uncallback(rule) message`. */
function byEslint(path: string, Engine: typeof Linter): string[] {
  const messages = lintWithStrict(readFileSync(join(workspace, path), 'utf8'), path, {}, new Engine());
  return messages.map(
    ({ line, column, ruleId, message }) => `${String(line)}:${String(column)} ${String(ruleId).replace('/', '(')}) ${message}`,
  );
}

function listFiles(folder: string): string[] {
  return readdirSync(join(workspace, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^\.[cm]?[jt]sx?$/.test(extname(entry.name)))
    .map((entry) => join(entry.parentPath.slice(workspace.length + 1), entry.name))
    .sort();
}

beforeAll(() => {
  for (const { name, folder, extension } of listCases()) {
    const target = `${name.replaceAll('/', '.')}${extension}`;
    for (const copy of ['fixtures', 'rewritten', 'fixed']) cpSync(join(folder, `input${extension}`), join(workspace, copy, target));
  }
  for (const path of corpus) {
    mkdirSync(join(workspace, 'corpus', path), { recursive: true });
    cpSync(join(packages, path), join(workspace, 'corpus', path), { recursive: true, dereference: true });
  }
});

afterAll(() => {
  rmSync(workspace, { recursive: true });
});

describe.each(['fixtures', 'corpus'])('the same reports for the %s', (folder) => {
  it('under ESLint 9, ESLint 10 and oxlint', () => {
    const found = byOxlint(folder);
    const files = listFiles(folder);
    expect(files.length).toBeGreaterThan(30);
    for (const path of files) {
      const reports = byEslint(path, Linter).sort();
      expect({ path, reports: (found.get(path) ?? []).sort() }).toEqual({ path, reports });
      expect({ path, reports: byEslint(path, Linter9 as unknown as typeof Linter).sort() }).toEqual({ path, reports });
    }
    expect([...found.values()].flat().length).toBeGreaterThan(20);
  });
});

describe('suggestions that oxlint applies to all files at once', () => {
  /** Each suggestion adds its own import, where the codemod merges them, so the imports are not compared. */
  const withoutUtilImport = (text: string) => text.replace(/^const \{ .* \} = require\('(?:node:)?util'\);\n/gm, '');

  it('lead in several passes to the text that the codemod writes', () => {
    const rules = ['uncallback/prefer-await', 'uncallback/no-nested-callbacks'];
    for (let before = '', pass = 0; pass < 20; pass++) {
      runOxlint('rewritten', rules, '--fix-suggestions');
      const texts = listFiles('rewritten').map((path) => readFileSync(join(workspace, path), 'utf8'));
      for (const [i, path] of listFiles('rewritten').entries()) parseSource(texts[i] ?? '', path);
      const now = texts.join('\0');
      if (now === before) break;
      before = now;
    }
    for (const path of listFiles('rewritten')) {
      const parse = (text: string) => parseSource(text, path);
      const { text } = rewrite(parse(readFileSync(join(workspace, path.replace('rewritten', 'fixtures')), 'utf8')), parse, {});
      const fixed = readFileSync(join(workspace, path), 'utf8');
      expect({ path, text: withoutUtilImport(fixed) }).toEqual({ path, text: withoutUtilImport(text) });
    }
  });

  it('of all rules together leave files that parse', () => {
    runOxlint('fixed', strict, '--fix-suggestions');
    const files = listFiles('fixed');
    const changed = files.filter((path) => {
      const text = readFileSync(join(workspace, path), 'utf8');
      parseSource(text, path);
      return text !== readFileSync(join(workspace, path.replace('fixed', 'fixtures')), 'utf8');
    });
    expect(changed.length).toBeGreaterThan(50);
  });
});
