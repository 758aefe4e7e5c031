import { createRequire } from 'node:module';

import type { RuleModule } from '@typescript-eslint/utils/ts-eslint';

interface Manifest {
  readonly name: string;
  readonly version: string;
}

/** The name and version of this package, from its `package.json`. */
export const manifest = createRequire(import.meta.url)('../package.json') as Manifest;

/** A rule with its name, and without the address of its page. */
type Definition<MessageIds extends string, Options extends readonly unknown[]> = Omit<
  RuleModule<MessageIds, Options, { description: string }>,
  'name'
> & { readonly name: string };

/**
 * Completes a rule with the address of its documentation: the page that is published with the same version of the package.
 *
 * @param definition the rule; its name is the base name of its source file, its test and its page
 * @returns the rule as ESLint expects it
 */
export function createRule<Options extends readonly unknown[], MessageIds extends string>({
  name,
  meta,
  ...rule
}: Definition<MessageIds, Options>): RuleModule<MessageIds, Options> {
  const url = `https://unpkg.com/${manifest.name}@${manifest.version}/src/rules/${name}.md`;
  return { ...rule, meta: { ...meta, docs: { ...meta.docs, url } } } as RuleModule<MessageIds, Options>;
}
