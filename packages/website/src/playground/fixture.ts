import { strToU8, zipSync } from 'fflate';

import type { PlaygroundState } from './state.js';

/** What a user says about a fixture. */
export interface FixtureWords {
  /** `error`, `not-rewritten/own-this` */
  readonly group: string;
  /** `forward-an-error` */
  readonly name: string;
  readonly why: string;
}

/**
 * Makes the folder of a fixture, as CONTRIBUTING.md describes it, of the file that is shown.
 *
 * @param output the rewritten text of this file alone
 * @returns a zip archive, to be unpacked in the root folder of the repository; `UPDATE_FIXTURES` then writes what is found
 */
export function packFixture({ files, active, tier, promisify }: PlaygroundState, output: string, { group, name, why }: FixtureWords): Uint8Array {
  const { path, text } = files[active]!;
  const extension = /\.[a-z]+$/.exec(path)?.[0] ?? '.js';
  const options = { ...(tier !== 'exact' && { [tier]: true }), ...(promisify !== 'inline' && { promisify }) };
  const folder = `fixtures/${group}/${name}`;
  return zipSync({
    [`${folder}/input${extension}`]: strToU8(text),
    [`${folder}/output${extension}`]: strToU8(output),
    [`${folder}/report.json`]: strToU8(`${JSON.stringify({ why, sites: [] }, null, 2)}\n`),
    ...(Object.keys(options).length > 0 && { [`${folder}/options.json`]: strToU8(`${JSON.stringify(options)}\n`) }),
  });
}
