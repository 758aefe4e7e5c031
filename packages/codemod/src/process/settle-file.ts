import { applyEdits } from '@uncallback/rewriter';

import { toFileError } from '../file-error.js';
import { reportError } from '../file-report.js';
import { replaceJournaled } from '../undo/journal.js';
import type { FileResult, FileTask, TextOutcome } from './tasks.js';

/**
 * Does what the task wants of the outcome of a text: renders the diff, and replaces the file if the task has a journal.
 *
 * @param text the text of the file, which `outcome` is about
 * @param patch the diff, where it is known already
 * @throws where the file cannot be written
 */
export async function settleFile(task: FileTask, text: string, outcome: TextOutcome, patch: string | null = null): Promise<FileResult> {
  if (outcome.leftOut !== null) return { leftOut: outcome.leftOut };
  const { path, diff, journal, deferred } = task;
  const { edits } = outcome;
  const settled = { leftOut: null, report: outcome.report, outcome: outcome.outcome, patch: diff && edits.length > 0 ? (patch ?? (await render(path, text, edits))) : null, pending: null } as const;
  if (journal === null || edits.length === 0) return settled;
  const after = applyEdits(text, edits);
  if (deferred) return { ...settled, pending: { path, before: text, after } };
  replaceJournaled(journal, path, text, after);
  return settled;
}

/** The result for a file that could not be processed. */
export function failFile(path: string, thrown: unknown): FileResult {
  return { leftOut: null, report: reportError(path, toFileError(thrown)), patch: null, pending: null, outcome: null };
}

async function render(path: string, text: string, edits: Extract<TextOutcome, { leftOut: null }>['edits']): Promise<string> {
  const { renderPatch } = await import('../output/render-patch.js');
  return renderPatch(path, text, edits);
}
