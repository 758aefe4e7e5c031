import { type Edit, applyEdits, shiftEdits } from '@uncallback/rewriter';
import { diffLines } from 'diff';

/** Lines in the place of others, all with their line ends. */
export interface LineChange {
  /** How many lines of the old text stand in front of it. */
  readonly at: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** A run of lines that edits touch. */
interface EditedLines {
  readonly first: number;
  last: number;
  readonly edits: Edit[];
}

/**
 * Compares the lines that edits touch with what they become. To compare whole texts takes much longer, and says the same: all
 * other lines are equal.
 *
 * @param edits sorted, not overlapping
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

/** The lines of a text, each with its line end. */
export function splitLines(text: string): string[] {
  const starts = startsOfLines(text);
  return starts.map((start, i) => text.slice(start, starts[i + 1])).filter((line) => line !== '');
}

function startsOfLines(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
