import { getSystemErrorMap } from 'node:util';

/** An error of one path, with a message of one line. Line and column count from 1; null if the error has no position. */
export interface FileError {
  readonly message: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** Creates an error without a position. */
export function createFileError(message: string): FileError {
  return { message, line: null, column: null };
}

/**
 * Converts a thrown value into an error of one line: a system error to its description (`ENOENT` to `no such file or
 * directory`), a `ParseError` to a message with a position.
 *
 * @param thrown what reading, parsing, rewriting or writing the file has thrown
 */
export function toFileError(thrown: unknown): FileError {
  if (!(thrown instanceof Error)) return createFileError(String(thrown));
  if (isOverflow(thrown)) return createFileError('nested too deeply to be analysed');
  const { lineNumber, column, errno } = thrown as Error & Record<'lineNumber' | 'column' | 'errno', unknown>;
  const message = (typeof errno === 'number' && getSystemErrorMap().get(errno)?.[1]) || thrown.message;
  const oneLine = message.replace(/\s*\n\s*/g, ' ');
  return typeof lineNumber === 'number' && typeof column === 'number'
    ? { message: oneLine.replace(` (${lineNumber}:${column})`, ''), line: lineNumber, column }
    : createFileError(oneLine);
}

/** Whether an error says that the stack was too small for the nesting of a file. */
export function isOverflow(thrown: unknown): boolean {
  return thrown instanceof RangeError && thrown.message.includes('call stack');
}

/** Renders `path:line:col: message`, or `path: message` for an error without a position. */
export function renderFileError(path: string, { message, line, column }: FileError): string {
  return line === null ? `${path}: ${message}` : `${path}:${line}:${column}: ${message}`;
}
