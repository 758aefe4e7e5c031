import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/**
 * Lets the user edit a text in `VISUAL` or `EDITOR`, or else in vi.
 *
 * @param path gives the name that the editor shows
 * @throws where the editor cannot be started, or says that it has failed
 */
export function editText(text: string, path: string, env: NodeJS.ProcessEnv): string {
  const folder = mkdtempSync(join(tmpdir(), 'uncallback-edit-'));
  try {
    const file = join(folder, basename(path));
    writeFileSync(file, text);
    const editor = env['VISUAL'] || env['EDITOR'] || 'vi';
    // The variable may hold arguments, such as `code --wait`; the shell reads them.
    const { status, error } = spawnSync(`${editor} "${file}"`, { shell: true, stdio: 'inherit' });
    if (error) throw error;
    if (status !== 0) throw new Error(`the editor ended with status ${status}: ${editor}`);
    return readFileSync(file, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
