import { readFileSync } from 'node:fs';

import { packageFolder } from './package-folder.js';

/** Reads the version of this package from its `package.json`. */
export function readVersion(): string {
  const manifest = readFileSync(new URL('package.json', packageFolder), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
