import * as typescriptParser from '@typescript-eslint/parser';
import { RuleTester } from 'eslint';
import { RuleTester as RuleTester9 } from 'eslint9';
import { describe, it } from 'vitest';

const testers: readonly [version: string, Tester: typeof RuleTester][] = [
  ['10', RuleTester],
  ['9', RuleTester9 as unknown as typeof RuleTester],
];

type Cases = Pick<Parameters<RuleTester['run']>[2], 'valid' | 'invalid'>;

/** The test cases of a rule. `typescript` cases are parsed by `@typescript-eslint/parser`, all others by ESLint's own parser. */
interface RuleCases extends Cases {
  readonly typescript?: Cases;
}

/** Runs the test cases of a rule with each supported version of ESLint. */
export function testRule(name: string, rule: unknown, { typescript, ...cases }: RuleCases): void {
  for (const [version, Tester] of testers) {
    Tester.describe = describe;
    Tester.it = it;
    Tester.itOnly = it.only;
    describe(`ESLint ${version}`, () => {
      new Tester().run(name, rule as never, cases);
      if (typescript) {
        const tester = new Tester({ languageOptions: { parser: typescriptParser } });
        tester.run(`${name} in TypeScript`, rule as never, typescript);
      }
    });
  }
}
