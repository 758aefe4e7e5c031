import type { Source } from '@uncallback/detector';
import { parseJavaScript } from '@uncallback/detector/parse-javascript';

/** Parses a text as the file with a path. Throws an error with `lineNumber` where it does not parse. */
export type Parse = (text: string, path: string) => Source;

/** Whether a file has an extension of TypeScript. */
export function isTypeScript(path: string): boolean {
  return /\.[cm]?tsx?$/.test(path);
}

/** A text that parses, and the parser that understands it. */
export interface Parsed {
  readonly source: Source;
  readonly parse: Parse;
}

/**
 * Parses a text, as the command line does: with TypeScript's parser for its extensions, and where the small one does not parse it. That one
 * has a megabyte, so it is loaded when the first file needs it.
 *
 * @throws an error with `lineNumber` where the text does not parse
 */
export async function parseFile(text: string, path: string): Promise<Parsed> {
  const source = isTypeScript(path) ? null : parsedAsJavaScript(text, path);
  if (source) return { source, parse: parseJavaScript };
  const { parseSource } = await import('@uncallback/detector/parse');
  return { source: parseSource(text, path), parse: parseSource };
}

function parsedAsJavaScript(text: string, path: string): Source | null {
  try {
    return parseJavaScript(text, path);
  } catch {
    return null;
  }
}
