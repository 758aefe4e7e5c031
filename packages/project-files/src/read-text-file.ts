import { readFileSync, statSync } from 'node:fs';

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
