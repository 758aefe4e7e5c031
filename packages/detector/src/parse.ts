import { parseForESLint } from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/types';

import { parseSloppy } from './parse-sloppy.js';
import { declareGlobals } from './parse-globals.js';
import type * as Scope from './scope.js';
import type { Source, VisitorKeys } from './source.js';

/** A file that does not parse. */
export class ParseError extends Error {
  override readonly name = 'ParseError';
  readonly lineNumber: number;
  /** Counted from 1. */
  readonly column: number;

  constructor(message: string, lineNumber: number, column: number) {
    super(`${message} (${lineNumber}:${column})`);
    this.lineNumber = lineNumber;
    this.column = column;
  }
}

/**
 * Parses a file the way ESLint would with `@typescript-eslint/parser`, and completes the result to a `Source`.
 * JavaScript that this parser refuses (octal literals, HTML comments) is read by ESLint's own.
 *
 * @param text the file's text (a BOM and a hashbang are allowed)
 * @param filePath decides about JSX, TypeScript and the source type by its extension
 * @returns the source, its parents set, its scope manager with the globals of CommonJS
 * @throws {ParseError} with `lineNumber` and `column` where the text does not parse
 */
export function parseSource(text: string, filePath: string): Source {
  const source = parseText(text, filePath);
  setParents(source.ast, source.visitorKeys);
  declareGlobals(source.scopeManager);
  return source;
}

function parseText(text: string, filePath: string): Source {
  try {
    const { ast, scopeManager, visitorKeys } = parseForESLint(text, {
      filePath,
      ecmaFeatures: { jsx: !/\.[cm]?ts$/.test(filePath) },
      sourceType: /\.c[jt]s$/.test(filePath) ? 'script' : 'module',
      range: true,
      loc: true,
      tokens: true,
      comment: true,
    });
    return {
      text,
      ast: ast as TSESTree.Program,
      scopeManager: scopeManager as unknown as Scope.ScopeManager,
      visitorKeys: visitorKeys as VisitorKeys,
      isModule: /\.m[jt]s$/.test(filePath),
    };
  } catch (error) {
    const source = /\.[cm]?tsx?$/.test(filePath) ? null : parseSloppy(text);
    if (source) return source;
    throw toParseError(error);
  }
}

function toParseError(error: unknown): ParseError {
  const { message, location } = error as Error & { location?: { start: { line: number; column: number } } };
  return new ParseError(message, location?.start.line ?? 1, (location?.start.column ?? 0) + 1);
}

function setParents(root: TSESTree.Program, keys: VisitorKeys): void {
  const stack: TSESTree.Node[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    for (const key of keys[node.type] ?? []) {
      const value = (node as unknown as Record<string, unknown>)[key];
      for (const child of Array.isArray(value) ? value : [value]) {
        if (child === null || typeof child !== 'object') continue;
        Object.defineProperty(child, 'parent', { value: node, configurable: true, writable: true });
        stack.push(child as TSESTree.Node);
      }
    }
  }
}
