import { analyze } from '@typescript-eslint/scope-manager';
import { parse } from '@typescript-eslint/typescript-estree';
import { visitorKeys } from '@typescript-eslint/visitor-keys';

import { ParseError, rethrowOverflow } from './parse-error.js';
import { withGlobals } from './parse-globals.js';
import { setParents } from './set-parents.js';
import type { Source } from '../source/source.js';

/**
 * Parses TypeScript, or JavaScript that contains types, as `@typescript-eslint/parser` does, but without tokens, which would take as much
 * time again.
 *
 * @param text the file's text (a BOM and a hashbang are allowed)
 * @param filePath its extension decides on JSX and the source type
 * @returns the source, its scope manager with the globals of CommonJS
 * @throws {ParseError} if the text has a syntax error
 */
export function parseTypeScript(text: string, filePath: string): Source {
  const sourceType = /\.c[jt]s$/.test(filePath) ? 'script' : 'module';
  const ast = parseTree(text, filePath, sourceType);
  setParents(ast, visitorKeys, () => undefined);
  const scopeManager = withGlobals(analyze(ast, { lib: [], sourceType }));
  return { text, ast, scopeManager, visitorKeys, path: filePath, isModule: /\.m[jt]s$/.test(filePath), isTypeScript: isTypeScriptPath(filePath) };
}

/** Whether a file has an extension of TypeScript: `.ts`, `.tsx`, `.mts`, `.cts`. */
export function isTypeScriptPath(filePath: string): boolean {
  return /\.[cm]?tsx?$/.test(filePath);
}

function parseTree(text: string, filePath: string, sourceType: 'script' | 'module') {
  try {
    return parse(text, {
      filePath,
      jsx: !/\.[cm]?ts$/.test(filePath),
      sourceType,
      range: true,
      loc: true,
      comment: true,
      jsDocParsingMode: 'none',
    });
  } catch (error) {
    rethrowOverflow(error);
    const { message, location } = error as Error & { location?: { start: { line: number; column: number } } };
    throw new ParseError(message, location?.start.line ?? 1, (location?.start.column ?? 0) + 1);
  }
}
