/** A place in a text; lines and columns are counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Converts offsets in one text to lines and columns. Needed because the nodes of a tree may have only offsets (`range`), no `loc`. */
export class Positions {
  readonly #text: string;
  #lineStarts: readonly number[] | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  /** The line and column of an offset, which is counted from 0. */
  at(offset: number): Position {
    const starts = (this.#lineStarts ??= startsOfLines(this.#text));
    let low = 0;
    for (let high = starts.length; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] as number) + 1 };
  }
}

function startsOfLines(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|[\n\r\u2028\u2029]/g), ({ index, 0: { length } }) => index + length)];
}
