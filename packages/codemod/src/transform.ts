import { parseSource } from '@uncallback/detector/parse';
import { plansOf } from '@uncallback/rewriter';
import type { Transform } from 'jscodeshift';

import { migrate } from './migrate.js';
import { projectOf } from './project-facts.js';

/** The part of jscodeshift's `api` argument that the transform uses. */
interface TransformApi {
  stats(name: string, quantity?: number): void;
}

/**
 * The jscodeshift transform: `jscodeshift --no-babel -t node_modules/uncallback/dist/transform.js src`.
 *
 * It parses by itself, so that jscodeshift's `--parser` has no say, and counts each refusal with `api.stats`, which
 * jscodeshift shows on a `--dry` run.
 *
 * @param options `idiomatic: true` (on jscodeshift's command line `--idiomatic=true`) as for the rewriter
 * @returns the new text, or undefined where nothing changes
 * @throws an error with line and column where the text does not parse, or with the reason where the result does not
 *   pass its verification; jscodeshift reports both and leaves the file alone
 */
function transform(
  file: { readonly path: string; readonly source: string },
  api: TransformApi,
  options: { readonly [name: string]: unknown },
): string | undefined {
  // jscodeshift decodes files without a check and would write the damage back.
  if (file.source.includes('\uFFFD')) throw new Error('not valid UTF-8, or contains U+FFFD');
  const settings = { idiomatic: options['idiomatic'] === true, ...projectOf(file.path) };
  const result = migrate(file.source, file.path, parseSource, { ...settings, kinds: 'error-first' });
  if (result.failure !== null) throw new Error(`verification-failed: ${result.failure}`);
  for (const plan of plansOf(result.functions).values()) {
    if (plan.action === 'refuse') api.stats(`refused: ${plan.reason}`);
  }
  return result.text === file.source ? undefined : result.text;
}

export default transform satisfies Transform;
