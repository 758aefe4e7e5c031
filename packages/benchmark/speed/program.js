import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const codemod = fileURLToPath(new URL('../../codemod', import.meta.url));

/**
 * Puts the command line program into a folder as the published package has it, with its bundle.
 *
 * @returns the path of the program
 */
export function installProgram(folder) {
  const bundle = (...args) => execFileSync(process.execPath, [join(codemod, 'scripts/bundle.js'), ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  mkdirSync(folder, { recursive: true });
  bundle();
  try {
    for (const name of ['package.json', 'bin', 'bundle', 'report']) cpSync(join(codemod, name), join(folder, name), { recursive: true });
  } finally {
    bundle('--remove');
  }
  symlinkSync(join(codemod, 'node_modules'), join(folder, 'node_modules'));
  return join(folder, 'bin/uncallback.js');
}
