import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

it('a Turborepo workspace is linted and migrated package by package, and earlier results are replayed', () => {
  const script = fileURLToPath(new URL('../demo/turborepo.js', import.meta.url));
  const output = execFileSync(process.execPath, [script, '3'], { encoding: 'utf8' });
  const cached = [...output.matchAll(/Cached: +(\d+) cached, (\d+) total/g)].map(([, times, total]) => `${times} of ${total}`);
  expect(cached).toEqual(['0 of 3', '3 of 3', '0 of 1', '0 of 3', '3 of 3', '0 of 3']);
});
