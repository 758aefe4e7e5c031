import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/**
 * Lets the user edit a text in an editor: the one of the variable `VISUAL` or `EDITOR`, or else vi. Waits until it is closed.
 *
 * @param path its base name is the name of the temporary file, which the editor shows
 * @returns the text as the user has saved it
 * @throws where the editor cannot be started, or its exit status is not 0
 */
export function editText(text: string, path: string, env: NodeJS.ProcessEnv): string {
  const folder = mkdtempSync(join(tmpdir(), 'uncallback-edit-'));
  try {
    const file = join(folder, basename(path));
    writeFileSync(file, text);
    const editor = env['VISUAL'] || env['EDITOR'] || 'vi';
    // The variable may have arguments, such as `code --wait`, which the shell splits.
    const { status, error } = spawnSync(`${editor} "${file}"`, { shell: true, stdio: 'inherit' });
    if (error) throw error;
    if (status !== 0) throw new Error(`the editor ended with status ${status}: ${editor}`);
    return readFileSync(file, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
