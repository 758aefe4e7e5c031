import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

import { Pack, PackWriter } from './pack.js';

/** With more packs than this, they are merged to one. */
const mostPacks = 8;

/** How many bytes a merged pack may have. The oldest entries that the run has not used are left out. */
const mostBytes = 256 * 1024 * 1024;

/** After this time, in milliseconds, a temporary file is one of a run that was killed. */
const abandonedAfter = 24 * 60 * 60 * 1000;

/**
 * Plain data by key, kept in a folder between runs. Each run that adds entries adds a pack, which appears as a whole; packs do not change.
 * So several runs may use the folder at the same time, and a run that is killed leaves no half of an entry.
 *
 * Nothing here throws because of the folder: an entry that is damaged is missing, and what cannot be written is not kept.
 */
export class Store {
  readonly #folder: string;
  /** The latest one first. */
  readonly #packs: readonly Pack[];
  readonly #packOf = new Map<string, Pack>();
  /** The keys that the run has asked for. */
  readonly #used = new Set<string>();
  #writer: PackWriter | null = null;
  #problem: unknown = null;

  /** @param folder may not exist yet */
  constructor(folder: string) {
    this.#folder = folder;
    this.#packs = packsIn(folder);
    for (const pack of this.#packs) {
      for (const key of pack.keys) if (!this.#packOf.has(key)) this.#packOf.set(key, pack);
    }
  }

  /** Whether there is an entry. It may turn out to be damaged when it is read. */
  has(key: string): boolean {
    return this.#packOf.has(key) || this.#writer?.has(key) === true;
  }

  /** The data of an entry; undefined where there is none. */
  get(key: string): unknown {
    try {
      const bytes = this.#writer?.read(key) ?? this.#packOf.get(key)?.read(key);
      if (!bytes) return undefined;
      this.#used.add(key);
      return JSON.parse(bytes.toString()) as unknown;
    } catch {
      return undefined;
    }
  }

  /** Adds an entry, or replaces it. */
  put(key: string, data: unknown): void {
    if (this.#problem !== null) return;
    try {
      this.#writer ??= this.#createWriter();
      this.#writer.write(key, Buffer.from(JSON.stringify(data)));
    } catch (error) {
      this.#fail(error);
    }
  }

  /**
   * Keeps what was added for later runs, and closes the store.
   *
   * @returns why nothing could be written; null if it was, or nothing had to be
   */
  close(): unknown {
    const isMerged = this.#writer !== null && this.#packs.length >= mostPacks;
    try {
      if (isMerged) this.#addOldEntries(this.#writer!);
      // Names sort by time, even if the clock was set back.
      const last = Number.parseInt(basename(this.#packs[0]?.path ?? '0'), 10);
      this.#writer?.finish(join(this.#folder, `${Math.max(Date.now(), last + 1)}-${randomUUID()}.pack`));
    } catch (error) {
      this.#fail(error);
    }
    for (const pack of this.#packs) {
      if (isMerged && this.#problem === null) pack.remove();
      else pack.close();
    }
    if (isMerged) removeAbandoned(this.#folder);
    return this.#problem;
  }

  #createWriter(): PackWriter {
    mkdirSync(this.#folder, { recursive: true });
    return new PackWriter(join(this.#folder, `${randomUUID()}.tmp`));
  }

  /** Copies the entries of all packs: first those that this run has used, then from the latest to the oldest. */
  #addOldEntries(writer: PackWriter): void {
    let size = 0;
    for (const key of new Set([...this.#used, ...this.#packOf.keys()])) {
      const pack = this.#packOf.get(key);
      if (!pack || writer.has(key)) continue;
      size += pack.sizeOf(key);
      if (size > mostBytes) return;
      const bytes = pack.read(key);
      if (bytes) writer.write(key, bytes);
    }
  }

  #fail(error: unknown): void {
    this.#problem = error;
    this.#writer?.discard();
    this.#writer = null;
  }
}

/** The packs in a folder, the latest one first. What is no whole pack is left out. */
function packsIn(folder: string): readonly Pack[] {
  const names = listFolder(folder).filter((name) => name.endsWith('.pack'));
  return names.sort().reverse().flatMap((name) => {
    try {
      return [new Pack(join(folder, name))];
    } catch {
      return [];
    }
  });
}

function removeAbandoned(folder: string): void {
  for (const name of listFolder(folder)) {
    const path = join(folder, name);
    try {
      if (name.endsWith('.tmp') && Date.now() - statSync(path).mtimeMs > abandonedAfter) rmSync(path);
    } catch {
      // Another run has removed it.
    }
  }
}

function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
