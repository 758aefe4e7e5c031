import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { flags } from '../src/command-line/flags.js';
import { runCli } from './run-cli.js';
import { createFolder } from './temporary-folder.js';

function scriptFor(shell: string): string {
  return runCli(['completion', shell], process.cwd()).stdout;
}

/** What bash offers for the last of some words. */
function completeInBash(script: string, words: readonly string[], cwd: string): readonly string[] {
  const program = `${script}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _uncallback; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', program, 'bash', ...words], { cwd, encoding: 'utf8' }).split('\n').filter(Boolean);
}

describe('in bash', () => {
  const script = scriptFor('bash');
  it.each([
    [['--wr'], ['--write']],
    [['--'], Object.keys(flags).map((name) => `--${name}`)],
    [['--format', ''], ['github', 'junit', 'sarif']],
    [['--explain', 'result-'], ['result-used']],
    [['--public', 'p'], ['promise']],
    [['--jobs', ''], []],
    [['--report', 'a'], ['a.js', 'app']],
    [['un'], ['undo']],
    [['completion', 'f'], ['fish']],
    [['--write', 'app/'], ['app/b.js']],
  ])('%j', (words, offered) => {
    const folder = createFolder({ 'a.js': '', 'app/b.js': '' });
    expect([...completeInBash(script, ['uncallback', ...words], folder)].sort()).toEqual([...offered].sort());
  });
});

it.each(['zsh', 'fish'])('the script for %s has every flag, and is one for the shell', (shell) => {
  const script = scriptFor(shell);
  for (const name of Object.keys(flags)) expect(script).toMatch(shell === 'zsh' ? new RegExp(`'\\*?--${name}[='\\[]`) : new RegExp(`^complete -c uncallback -l ${name}\\b`, 'm'));
  const { error, status } = spawnSync(shell, ['-n', join(createFolder({ script }), 'script')]);
  // Not every machine has these shells.
  expect(error ? 0 : status).toBe(0);
});

it('another shell is none that is known', () => {
  expect(runCli(['completion', 'csh'], createFolder())).toMatchObject({ status: 2, stderr: 'uncallback: completion takes a shell: bash, zsh, fish\n' });
});
