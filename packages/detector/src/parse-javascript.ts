import { analyze } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import * as espree from 'espree';

import { ParseError } from './parse-error.js';
import { declareGlobals } from './parse-globals.js';
import { setParents } from './set-parents.js';
import type { Source, VisitorKeys } from './source.js';

const visitorKeys = espree.VisitorKeys as unknown as VisitorKeys;

/**
 * Parses JavaScript with ESLint's own parser, in a third of the time that TypeScript's takes, and completes the tree to
 * what `@typescript-eslint/parser` would give.
 *
 * @param text the file's text (a BOM and a hashbang are allowed)
 * @param filePath decides by its extension about the source type
 * @returns the source, its parents set, its scope manager with the globals of CommonJS
 * @throws {ParseError} where the text is no standard JavaScript: it does not parse, or has types in it
 */
export function parseJavaScript(text: string, filePath: string): Source {
  const ast = parseEither(text, isLikelyModule(text, filePath));
  setParents(ast, visitorKeys, addTypeScriptLists);
  const scopeManager = analyze(ast, {
    childVisitorKeys: visitorKeys as never,
    lib: [],
    sourceType: filePath.endsWith('.cjs') ? 'script' : 'module',
  });
  declareGlobals(scopeManager);
  return { text, ast, scopeManager, visitorKeys, isModule: filePath.endsWith('.mjs') };
}

/** A wrong guess costs time only: what one source type refuses is read as the other. */
function isLikelyModule(text: string, filePath: string): boolean {
  return filePath.endsWith('.mjs') || /^[ \t]*(?:import|export)\b/m.test(text);
}

function parseEither(text: string, isModule: boolean): TSESTree.Program {
  try {
    return parseAs(text, isModule ? 'module' : 'commonjs');
  } catch (error) {
    try {
      return parseAs(text, isModule ? 'commonjs' : 'module');
    } catch {
      const { message, lineNumber, column } = error as Error & { lineNumber?: number; column?: number };
      throw new ParseError(message, lineNumber ?? 1, column ?? 1);
    }
  }
}

function parseAs(text: string, sourceType: 'module' | 'commonjs'): TSESTree.Program {
  return espree.parse(text, {
    ecmaVersion: 'latest',
    sourceType,
    ecmaFeatures: { jsx: true },
    range: true,
    loc: true,
    comment: true,
  }) as unknown as TSESTree.Program;
}

const none: never[] = [];

/** Adds the empty lists of what only TypeScript's syntax has, and the scope analysis asks for. */
function addTypeScriptLists(node: TSESTree.Node): void {
  switch (node.type) {
    case 'ClassDeclaration':
    case 'ClassExpression':
      node.decorators = node.implements = none;
      break;
    case 'MethodDefinition':
    case 'PropertyDefinition':
      node.decorators = none;
      break;
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      for (const parameter of node.params) parameter.decorators = none;
      break;
  }
}
