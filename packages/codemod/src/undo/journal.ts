import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, rmSync, rmdirSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';

import { createTextFile, readTextFile, replaceTextFile } from '../text-file.js';
import type { ProjectState } from './state-folder.js';

/** The journal of one run: an entry for each file that it writes. Plain data, so that it can go to a worker. */
export interface Journal {
  readonly root: string;
  readonly folder: string;
}

/** One file that a run has written, or was about to. */
export interface JournalEntry {
  /** The real path. */
  readonly path: string;
  /** The text from before the run. */
  readonly before: string;
  /** The fingerprints of the texts that the run gave it. */
  readonly after: readonly string[];
}

const keptJournals = 10;

/**
 * Starts the journal of a run, and forgets the oldest ones of runs from the same folder: each package of a monorepo has its
 * own.
 */
export function startJournal(state: ProjectState, cwd: string): Journal {
  const journals = listJournals(state);
  const place = fingerprint(relative(state.root, realpathSync(cwd))).slice(0, 8);
  const ofPlace = journals.filter(({ folder }) => folder.endsWith(`-${place}`));
  for (const { folder } of ofPlace.slice(keptJournals - 1)) rmSync(folder, { recursive: true, force: true });
  // Sorts behind the one before it even where the clock has gone back.
  const last = journals[0] ? timeOf(basename(journals[0].folder)) : 0;
  const folder = join(state.folder, 'journals', `${Math.max(Date.now(), last + 1)}-${place}`);
  mkdirSync(folder, { recursive: true });
  return { root: state.root, folder };
}

/** Ends a journal: one without an entry goes away. */
export function endJournal({ folder }: Journal): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}

/** The journals of a project, the last one first. */
export function listJournals({ root, folder }: ProjectState): Journal[] {
  const journals = join(folder, 'journals');
  if (!existsSync(journals)) return [];
  const names = readdirSync(journals).sort((a, b) => timeOf(b) - timeOf(a));
  return names.map((name) => ({ root, folder: join(journals, name) }));
}

/** The last run that has written in a folder or below it, or null. */
export function findLastJournal(state: ProjectState, cwd: string): Journal | null {
  const top = realpathSync(cwd);
  const isBelow = ({ path }: JournalEntry): boolean => !relative(top, path).startsWith('..');
  return listJournals(state).find((journal) => readEntries(journal).some(isBelow)) ?? null;
}

function timeOf(name: string): number {
  return Number.parseInt(name, 10);
}

/**
 * Replaces the text of a file as a whole. The journal knows of it first, so that whatever happens, undo finds the text from
 * before.
 *
 * @throws where the journal or the file cannot be written; the file is then as it was
 */
export function replaceJournaled(journal: Journal, path: string, before: string, after: string): void {
  const target = realpathSync(path);
  const entryPath = pathOfEntry(journal, target);
  const known = existsSync(entryPath) ? readEntry(journal, entryPath) : { before, after: [] };
  const entry = { path: relative(journal.root, target), before: known.before, after: [...known.after, fingerprint(after)] };
  createTextFile(entryPath, JSON.stringify(entry));
  replaceTextFile(target, after);
}

/** The entries of a journal, in the order of their paths. */
export function readEntries(journal: Journal): JournalEntry[] {
  const names = readdirSync(journal.folder).filter((name) => name.endsWith('.json'));
  const entries = names.map((name) => readEntry(journal, join(journal.folder, name)));
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** How a file stands to its entry: as the run left it, as it was before, or otherwise. */
export function compareEntry({ path, before, after }: JournalEntry): 'as-written' | 'as-before' | 'changed' {
  const text = readTextFile(path);
  if (text === before) return 'as-before';
  return after.includes(fingerprint(text)) ? 'as-written' : 'changed';
}

/** Forgets an entry, and with the last one the journal. */
export function removeEntry(journal: Journal, { path }: JournalEntry): void {
  rmSync(pathOfEntry(journal, path), { force: true });
  endJournal(journal);
}

function readEntry(journal: Journal, entryPath: string): JournalEntry {
  const entry = JSON.parse(readFileSync(entryPath, 'utf8')) as JournalEntry;
  return { ...entry, path: resolve(journal.root, entry.path) };
}

function pathOfEntry({ root, folder }: Journal, path: string): string {
  return join(folder, `${fingerprint(relative(root, path)).slice(0, 32)}.json`);
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
