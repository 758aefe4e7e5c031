/** A file that does not parse. */
export class ParseError extends Error {
  override readonly name = 'ParseError';
  readonly lineNumber: number;
  /** Counted from 1. */
  readonly column: number;

  constructor(message: string, lineNumber: number, column: number) {
    super(`${message} (${lineNumber}:${column})`);
    this.lineNumber = lineNumber;
    this.column = column;
  }
}
