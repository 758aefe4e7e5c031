import { closeSync, fstatSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';

import { fingerprintOf } from './fingerprint.js';

/** Where an entry is in its pack, and the fingerprint of its bytes. */
type Place = readonly [start: number, length: number, fingerprint: string];

/** At the end of each pack: the format, where its index begins, and the fingerprint of the index. */
const trailer = /^\nuncallback-pack-1 (\d{15}) (.{43})\n$/;
const trailerLength = 79;

/** How much is written to a pack at once. */
const bufferSize = 1 << 18;

/**
 * A file with entries by key, which is never changed once it has its name: another process reads a whole pack or none.
 * First the entries, then their index as JSON, then the trailer.
 */
export class Pack {
  readonly path: string;
  readonly #file: number;
  readonly #places: ReadonlyMap<string, Place>;

  /** @throws where the file cannot be read, or is no whole pack */
  constructor(path: string) {
    this.path = path;
    this.#file = openSync(path, 'r');
    try {
      this.#places = this.#readIndex();
    } catch (error) {
      this.close();
      throw error;
    }
  }

  get keys(): Iterable<string> {
    return this.#places.keys();
  }

  /** The bytes of an entry; null where there is none, or where they were damaged. */
  read(key: string): Buffer | null {
    const place = this.#places.get(key);
    if (!place) return null;
    const [start, length, fingerprint] = place;
    try {
      const bytes = this.#readBytes(start, length);
      return fingerprintOf(bytes) === fingerprint ? bytes : null;
    } catch {
      return null;
    }
  }

  /** How many bytes an entry has; 0 where there is none. */
  sizeOf(key: string): number {
    return this.#places.get(key)?.[1] ?? 0;
  }

  close(): void {
    closeSync(this.#file);
  }

  /** Deletes the file. Who has opened it reads on. */
  remove(): void {
    this.close();
    rmSync(this.path, { force: true });
  }

  #readIndex(): ReadonlyMap<string, Place> {
    const { size } = fstatSync(this.#file);
    const [, start, fingerprint] = trailer.exec(this.#readBytes(size - trailerLength, trailerLength).toString('latin1')) ?? [];
    if (start === undefined) throw new Error('no pack');
    const index = this.#readBytes(Number(start), size - trailerLength - Number(start));
    if (fingerprintOf(index) !== fingerprint) throw new Error('a damaged pack');
    return new Map(JSON.parse(index.toString()) as [string, Place][]);
  }

  #readBytes(start: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    for (let done = 0; done < length; ) {
      const count = readSync(this.#file, bytes, done, length - done, start + done);
      if (count === 0) throw new Error('the pack ends too early');
      done += count;
    }
    return bytes;
  }
}

/** Writes a pack under a temporary name. Its entries can be read back before it is finished. */
export class PackWriter {
  readonly #temporary: string;
  readonly #file: number;
  readonly #places = new Map<string, Place>();
  #waiting: Buffer[] = [];
  #waitingSize = 0;
  #size = 0;

  /** @throws where the file cannot be created */
  constructor(temporary: string) {
    this.#temporary = temporary;
    this.#file = openSync(temporary, 'wx+');
  }

  has(key: string): boolean {
    return this.#places.has(key);
  }

  /** Adds an entry, or replaces it. @throws where the file cannot be written */
  write(key: string, bytes: Buffer): void {
    this.#places.set(key, [this.#size, bytes.length, fingerprintOf(bytes)]);
    this.#append(bytes);
  }

  /** The bytes of an entry; null where there is none. @throws where the file cannot be written or read */
  read(key: string): Buffer | null {
    const place = this.#places.get(key);
    if (!place) return null;
    this.#flush();
    const bytes = Buffer.allocUnsafe(place[1]);
    readSync(this.#file, bytes, 0, place[1], place[0]);
    return bytes;
  }

  /** Gives the pack its name. @throws where it cannot be written; nothing is left then */
  finish(path: string): void {
    try {
      const start = this.#size;
      const index = Buffer.from(JSON.stringify([...this.#places]));
      this.#append(index);
      this.#append(Buffer.from(`\nuncallback-pack-1 ${String(start).padStart(15, '0')} ${fingerprintOf(index)}\n`));
      this.#flush();
      closeSync(this.#file);
      renameSync(this.#temporary, path);
    } catch (error) {
      this.discard();
      throw error;
    }
  }

  /** Deletes what was written. */
  discard(): void {
    try {
      closeSync(this.#file);
    } catch {
      // It is closed already.
    }
    rmSync(this.#temporary, { force: true });
  }

  #append(bytes: Buffer): void {
    this.#waiting.push(bytes);
    this.#waitingSize += bytes.length;
    this.#size += bytes.length;
    if (this.#waitingSize >= bufferSize) this.#flush();
  }

  #flush(): void {
    const bytes = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingSize = 0;
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#file, bytes, done);
  }
}
