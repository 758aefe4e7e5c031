import { resolve } from 'node:path';

import { parseSource } from '@uncallback/detector/parse';
import { projectOf } from '@uncallback/project-files';
import { plansOf, toRewriteOptions } from '@uncallback/rewriter';
import type { Transform } from 'jscodeshift';

import { migrate } from '../migrate.js';

/** The part of jscodeshift's `api` argument that the transform uses. */
export interface TransformApi {
  stats(name: string, quantity?: number): void;
}

/**
 * The jscodeshift transform: `jscodeshift --no-babel -t node_modules/uncallback/dist/transform.js src`.
 *
 * It parses with uncallback's own parser, so jscodeshift's option `--parser` has no effect. It counts each refusal with
 * `api.stats`, which jscodeshift prints on a `--dry` run.
 *
 * @param options `idiomatic: true` (on jscodeshift's command line `--idiomatic=true`) as for the rewriter
 * @returns the new text, or undefined if nothing changes
 * @throws an error with line and column if the text does not parse, or with the reason if the result does not pass the
 *   verification; jscodeshift reports both and does not write the file
 */
function transform(
  file: { readonly path: string; readonly source: string },
  api: TransformApi,
  options: { readonly [name: string]: unknown },
): string | undefined {
  // jscodeshift replaces bytes that are not valid UTF-8 with U+FFFD, and would write the damaged text back.
  if (file.source.includes('\uFFFD')) throw new Error('not valid UTF-8, or contains U+FFFD');
  const settings = { ...toRewriteOptions({ idiomatic: options['idiomatic'] === true }), ...projectOf(resolve(file.path)) };
  const result = migrate(file.source, file.path, parseSource, { ...settings, kinds: 'error-first' });
  if (result.failure !== null) throw new Error(`verification-failed: ${result.failure}`);
  for (const plan of plansOf(result.functions).values()) {
    if (plan.action === 'refuse') api.stats(`refused: ${plan.reason}`);
  }
  return result.text === file.source ? undefined : result.text;
}

export default transform satisfies Transform;
