/** A part of the text: the offset of its first character, and the one behind its last. */
export type Span = readonly [start: number, end: number];
