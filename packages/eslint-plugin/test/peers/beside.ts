import { readFileSync } from 'node:fs';

import { type ESLint, Linter } from 'eslint';
import n from 'eslint-plugin-n';
// @ts-expect-error it has no types
import promise from 'eslint-plugin-promise';
import { describe, expect, it } from 'vitest';

import plugin from '../../src/index.js';

/** Names and their code. */
type Cases = Readonly<Record<string, string>>;

interface Comparison {
  readonly ours: string;
  readonly theirs: string;
  /** The options of both. */
  readonly options?: { readonly ours: unknown; readonly theirs: unknown };
  readonly bothAccept: Cases;
  readonly bothReport: Cases;
  /** By the reason, which docs/peers.md tells. */
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

/** Holds a rule of ours and a peer's beside each other, case by case. */
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
      it('is written down', () => {
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
