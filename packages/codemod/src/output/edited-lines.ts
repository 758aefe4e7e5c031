import type { Edit } from '@uncallback/rewriter';

/** Whole lines of a text with all edits in them. */
export interface EditedLines {
  /** How many lines stand in front of them. */
  readonly first: number;
  readonly start: number;
  readonly end: number;
  /** Counted from `start`. */
  readonly edits: readonly Edit[];
}

/**
 * Finds the lines that edits touch, with some lines around them; what would overlap is together.
 *
 * @param edits sorted
 */
export function findEditedLines(text: string, edits: readonly Edit[], around: number): readonly EditedLines[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const groups: { from: number; to: number; edits: Edit[] }[] = [];
  let line = 0;
  const advanceTo = (offset: number): number => {
    while (line + 1 < starts.length && (starts[line + 1] as number) <= offset) line += 1;
    return line;
  };
  for (const edit of edits) {
    const from = advanceTo(edit.range[0]) - around;
    const to = advanceTo(edit.range[1]) + around + 1;
    const last = groups.at(-1);
    if (last && from <= last.to) {
      last.to = to;
      last.edits.push(edit);
    } else groups.push({ from, to, edits: [edit] });
  }
  return groups.map(({ from, to, edits: own }) => {
    const first = Math.max(0, from);
    const start = starts[first] ?? text.length;
    const shifted = own.map((edit) => ({ text: edit.text, range: [edit.range[0] - start, edit.range[1] - start] as const }));
    return { first, start, end: starts[to] ?? text.length, edits: shifted };
  });
}
