/** Replaces the text between two offsets. */
export interface Edit {
  readonly range: readonly [start: number, end: number];
  readonly text: string;
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
