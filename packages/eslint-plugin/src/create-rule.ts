import { createRequire } from 'node:module';

import type { RuleModule } from '@typescript-eslint/utils/ts-eslint';

interface Manifest {
  readonly name: string;
  readonly version: string;
}

/** The package's own name and version, as published. */
export const manifest = createRequire(import.meta.url)('../package.json') as Manifest;

type Definition<MessageIds extends string, Options extends readonly unknown[]> = Omit<
  RuleModule<MessageIds, Options, { description: string }>,
  'name'
> & { readonly name: string };

/**
 * Completes a rule with the address of its page: the page that was published with this very version.
 *
 * @param definition the rule; its name is the base name of its code, its test and its page
 */
export function createRule<Options extends readonly unknown[], MessageIds extends string>({
  name,
  meta,
  ...rule
}: Definition<MessageIds, Options>): RuleModule<MessageIds, Options> {
  const url = `https://unpkg.com/${manifest.name}@${manifest.version}/src/rules/${name}.md`;
  return { ...rule, meta: { ...meta, docs: { ...meta.docs, url } } } as RuleModule<MessageIds, Options>;
}
