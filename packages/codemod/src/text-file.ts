import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads a text file. A byte order mark is kept in the text.
 *
 * @throws where the path is no file, the file cannot be read, or it is not valid UTF-8 (writing it back would damage it)
 */
export function readTextFile(path: string): string {
  return decodeText(readTextBytes(path));
}

/**
 * Reads the bytes of a text file.
 *
 * @throws where the path is no file, or the file cannot be read
 */
export function readTextBytes(path: string): Buffer {
  const stats = statSync(path);
  if (!stats.isFile()) throw new Error('not a file');
  // The superuser can read every file, but a file without read permission was protected on purpose.
  if ((stats.mode & 0o444) === 0) throw new Error('permission denied');
  return readFileSync(path);
}

/**
 * Decodes UTF-8. A byte order mark is kept in the text.
 *
 * @throws where the bytes are not valid UTF-8
 */
export function decodeText(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    throw new Error('not valid UTF-8', { cause: error });
  }
}

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
