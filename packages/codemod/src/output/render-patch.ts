import { type Edit, applyEdits } from '@uncallback/rewriter';
import { FILE_HEADERS_ONLY, formatPatch, type StructuredPatch, type StructuredPatchHunk, structuredPatch } from 'diff';

import type { Color, Paint } from './color.js';
import { findEditedLines } from './edited-lines.js';

/** Colours a unified diff for a terminal. */
export function renderColoredPatch(patch: string, paint: Paint): string {
  return patch.replace(/^.+$/gm, (line) => {
    const color = colorOf(line);
    return color === null ? line : paint(color, line);
  });
}

function colorOf(line: string): Color | null {
  if (/^(?:---|\+\+\+) /.test(line)) return 'bold';
  if (line.startsWith('@@')) return 'cyan';
  if (line.startsWith('+')) return 'green';
  return line.startsWith('-') ? 'red' : null;
}

/** How many lines are shown around a change. */
const context = 3;

/** How many are compared: where lines repeat, a change is shown some lines away from its edit. */
const compared = 20;

/**
 * Renders a diff that `git apply` and `patch -p1` take.
 *
 * @param edits what leads from one text to the other: lines far from them need not be compared; null: it is not known
 */
export function renderPatch(path: string, before: string, after: string, edits: readonly Edit[] | null): string {
  const name = path.replace(/^\/+/, '');
  const compare = (one: string, other: string): StructuredPatch =>
    structuredPatch(`a/${name}`, `b/${name}`, one, other, undefined, undefined, { context });
  if (edits === null) return formatPatch(compare(before, after), FILE_HEADERS_ONLY);
  const hunks: StructuredPatchHunk[] = [];
  let added = 0;
  for (const { first, start, end, edits: own } of findEditedLines(before, edits, compared)) {
    const old = before.slice(start, end);
    const found = compare(old, applyEdits(old, own)).hunks;
    hunks.push(...found.map((hunk) => ({ ...hunk, oldStart: hunk.oldStart + first, newStart: hunk.newStart + first + added })));
    for (const { oldLines, newLines } of found) added += newLines - oldLines;
  }
  return formatPatch({ ...compare('', ''), hunks }, FILE_HEADERS_ONLY);
}
