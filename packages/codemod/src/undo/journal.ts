import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, rmSync, rmdirSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';

import { readTextFile } from '@uncallback/project-files';

import { createTextFile, replaceTextFile } from '../text-file.js';
import type { ProjectState } from './state-folder.js';

/**
 * The journal of one run, by which `undo` restores files: a folder with an entry for each file that the run writes. It is plain
 * data, so that it can be sent to a worker thread.
 */
export interface Journal {
  /** The folder that the paths in the entries are relative to. */
  readonly root: string;
  /** The folder of the entries. */
  readonly folder: string;
}

/** One file that a run has written, or was about to write when it ended. */
export interface JournalEntry {
  /** The real path. */
  readonly path: string;
  /** The text before the run. */
  readonly before: string;
  /** The hashes of the texts that the run has written, by which later changes are noticed. */
  readonly after: readonly string[];
  /** Whether an `undo` has left the file as it was, since it could not restore it; absent for no. */
  readonly left?: true;
}

/** How many journals are kept for each folder that runs are started in. */
const keptJournals = 10;

/**
 * Starts the journal of a run and deletes the oldest journals of runs from the same folder. Journals are counted for each folder
 * separately, so that the packages of a monorepo do not delete those of each other.
 *
 * @param cwd the folder that the run is started in
 * @throws where the folder of the journal cannot be created
 */
export function startJournal(state: ProjectState, cwd: string): Journal {
  const journals = listJournals(state);
  const place = fingerprint(relative(state.root, realpathSync(cwd))).slice(0, 8);
  const ofPlace = journals.filter(({ folder }) => folder.endsWith(`-${place}`));
  for (const { folder } of ofPlace.slice(keptJournals - 1)) rmSync(folder, { recursive: true, force: true });
  // The name is greater than that of the previous journal even if the clock was set back.
  const last = journals[0] ? timeOf(basename(journals[0].folder)) : 0;
  const folder = join(state.folder, 'journals', `${Math.max(Date.now(), last + 1)}-${place}`);
  mkdirSync(folder, { recursive: true });
  return { root: state.root, folder };
}

/** Ends the journal of a run: a journal without entries is deleted. */
export function endJournal({ folder }: Journal): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}

/** Lists the journals of a project, the latest one first. */
export function listJournals({ root, folder }: ProjectState): Journal[] {
  const journals = join(folder, 'journals');
  if (!existsSync(journals)) return [];
  const names = readdirSync(journals).sort((a, b) => timeOf(b) - timeOf(a));
  return names.map((name) => ({ root, folder: join(journals, name) }));
}

/** Lists the journals of the runs that have written a file in a folder or its subfolders, the latest one first. */
export function listJournalsBelow(state: ProjectState, cwd: string): Journal[] {
  const top = realpathSync(cwd);
  const isBelow = ({ path }: JournalEntry): boolean => !relative(top, path).startsWith('..');
  return listJournals(state).filter((journal) => readEntries(journal).some(isBelow));
}

function timeOf(name: string): number {
  return Number.parseInt(name, 10);
}

/**
 * Replaces the text of a file, as `replaceTextFile` does, after recording it in the journal: even if the process is killed, `undo`
 * finds the text from before.
 *
 * @param before the text that the file has now; if the run has written the file earlier, the entry keeps the text from before that
 * @throws where the journal or the file cannot be written; the file is then unchanged
 */
export function replaceJournaled(journal: Journal, path: string, before: string, after: string): void {
  const target = realpathSync(path);
  const entryPath = pathOfEntry(journal, target);
  const known = (existsSync(entryPath) ? readEntry(journal, entryPath) : null) ?? { before, after: [] };
  const entry = { path: relative(journal.root, target), before: known.before, after: [...known.after, fingerprint(after)] };
  createTextFile(entryPath, JSON.stringify(entry));
  replaceTextFile(target, after);
}

/** Reads the entries of a journal, in the order of their paths. An entry that is damaged is left out. @throws where an entry cannot be read */
export function readEntries(journal: Journal): JournalEntry[] {
  const names = readdirSync(journal.folder).filter((name) => name.endsWith('.json'));
  const entries = names.flatMap((name) => readEntry(journal, join(journal.folder, name)) ?? []);
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * Compares a file with its entry: `as-written` if it has a text that the run has written, `as-before` if it has the text from
 * before the run, `changed` if it has another text, `deleted` if it does not exist any more.
 *
 * @throws where the file cannot be read
 */
export function compareEntry({ path, before, after }: JournalEntry): 'as-written' | 'as-before' | 'changed' | 'deleted' {
  if (!existsSync(path)) return 'deleted';
  const text = readTextFile(path);
  if (text === before) return 'as-before';
  return after.includes(fingerprint(text)) ? 'as-written' : 'changed';
}

/** Deletes an entry, and the journal with its last entry. */
export function removeEntry(journal: Journal, { path }: JournalEntry): void {
  rmSync(pathOfEntry(journal, path), { force: true });
  endJournal(journal);
}

/** Records that an `undo` could not restore the file of an entry, so that the next one does not stop there. */
export function markLeft(journal: Journal, entry: JournalEntry): void {
  createTextFile(pathOfEntry(journal, entry.path), JSON.stringify({ ...entry, path: relative(journal.root, entry.path), left: true }));
}

/** @returns null if the entry is damaged */
function readEntry(journal: Journal, entryPath: string): JournalEntry | null {
  const text = readFileSync(entryPath, 'utf8');
  try {
    const entry = JSON.parse(text) as JournalEntry;
    return { ...entry, path: resolve(journal.root, entry.path) };
  } catch {
    return null;
  }
}

function pathOfEntry({ root, folder }: Journal, path: string): string {
  return join(folder, `${fingerprint(relative(root, path)).slice(0, 32)}.json`);
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
