/** A place in a text as people count it, from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Tells for the offsets of one text on which line and in which column they are: trees carry only offsets. */
export class Positions {
  readonly #text: string;
  #lineStarts: readonly number[] | null = null;

  constructor(text: string) {
    this.#text = text;
  }

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
