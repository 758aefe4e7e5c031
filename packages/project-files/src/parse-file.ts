import { createRequire } from 'node:module';

import type { Source } from '@uncallback/detector';
import { parseJavaScript } from '@uncallback/detector/parse-javascript';

const require = createRequire(import.meta.url);

/**
 * Parses a file's text, as the command line does: with the JavaScript parser, unless the extension or the syntax is that of TypeScript. The
 * TypeScript parser is loaded for the first file that needs it.
 *
 * @throws {ParseError} if the text does not parse
 * @throws where the TypeScript parser is needed and not installed
 */
export function parseFile(text: string, path: string): Source {
  if (!/\.[cm]?tsx?$/.test(path)) {
    try {
      return parseJavaScript(text, path);
    } catch (error) {
      if (!(error instanceof Error && error.name === 'ParseError')) throw error;
    }
  }
  const { parseSource } = require('@uncallback/detector/parse') as typeof import('@uncallback/detector/parse');
  return parseSource(text, path);
}
