// Calls one function of `cases.js` with a callback and prints what happens, as JSON: `node observe.js <index> <version>`.

import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { cases, installedName } from './cases.js';

/** How long a callback may take, in milliseconds. The calls do their work on this machine. */
const patience = 2000;

const [index, version] = process.argv.slice(2);
const { name, call } = cases[Number(index)];
const folder = mkdtempSync(join(tmpdir(), 'uncallback-removed-'));
const seen = { called: false, threw: null, rejected: null };

function finish() {
  rmSync(folder, { recursive: true, force: true });
  // uncallback-ignore: written or not, the process ends
  process.stdout.write(JSON.stringify(seen), () => process.exit());
}
const messageOf = (error) => String(error?.message ?? error).split('\n')[0];
const callback = () => {
  seen.called = true;
  setTimeout(finish, 50);
};
process.on('unhandledRejection', (error) => {
  seen.rejected ??= messageOf(error);
});

const module = createRequire(import.meta.url)(installedName(name, version));
setTimeout(finish, patience);
try {
  call({ module, folder, callback });
} catch (error) {
  seen.threw = messageOf(error);
  finish();
}
