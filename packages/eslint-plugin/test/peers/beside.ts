import { readFileSync } from 'node:fs';

import { type ESLint, Linter } from 'eslint';
import n from 'eslint-plugin-n';
// @ts-expect-error it has no types
import promise from 'eslint-plugin-promise';
import { describe, expect, it } from 'vitest';

import plugin from '../../src/index.js';

/** Code by the name of the case. */
type Cases = Readonly<Record<string, string>>;

/** The cases by which two rules are compared. */
interface Comparison {
  readonly ours: string;
  readonly theirs: string;
  /** The options of the two rules. */
  readonly options?: { readonly ours: unknown; readonly theirs: unknown };
  readonly bothAccept: Cases;
  readonly bothReport: Cases;
  /** Cases by the reason of the difference, a sentence that docs/peers.md must contain. */
  readonly onlyOurs: Readonly<Record<string, Cases>>;
  readonly onlyTheirs: Readonly<Record<string, Cases>>;
}

const page = readFileSync(new URL('../../docs/peers.md', import.meta.url), 'utf8').replace(/\s+/g, ' ');

const plugins = { n, promise, uncallback: plugin } as unknown as Record<string, ESLint.Plugin>;

function isReported(rule: string, option: unknown, code: string): boolean {
  const messages = new Linter().verify(code, {
    plugins,
    languageOptions: { sourceType: 'commonjs' },
    rules: { [rule]: option === undefined ? 'error' : ['error', option] },
  });
  expect(messages.filter(({ ruleId }) => ruleId !== rule)).toEqual([]);
  return messages.length > 0;
}

/** Compares a rule of this plugin with one of another plugin, case by case, in tests of its own. */
export function compareRules({ ours, theirs, options, ...cases }: Comparison): void {
  const check = (group: Cases, isOurs: boolean, isTheirs: boolean) => {
    it.each(Object.entries(group))('%s', (_name, code) => {
      expect({
        [theirs]: isReported(theirs, options?.theirs, code),
        [ours]: isReported(ours, options?.ours, code),
      }).toEqual({ [theirs]: isTheirs, [ours]: isOurs });
    });
  };
  const checkByReason = (groups: Comparison['onlyOurs'], isOurs: boolean) => {
    describe.each(Object.entries(groups))('%s', (reason, group) => {
      it('is documented in docs/peers.md', () => {
        expect(page).toContain(reason);
      });
      check(group, isOurs, !isOurs);
    });
  };
  describe(`${ours} beside ${theirs}`, () => {
    describe('both accept', () => {
      check(cases.bothAccept, false, false);
    });
    describe('both report', () => {
      check(cases.bothReport, true, true);
    });
    describe(`only ${ours} reports`, () => {
      checkByReason(cases.onlyOurs, true);
    });
    describe(`only ${theirs} reports`, () => {
      checkByReason(cases.onlyTheirs, false);
    });
  });
}
