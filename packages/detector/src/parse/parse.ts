import { parseJavaScript } from './parse-javascript.js';
import { isTypeScriptPath, parseTypeScript } from './parse-typescript.js';
import type { Source } from '../source/source.js';

export { ParseError } from './parse-error.js';

/**
 * Parses a file and completes the result to a `Source`. What is no standard JavaScript is read by TypeScript's parser,
 * whatever the extension.
 *
 * @param text the file's text (a BOM and a hashbang are allowed)
 * @param filePath decides about JSX, TypeScript and the source type by its extension
 * @returns the source, its parents set, its scope manager with the globals of CommonJS
 * @throws {ParseError} with `lineNumber` and `column` where the text does not parse
 */
export function parseSource(text: string, filePath: string): Source {
  if (isTypeScriptPath(filePath)) return parseTypeScript(text, filePath);
  try {
    return parseJavaScript(text, filePath);
  } catch {
    return parseTypeScript(text, filePath);
  }
}
