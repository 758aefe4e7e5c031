import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSource } from '@uncallback/detector/parse';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { copyCorpus, corpora } from '../../benchmark/corpus.js';
import { type JsonDocument, runCliJson } from './run-cli.js';

/** A part of the corpus that is processed in a minute. */
const names = ['ncp', 'node-dir', 'rimraf', 'nedb', 'request', 'forever', 'karma', 'mongoose', 'npm6'];

// Each step runs over some 60,000 lines.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

describe.each([
  ['exact', []],
  ['idiomatic', ['--idiomatic']],
])('old packages, %s', (_, flags) => {
  let folder: string;
  const before = new Map<string, string>();
  let preview: ReturnType<typeof runCliJson>;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'uncallback-corpus-'));
    for (const corpus of corpora.filter(({ name }) => names.includes(name))) copyCorpus(corpus, join(folder, corpus.name));
    preview = runCliJson([...flags, '.'], folder);
    for (const { path } of preview.document.files) before.set(path, readFileSync(join(folder, path), 'utf8'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('can be previewed', () => {
    expect(preview).toMatchObject({ status: 1, stderr: '' });
    expectEverySitePlanned(preview.document);
  });

  it('has the same facts in a scan', () => {
    const { status, stderr, document } = runCliJson(['--scan', ...flags, '.'], folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(document).toEqual(preview.document);
  });

  it('can be written as previewed: every file parses and has its comments', () => {
    const { status, stderr, document } = runCliJson(['--write', ...flags, '.'], folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(document.summary).toEqual(preview.document.summary);
    expect(factsOf(document)).toEqual(factsOf(preview.document));
    // What is left has its place in the new text.
    const misplaced: string[] = [];
    for (const { path, sites } of document.files) {
      const lines = readFileSync(join(folder, path), 'utf8').replace(/^\uFEFF/, '').split(/\r\n|[\n\r\u2028\u2029]/);
      const left = sites.filter(({ plan }) => plan === 'refuse') as unknown as { readonly callee: { readonly line: number; readonly column: number; readonly name: string } }[];
      for (const { callee } of left) {
        const [name] = /(?<=^|\.)[\w$]+$/.exec(callee.name) ?? [''];
        const text = lines[callee.line - 1]?.slice(callee.column - 1) ?? '';
        if (/^[\w$]/.test(text) && !text.startsWith(name)) misplaced.push(`${path}:${callee.line}:${callee.column} ${callee.name}`);
      }
    }
    expect(misplaced).toEqual([]);

    const rewritten = document.files.filter((file) => file.status === 'rewritten').map((file) => file.path);
    expect(new Set(rewritten.map((path) => path.split('/')[0]))).toEqual(new Set(names));
    const broken = rewritten.map((path) => describeBroken(path, before.get(path) ?? '', folder)).filter(Boolean);
    expect(broken).toEqual([]);
    for (const { path, status } of document.files) {
      if (status === 'unchanged') expect(readFileSync(join(folder, path), 'utf8')).toBe(before.get(path));
    }
  });

  it('has nothing left to change after that', () => {
    const { status, stderr, document } = runCliJson(['--write', ...flags, '.'], folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(document.files.filter((file) => file.status === 'rewritten').map((file) => file.path)).toEqual([]);
    expectEverySitePlanned(document);
    expect(document.summary.rewritten).toBe(0);
  });
});

/** What is said of each callback, without its place, which is another one after a write. */
function factsOf({ files }: JsonDocument): unknown {
  return files.map(({ path, status, sites }) => [path, status, sites.map(({ kind, evidence, api, depth, errorHandling, plan, reason }) => [kind, evidence, api, depth, errorHandling, plan, reason])]);
}

function expectEverySitePlanned({ summary, files }: JsonDocument): void {
  expect(summary.sites).toBe(summary.rewritten + summary.refused);
  const sites = files.flatMap((file) => file.sites).filter((site) => site['kind'] === 'error-first');
  expect(sites).toHaveLength(summary.sites);
  expect(Object.values(summary.refusals).reduce((sum, times) => sum + times, 0)).toBe(summary.refused);
}

/** Checks that a rewritten file parses and has kept its comments. @returns what it has lost; null if nothing */
function describeBroken(path: string, before: string, folder: string): string | null {
  const after = countComments(path, readFileSync(join(folder, path), 'utf8'));
  const lost = [...countComments(path, before)].filter(([comment, times]) => (after.get(comment) ?? 0) < times);
  return lost.length === 0 ? null : `${path} lost ${lost.map(([comment]) => comment).join(' | ')}`;
}

/** @throws where the text does not parse */
function countComments(path: string, text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { value } of parseSource(text, path).ast.comments ?? []) {
    const comment = value.replace(/\s+/g, ' ').trim();
    counts.set(comment, (counts.get(comment) ?? 0) + 1);
  }
  return counts;
}
