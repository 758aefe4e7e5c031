import { readFileSync } from 'node:fs';

import type { JsonDocument, JsonFile } from './json-document.js';

/**
 * Reads a document that `--json` has printed, for `merge` and `--baseline`. Only the fields that these need are checked.
 *
 * @throws where the file cannot be read, is no JSON, or is no `--json` document of version 1
 */
export function readJsonDocument(path: string): JsonDocument {
  const text = readFileSync(path, 'utf8');
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new Error('no JSON', { cause: error });
  }
  if (!isDocument(document)) throw new Error('no document of --json, version 1');
  return document;
}

function isDocument(value: unknown): value is JsonDocument {
  return (
    typeof value === 'object' && value !== null &&
    'version' in value && value.version === 1 &&
    'files' in value && Array.isArray(value.files) &&
    value.files.every((file: Partial<JsonFile> | null) => typeof file?.path === 'string' && Array.isArray(file.sites))
  );
}
