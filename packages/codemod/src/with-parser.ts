import type { Source } from '@uncallback/detector';
import { parseJavaScript } from '@uncallback/detector/parse-javascript';

export type Parse = (text: string, path: string) => Source;

/**
 * Calls `use` with the parser that reads a file. TypeScript's is loaded for the first file that needs it: to load it takes
 * longer than to rewrite most files.
 *
 * @param use is called again, with the other parser, where it throws the `ParseError` of the first one
 * @throws what `use` throws
 */
export async function withParser<T>(path: string, use: (parse: Parse) => T): Promise<T> {
  if (!/\.[cm]?tsx?$/.test(path)) {
    try {
      return use(parseJavaScript);
    } catch (error) {
      if (!(error instanceof Error && error.name === 'ParseError')) throw error;
    }
  }
  const { parseSource } = await import('@uncallback/detector/parse');
  return use(parseSource);
}
