import fs from 'node:fs';
import { promisify } from 'node:util';

import { lookupApi } from '@uncallback/detector';

/** Modules whose fakes keep to Node's own results. */
export const coreModules: ReadonlySet<string> = new Set([
  'fs', 'child_process', 'dns', 'crypto', 'zlib', 'http', 'https', 'net', 'readline', 'stream', 'os', 'tls',
]);

/** Modules whose functions return a promise where they get no callback. */
export const promisingModules: ReadonlySet<string> = new Set(['bcrypt', 'bcryptjs', 'pg', 'mongoose', 'mongodb']);

const resultNames: Readonly<Record<string, readonly string[]>> = {
  'fs.read': ['bytesRead', 'buffer'],
  'fs.readv': ['bytesRead', 'buffers'],
  'fs.write': ['bytesWritten', 'buffer'],
  'fs.writev': ['bytesWritten', 'buffers'],
  'dns.lookup': ['address', 'family'],
  'dns.lookupService': ['hostname', 'service'],
  'crypto.generateKeyPair': ['publicKey', 'privateKey'],
  'child_process.exec': ['stdout', 'stderr'],
  'child_process.execFile': ['stdout', 'stderr'],
};

/** The names of the results that a function of Node passes to its callback when it is called with these arguments. */
export function coreResultNames(label: string, args: readonly unknown[]): readonly string[] {
  if (label === 'dns.lookup' && args.some((arg) => (arg as { all?: unknown } | undefined)?.all === true)) return ['addresses'];
  return resultNames[label] ?? (lookupApi(label)?.promisified === 'none' ? [] : ['result']);
}

/** Whether a function has a promisified form of its own whose rejection has the results as properties, as `exec` has. */
const hasCustomForm = (label: string): boolean => /^child_process\.exec(File)?$/.test(label);

/** The symbol under which Node keeps the names of several results. */
const promisifyArgs = Object.getOwnPropertySymbols(fs.read).find(
  (symbol) => symbol.description === 'customPromisifyArgs',
);

/** What `util.promisify` finds on the fake of a function of Node. */
export function corePromisifyProperty(label: string, key: symbol, callee: (...args: unknown[]) => unknown): unknown {
  const names = resultNames[label];
  if (names === undefined) return undefined;
  if (hasCustomForm(label)) return key === promisify.custom ? customForm(names, callee) : undefined;
  return key === promisifyArgs ? names : undefined;
}

function customForm(names: readonly string[], callee: (...args: unknown[]) => unknown) {
  return (...args: unknown[]) =>
    new Promise((resolve, reject) => {
      callee(...args, (error: object | null, ...results: unknown[]) => {
        const named = Object.fromEntries(names.map((name, index) => [name, results[index]]));
        if (error) reject(Object.assign(error, named));
        else resolve(named);
      });
    });
}
