import { getSystemErrorMap } from 'node:util';

/** What went wrong with one path, fit for one line. Line and column count from 1. */
export interface FileError {
  readonly message: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** An error about a path as a whole. */
export function createFileError(message: string): FileError {
  return { message, line: null, column: null };
}

/**
 * Words what was thrown while a file was read, parsed, rewritten or written.
 *
 * @param thrown a `ParseError` with `lineNumber` and `column`, a system error, or anything else
 */
export function toFileError(thrown: unknown): FileError {
  if (!(thrown instanceof Error)) return createFileError(String(thrown));
  const { lineNumber, column, errno } = thrown as Error & Record<'lineNumber' | 'column' | 'errno', unknown>;
  const message = (typeof errno === 'number' && getSystemErrorMap().get(errno)?.[1]) || thrown.message;
  const oneLine = message.replace(/\s*\n\s*/g, ' ');
  return typeof lineNumber === 'number' && typeof column === 'number'
    ? { message: oneLine.replace(` (${lineNumber}:${column})`, ''), line: lineNumber, column }
    : createFileError(oneLine);
}

/** Renders `path:line:col: message`, or `path: message` for an error without a position. */
export function renderFileError(path: string, { message, line, column }: FileError): string {
  return line === null ? `${path}: ${message}` : `${path}:${line}:${column}: ${message}`;
}
