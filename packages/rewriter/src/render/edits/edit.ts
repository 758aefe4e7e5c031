/** A replacement of the text between two offsets, with the text in the line ends of the file. */
export interface Edit {
  readonly range: readonly [start: number, end: number];
  readonly text: string;
}

/** An edit whose text is made only when it is asked for, since it may contain other edits. */
export interface LazyEdit {
  readonly start: number;
  readonly end: number;
  /** The new text. Its lines after the first are indented for the place of the original text. */
  readonly render: () => string;
}

/** Moves edits by `by` characters, backwards where it is negative: for a text with other characters in front. */
export function shiftEdits(edits: readonly Edit[], by: number): readonly Edit[] {
  return edits.map(({ range: [start, end], text }) => ({ range: [start + by, end + by], text }));
}

/**
 * Applies edits to a text.
 *
 * @param edits sorted by position, not overlapping
 * @returns the changed text
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
