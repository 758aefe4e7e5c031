import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { PlaygroundFile } from '../playground/state.js';
import { repository } from './repository.js';

const folder = join(repository, 'packages/website/pages/example');

/** The files of the front page's example: a small program whose functions are converted. */
export function frontPageFiles(): readonly PlaygroundFile[] {
  return readdirSync(folder).sort().map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}
