import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';

import { packageFolder } from '../package-folder.js';
import { readVersion } from '../version.js';
import { fingerprintOfData } from './fingerprint.js';

/** The parts of a checkout that change with its code: what the compiler has read last, and the versions of the dependencies. */
const checkoutFiles = [...['detector', 'project', 'project-files', 'rewriter', 'codemod'].map((name) => `../${name}/dist/.tsbuildinfo`), '../../pnpm-lock.yaml'];

/** Packages that are not part of the bundle and whose version may change what is found in a file. */
const parsers = ['typescript', '@typescript-eslint/typescript-estree'];

/**
 * A text that changes whenever another program may find something else in the same files: with the version, with the code of a checkout, and
 * with the parsers.
 */
export function programIdentity(): string {
  const versions = parsers.map(versionOf);
  const bundle = new URL('fingerprint', import.meta.url);
  const code = existsSync(bundle) ? readFileSync(bundle, 'utf8') : checkoutFiles.map(timeOf);
  return fingerprintOfData([readVersion(), versions, code]);
}

/** The installed version of a package; null where it is not found, so that no file is parsed with it. */
function versionOf(name: string): string | null {
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
  } catch {
    return null;
  }
}

function timeOf(path: string): number | null {
  return statSync(new URL(path, packageFolder), { throwIfNoEntry: false })?.mtimeMs ?? null;
}
