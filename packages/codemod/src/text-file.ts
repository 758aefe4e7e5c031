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
import { threadId } from 'node:worker_threads';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads a text file; a byte order mark stays in the text.
 *
 * @throws where it cannot be read, or is not valid UTF-8 and would be mangled by a decoder that replaces
 */
export function readTextFile(path: string): string {
  const stats = statSync(path);
  if (!stats.isFile()) throw new Error('not a file');
  // The superuser can read and write everything, but a file without these bits was set aside on purpose.
  if ((stats.mode & 0o444) === 0) throw new Error('permission denied');
  return decodeText(readFileSync(path));
}

/**
 * Decodes UTF-8; a byte order mark stays in the text.
 *
 * @throws where it is not valid
 */
export function decodeText(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    throw new Error('not valid UTF-8', { cause: error });
  }
}

/**
 * Replaces the text of a file as a whole: who reads meanwhile sees the old or the new text, never a part.
 * The file keeps its mode; a symbolic link stays one, and the file behind it is written.
 *
 * @throws where the file is read-only or its folder cannot be written; the file is then as it was
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
 * Writes a file of our own as a whole, whether or not there is one.
 *
 * @throws where it cannot be written; what was there is then as it was
 */
export function createTextFile(path: string, text: string): void {
  putInPlace(path, text, () => undefined);
}

function putInPlace(target: string, text: string, prepare: (temporary: string) => void): void {
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}-${threadId}.tmp`);
  try {
    writeFileSync(temporary, text, { flag: 'wx' });
    prepare(temporary);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
