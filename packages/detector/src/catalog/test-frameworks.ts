import { lookupCaller } from './catalog.js';
import { hosts } from './hosts.js';
import type { Dependencies } from './versions.js';

/** The frameworks that define a global `it`. */
const frameworks = hosts.filter(({ entries }) => entries.some(({ path, kind }) => path === 'it' && kind === 'test'));

/**
 * Whether the test framework of a project awaits the promise that a test returns, in all versions that may be installed. mocha does since
 * 1.18 (https://github.com/mochajs/mocha/releases); older versions take a test without a `done` parameter for a synchronous one.
 *
 * @param dependencies those in the manifest
 * @returns true if no framework in the manifest may ignore it, also if there is none
 */
export function testsAwait(dependencies: Dependencies): boolean {
  return frameworks.every(({ name }) => !Object.hasOwn(dependencies, name) || lookupCaller(`${name}.it`, { dependencies }) === 'awaits');
}
