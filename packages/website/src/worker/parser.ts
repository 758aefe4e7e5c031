import type { Source } from '@uncallback/detector';
import { parseJavaScript } from '@uncallback/detector/parse-javascript';

/** Parses a text as the file with a path. Throws an error with `lineNumber` where it does not parse. */
export type Parse = (text: string, path: string) => Source;

/** Whether a file has an extension of TypeScript. */
export function isTypeScript(path: string): boolean {
  return /\.[cm]?tsx?$/.test(path);
}

/**
 * Finds the parser for a text, as the command line does: TypeScript's for its extensions, and for what the small one does not parse. It
 * has a megabyte, so it is loaded when the first file needs it.
 */
export async function parserFor(text: string, path: string): Promise<Parse> {
  if (!isTypeScript(path) && parses(text, path)) return parseJavaScript;
  const { parseSource } = await import('@uncallback/detector/parse');
  return parseSource;
}

function parses(text: string, path: string): boolean {
  try {
    parseJavaScript(text, path);
    return true;
  } catch {
    return false;
  }
}
