import type { StructuredPatchHunk } from 'diff';

import { type LineChange, splitLines } from './line-changes.js';

/** How many unchanged lines are shown before and after a change. */
const context = 3;

/**
 * Makes the hunks of a unified diff: changes with three unchanged lines before and after them. Changes whose surrounding lines
 * touch or overlap share a hunk.
 *
 * @param text the old text
 * @param changes in the order of their lines
 */
export function makeHunks(text: string, changes: readonly LineChange[]): StructuredPatchHunk[] {
  const lines = splitLines(text);
  let shift = 0;
  return groupNeighbours(changes).map((group) => {
    const [first, last] = [group[0], group.at(-1)] as [LineChange, LineChange];
    const start = Math.max(0, first.at - context);
    const end = Math.min(lines.length, last.at + last.removed.length + context);
    const shown: string[] = [];
    let at = start;
    for (const change of group) {
      for (; at < change.at; at += 1) show(shown, ' ', lines[at] as string);
      for (const line of change.removed) show(shown, '-', line);
      for (const line of change.added) show(shown, '+', line);
      at += change.removed.length;
    }
    for (; at < end; at += 1) show(shown, ' ', lines[at] as string);
    const growth = group.reduce((sum, { removed, added }) => sum + added.length - removed.length, 0);
    const oldLines = end - start;
    const hunk = { oldStart: start + 1, oldLines, newStart: start + 1 + shift, newLines: oldLines + growth, lines: shown };
    shift += growth;
    return hunk;
  });
}

function groupNeighbours(changes: readonly LineChange[]): LineChange[][] {
  const groups: LineChange[][] = [];
  let end = -Infinity;
  for (const change of changes) {
    if (change.at - end <= 2 * context) groups.at(-1)?.push(change);
    else groups.push([change]);
    end = change.at + change.removed.length;
  }
  return groups;
}

function show(shown: string[], sign: ' ' | '-' | '+', line: string): void {
  if (line.endsWith('\n')) shown.push(sign + line.slice(0, -1));
  else shown.push(sign + line, '\\ No newline at end of file');
}
