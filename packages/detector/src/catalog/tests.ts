import { lookupCaller } from './catalog.js';
import { hosts } from './hosts.js';
import type { Dependencies } from './versions.js';

/** The frameworks that call a global `it`. */
const frameworks = hosts.filter(({ entries }) => entries.some(({ path, kind }) => path === 'it' && kind === 'test'));

/**
 * Whether what calls a global `it` waits for a promise, in all versions that may be installed. mocha does since 1.18; an older one
 * takes a test without `done` for a synchronous one.
 *
 * @returns true also where the manifest names no framework
 */
export function testsAwait(dependencies: Dependencies): boolean {
  return frameworks.every(({ name }) => !Object.hasOwn(dependencies, name) || lookupCaller(`${name}.it`, { dependencies }) === 'awaits');
}
