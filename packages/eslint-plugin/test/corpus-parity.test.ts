import { mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { depthOf } from '@uncallback/detector';
import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { copyCorpus, corpora } from '../../benchmark/corpus.js';
import { type Analysis, analyse } from '../src/analysis.js';
import { type JsonDocument, runCliJson } from '../../codemod/test/run-cli.js';

// Packages of up to 40,000 lines are scanned by the command line and linted with two parsers.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

/** The facts that `--scan --json` prints about each error-first callback, from the linter; null if its parser rejects the file. */
function lint(text: string, filename: string, languageOptions: Linter.LanguageOptions): unknown[] | null {
  let seen: unknown[] | null = null;
  const observe = {
    create: (context: Parameters<typeof analyse>[0]) => ({
      Program: () => {
        seen = describeSites(analyse(context));
      },
    }),
  };
  new Linter().verify(
    text,
    { plugins: { observer: { rules: { observe } } as never }, rules: { 'observer/observe': 'error' }, languageOptions },
    { filename: basename(filename, '.js') + '.js', allowInlineConfig: false },
  );
  return seen;
}

function describeSites({ sites, plans }: Analysis): unknown[] {
  return sites.map((site) => {
    const { start, end } = site.callback.loc;
    const plan = plans.get(site);
    return {
      line: start.line,
      column: start.column + 1,
      endLine: end.line,
      endColumn: end.column + 1,
      kind: site.kind,
      evidence: site.evidence,
      api: site.api,
      depth: depthOf(site),
      errorHandling: site.error?.handling ?? null,
      plan: plan?.action,
      reason: plan?.action === 'refuse' ? plan.reason : null,
    };
  });
}

function describeScanned({ sites }: JsonDocument['files'][number]): readonly unknown[] {
  return sites.filter(({ kind }) => kind === 'error-first').map((site) => ({ ...site, callee: undefined }));
}

/** Moves each file into a folder of its own: the linter reads each file by itself, so no file may find another for the command line either. */
function separateFiles(folder: string): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const [index, { parentPath, name }] of files.entries()) {
    if (name === 'package.json') continue;
    mkdirSync(join(folder, 'file', String(index)), { recursive: true });
    renameSync(join(parentPath, name), join(folder, 'file', String(index), name));
  }
}

describe.each(corpora)('$name', (corpus) => {
  let folder: string;
  let files: JsonDocument['files'];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'uncallback-parity-'));
    copyCorpus(corpus, folder);
    separateFiles(folder);
    files = runCliJson(['--scan', '.'], folder).document.files.filter(({ status }) => status !== 'error');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ["ESLint's own parser", {}],
    ['@typescript-eslint/parser', { parser: typescriptParser }],
  ])('has the same error-first callbacks in the command line and in the linter with %s', (_, parser) => {
    let sites = 0;
    for (const file of files) {
      const text = readFileSync(join(folder, file.path), 'utf8');
      const sourceType = /^(?:import|export)\b/m.test(text) ? 'module' : 'commonjs';
      const seen = lint(text, file.path, { sourceType, ...parser });
      if (!seen) continue;
      expect({ path: file.path, sites: seen }).toEqual({ path: file.path, sites: describeScanned(file) });
      sites += seen.length;
    }
    expect(sites).toBeGreaterThan(0);
  });
});
