import { type Edit, applyEdits, shiftEdits } from '@uncallback/rewriter';
import { diffLines } from 'diff';

/** A replacement of lines. All lines include their line ends. */
export interface LineChange {
  /** The number of lines of the old text before the change. */
  readonly at: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** Consecutive lines that are touched by edits, with these edits. */
interface EditedLines {
  readonly first: number;
  last: number;
  readonly edits: Edit[];
}

/**
 * Finds the lines that edits change. Only the lines that an edit touches are compared with their replacement, since all others
 * are equal; comparing the whole texts takes much longer.
 *
 * @param edits sorted, not overlapping
 * @returns the changes in the order of their lines
 */
export function findChanges(text: string, edits: readonly Edit[]): readonly LineChange[] {
  const starts = startsOfLines(text);
  return groupByLines(edits, starts).flatMap(({ first, last, edits: own }) => {
    const start = starts[first] as number;
    const old = text.slice(start, starts[last + 1] ?? text.length);
    return compareLines(old, applyEdits(old, shiftEdits(own, -start)), first);
  });
}

function groupByLines(edits: readonly Edit[], starts: readonly number[]): readonly EditedLines[] {
  const groups: EditedLines[] = [];
  let line = 0;
  const advanceTo = (offset: number): number => {
    while (line + 1 < starts.length && (starts[line + 1] as number) <= offset) line += 1;
    return line;
  };
  for (const edit of edits) {
    const first = advanceTo(edit.range[0]);
    const last = advanceTo(edit.range[1]);
    const group = groups.at(-1);
    if (group && first <= group.last + 1) {
      group.last = last;
      group.edits.push(edit);
    } else groups.push({ first, last, edits: [edit] });
  }
  return groups;
}

function compareLines(old: string, replacement: string, first: number): LineChange[] {
  const changes: { at: number; removed: string[]; added: string[] }[] = [];
  let at = first;
  let change: (typeof changes)[number] | null = null;
  for (const { added, removed, value, count } of diffLines(old, replacement)) {
    if (!added && !removed) {
      change = null;
      at += count;
      continue;
    }
    if (!change) changes.push((change = { at, removed: [], added: [] }));
    change[added ? 'added' : 'removed'].push(...splitLines(value));
    if (removed) at += count;
  }
  return changes;
}

/**
 * Finds the numbers of lines in a changed text. A line that was changed itself has the number of what took its place.
 *
 * @returns a function of the number in the old text; the texts are compared at its first call
 */
export function linesAfter(before: string, after: string): (line: number) => number {
  let parts: ReturnType<typeof diffLines> | null = null;
  return (line) => {
    let [old, now] = [1, 1];
    for (const { added, removed, count } of (parts ??= diffLines(before, after))) {
      if (!added && line < old + count) return removed ? now : now + line - old;
      if (!added) old += count;
      if (!removed) now += count;
    }
    return now;
  };
}

/** Splits a text into lines, each with its line end. */
export function splitLines(text: string): string[] {
  const starts = startsOfLines(text);
  return starts.map((start, i) => text.slice(start, starts[i + 1])).filter((line) => line !== '');
}

function startsOfLines(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
