/** A range of the text: the offset of its first character, and the offset behind its last character. */
export type Span = readonly [start: number, end: number];
