/** Replaces the text between two offsets. */
export interface Edit {
  readonly range: readonly [start: number, end: number];
  readonly text: string;
}

/** The same edits in a text that has so many more characters in front, or fewer where `by` is negative. */
export function shiftEdits(edits: readonly Edit[], by: number): readonly Edit[] {
  return edits.map(({ range: [start, end], text }) => ({ range: [start + by, end + by], text }));
}

/**
 * Applies edits to a text.
 *
 * @param edits sorted by position, not overlapping
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let end = 0;
  for (const edit of edits) {
    result += text.slice(end, edit.range[0]) + edit.text;
    end = edit.range[1];
  }
  return result + text.slice(end);
}
