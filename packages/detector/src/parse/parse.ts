import { parseJavaScript } from './parse-javascript.js';
import { isTypeScriptPath, parseTypeScript } from './parse-typescript.js';
import type { Source } from '../source/source.js';

export { ParseError } from './parse-error.js';

/**
 * Parses a file to a `Source`. JavaScript is parsed by meriyah; TypeScript, and any file that meriyah does not parse (Flow types in a
 * `.js` file, for example), by TypeScript's parser.
 *
 * @param text the file's text (a BOM and a hashbang are allowed)
 * @param filePath its extension decides on JSX, TypeScript and the source type
 * @returns the source, its scope manager with the globals of CommonJS
 * @throws {ParseError} with `lineNumber` and `column` if the text has a syntax error
 */
export function parseSource(text: string, filePath: string): Source {
  if (isTypeScriptPath(filePath)) return parseTypeScript(text, filePath);
  try {
    return parseJavaScript(text, filePath);
  } catch {
    return parseTypeScript(text, filePath);
  }
}
