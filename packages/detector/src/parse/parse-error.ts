/** Thrown where a file does not parse; the message ends with the place. */
export class ParseError extends Error {
  override readonly name = 'ParseError';
  /** Counted from 1. */
  readonly lineNumber: number;
  /** Counted from 1. */
  readonly column: number;

  constructor(message: string, lineNumber: number, column: number) {
    super(`${message} (${lineNumber}:${column})`);
    this.lineNumber = lineNumber;
    this.column = column;
  }
}

/** Throws an error of the parser again if it is none of the text: the stack is too small for its nesting. A larger one may do. */
export function rethrowOverflow(error: unknown): void {
  if (error instanceof RangeError) throw error;
}
