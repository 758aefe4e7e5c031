import type { Source } from '@uncallback/detector';
import { parseJavaScript } from '@uncallback/detector/parse-javascript';

/** Parses a file's text; the path's extension decides how. Throws a `ParseError` if the text does not parse. */
export type Parse = (text: string, path: string) => Source;

/**
 * Calls `use` with the parser for a file: the JavaScript parser, unless the extension is one of TypeScript. The TypeScript parser
 * is loaded only when the first file needs it, since loading takes longer than rewriting most files.
 *
 * @param use is called a second time, with the TypeScript parser, if it throws a `ParseError` with the JavaScript parser (as
 *   for a `.js` file with type annotations)
 * @returns what `use` returns
 * @throws what `use` throws
 */
export async function withParser<T>(path: string, use: (parse: Parse) => T): Promise<T> {
  if (!/\.[cm]?tsx?$/.test(path)) {
    try {
      return use(parseJavaScript);
    } catch (error) {
      if (!isParseError(error)) throw error;
    }
  }
  const { parseSource } = await import('@uncallback/detector/parse');
  return use(parseSource);
}

/** Whether an error says that a text does not parse. */
export function isParseError(error: unknown): boolean {
  return error instanceof Error && error.name === 'ParseError';
}
