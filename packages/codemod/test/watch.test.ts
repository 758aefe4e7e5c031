import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { nested, store, withoutCallbacks } from './programs.js';
import { bin, runCli } from './run-cli.js';
import { createFolder } from './temporary-folder.js';

/** Runs with `--watch`, makes each change once the run waits, and returns what was printed between the waits. */
async function watch(args: readonly string[], folder: string, changes: readonly (() => void)[]): Promise<{ readonly parts: readonly string[]; readonly status: number | null }> {
  const child = spawn(process.execPath, [bin, '--watch', ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  const left = [...changes];
  const wait = 'Waiting for changes; Ctrl-C ends.\n';
  child.stdout.on('data', (data) => {
    printed += String(data);
    if (!printed.endsWith(wait)) return;
    const next = left.shift();
    if (next) next();
    else child.kill('SIGINT');
  });
  const [status] = (await once(child, 'close')) as [number | null];
  return { parts: printed.split(wait), status };
}

it('previews the file that changes, and no file that is left out', async () => {
  const folder = createFolder({ 'src/a.js': nested, 'src/b.js': nested, '.gitignore': 'out' });
  const before = runCli(['src'], folder).stdout;
  const change = (): void => {
    writeFileSync(join(folder, 'src/out.js'), nested);
    writeFileSync(join(folder, 'src/readme.md'), nested);
    writeFileSync(join(folder, 'src/b.js'), `${nested}// more\n`);
  };
  const { parts, status } = await watch(['--ignore', 'out.js', 'src'], folder, [change]);
  expect(status).toBe(130);
  expect(parts).toHaveLength(3);
  expect(parts[0]).toBe(before);
  expect(parts[1]).toMatch(/^\nsrc\/b\.js changed\n--- a\/src\/b\.js\n.*\n1 file, 1 to change\n/s);
  expect(parts[1]).not.toContain('a/src/a.js');
});

it('with --functions looks at all files again', async () => {
  const folder = createFolder({ 'store.js': store, 'a.js': withoutCallbacks, 'package.json': '{ "private": true }' });
  const { parts } = await watch(['--functions', '--scan', '.'], folder, [() => writeFileSync(join(folder, 'a.js'), "require('./store').load('a', (err) => {\n  if (err) throw err;\n});\n")]);
  expect(parts[1]).toMatch(/^\na\.js changed\n.*store\.js:3:16 {2}function load {2}converted {2}1 call in 1 file\n/s);
});
