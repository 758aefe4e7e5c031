import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Replaces the text of an existing file atomically: another program reads either the old or the new text, never a part of one.
 * The file keeps its mode and owner. If the path is a symbolic link, its target is replaced.
 *
 * @throws where the file is read-only or its folder cannot be written to; the file is then unchanged
 */
export function replaceTextFile(path: string, text: string): void {
  const target = realpathSync(path);
  const stats = statSync(target);
  if ((stats.mode & 0o222) === 0) throw new Error('read-only file, not written');
  accessSync(target, constants.W_OK);
  putInPlace(target, text, (temporary) => {
    const { uid, gid } = statSync(temporary);
    if (uid !== stats.uid || gid !== stats.gid) chownSync(temporary, stats.uid, stats.gid);
    chmodSync(temporary, stats.mode);
  });
}

/**
 * Writes a file of our own, such as a report or a journal entry, atomically. An existing file is replaced.
 *
 * @throws where the file cannot be written; an existing file is then unchanged
 */
export function createTextFile(path: string, text: string): void {
  putInPlace(path, text, () => undefined);
}

/** Writes a temporary file beside the target, calls `prepare` with its path, and renames it to the target. */
function putInPlace(target: string, text: string, prepare: (temporary: string) => void): void {
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}-${Math.random().toString(36).slice(2)}.tmp`);
  try {
    writeFileSync(temporary, text, { flag: 'wx' });
    prepare(temporary);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
