import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { Positions, ignoredBy } from '@uncallback/detector';
import { parseSource } from '@uncallback/detector/parse';
import { type RewriteOptions, applyEdits, plansOf, rewrite } from '@uncallback/rewriter';
import { Linter } from 'eslint';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { listCases } from '../../../fixtures/cases.js';
import { type Analysis, analyse } from '../src/analysis.js';
import { writeProgram } from '../../rewriter/test/fuzz/program.js';
import { languageOptionsFor } from './lint.js';

interface File {
  readonly path: string;
  readonly text: string;
}

/** What the linter and the codemod must agree on: each site's place, facts and plan, and the rewritten text. */
function summarize({ source, sites, functions }: Pick<Analysis, 'source' | 'sites' | 'functions'>, written: string) {
  const plans = plansOf(functions);
  const positions = new Positions(source.text);
  return {
    sites: sites.map((site) => {
      const plan = plans.get(site);
      const { line, column } = positions.at(site.callback.range[0]);
      return [
        `${String(line)}:${String(column)}`,
        site.evidence,
        site.api,
        site.error?.handling,
        plan?.action === 'refuse' ? plan.reason : plan?.action,
      ].join(' ');
    }),
    // ESLint removes the byte order mark from the text that rules see.
    text: written.replace(/^\uFEFF/, ''),
  };
}

function seenByCodemod({ path, text }: File, options: RewriteOptions) {
  const source = parseSource(text, path);
  const { sites, functions, text: written } = rewrite(source, (changed) => parseSource(changed, path), options);
  // The command line says of an excluded call why it stays; the linter says nothing of it.
  const reported = sites.filter(({ kind, call }) => kind === 'error-first' && ignoredBy(source, call) !== 'comment');
  return summarize({ source, sites: reported, functions }, written);
}

/** Summarizes a file as `seenByCodemod` does, but through ESLint; null if its parser rejects the file (`with` in a module). */
function seenByLinter({ path, text }: File, options: RewriteOptions) {
  let seen: ReturnType<typeof summarize> | null = null;
  const plugin = {
    rules: {
      observe: {
        create: (context: Parameters<typeof analyse>[0]) => ({
          Program: () => {
            const analysis = analyse(context);
            seen = summarize(analysis, applyEdits(analysis.source.text, analysis.render(analysis.functions)));
          },
        }),
      },
    },
  };
  new Linter().verify(
    text,
    {
      files: ['*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'],
      plugins: { observer: plugin as never },
      languageOptions: languageOptionsFor(text, path),
      settings: { uncallback: options },
      rules: { 'observer/observe': 'error' },
    },
    { filename: basename(path), allowInlineConfig: false },
  );
  return seen as ReturnType<typeof summarize> | null;
}

/** The random choices from which a program is generated. */
const numbers = fc.array(fc.nat(9999), { minLength: 20, maxLength: 250, size: 'max' });

it('the linter sees what the codemod writes in generated programs', { timeout: 120_000 }, () => {
  let sites = 0;
  fc.assert(
    fc.property(numbers, (values) => {
      const file = { path: 'program.js', text: writeProgram(values) };
      for (const options of [{}, { idiomatic: true, promisify: 'native' }] as const) {
        const written = seenByCodemod(file, options);
        sites += written.sites.length;
        expect(seenByLinter(file, options)).toEqual(written);
      }
    }),
    { numRuns: 300, seed: 1 },
  );
  expect(sites).toBeGreaterThan(300);
});

const read = (path: string): File => ({ path, text: readFileSync(path, 'utf8') });

describe('the linter sees what the codemod sees', () => {
  it.each(listCases())('in the fixture $name', ({ folder, extension }) => {
    const file = read(join(folder, `input${extension}`));
    for (const options of [{}, { idiomatic: true, promisify: 'native' }] as const) {
      expect(seenByLinter(file, options)).toEqual(seenByCodemod(file, options));
    }
  });
});
