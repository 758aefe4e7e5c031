import type { TSESTree } from '@typescript-eslint/types';
import { KEYS } from 'eslint-visitor-keys';
import { parse, type Options } from 'meriyah';

import { FileNodes, rememberNodes } from '../source/file-nodes.js';
import { scopesOfJavaScript } from './javascript-scopes.js';
import { ParseError, rethrowOverflow } from './parse-error.js';
import type { ScopeManager } from '../scope/scope.js';
import { setParents } from './set-parents.js';
import type { Source } from '../source/source.js';
import type { VisitorKeys } from '../syntax/visitor-keys.js';

const visitorKeys: VisitorKeys = KEYS;

/**
 * Parses JavaScript with meriyah, which takes a third of the time that TypeScript's parser takes, scopes included. The tree is completed
 * to the one that `@typescript-eslint/parser` returns, except that nodes have no `loc`.
 *
 * @param text the file's text (a BOM and a hashbang are allowed)
 * @param filePath its extension decides on the source type
 * @returns the source; its scope manager, with the globals of CommonJS, is made at the first access
 * @throws {ParseError} if the text is no standard JavaScript: it has a syntax error or contains types
 */
export function parseJavaScript(text: string, filePath: string): Source {
  const ast = parseEither(text, isLikelyModule(text, filePath));
  const nodes = new FileNodes();
  setParents(ast, visitorKeys, (node) => {
    complete(node);
    nodes.add(node);
  });
  rememberNodes(ast, nodes);
  let scopes: ScopeManager | null = null;
  return {
    text,
    ast,
    visitorKeys,
    path: filePath,
    isModule: filePath.endsWith('.mjs'),
    // The prefilter excludes many files by their tree alone, so that their scopes are never needed.
    get scopeManager() {
      return (scopes ??= scopesOfJavaScript(ast, visitorKeys, filePath));
    },
  };
}

/** Guesses the source type. A wrong guess only costs time: a file that does not parse as one type is parsed as the other. */
function isLikelyModule(text: string, filePath: string): boolean {
  return filePath.endsWith('.mjs') || /^[ \t]*(?:import|export)\b/m.test(text);
}

function parseEither(text: string, isModule: boolean): TSESTree.Program {
  try {
    return parseAs(text, isModule ? 'module' : 'commonjs');
  } catch (error) {
    rethrowOverflow(error);
    try {
      return parseAs(text, isModule ? 'commonjs' : 'module');
    } catch {
      const { description, loc } = error as Error & { description?: string; loc?: { start: { line: number; column: number } } };
      throw new ParseError(description ?? String(error), loc?.start.line ?? 1, (loc?.start.column ?? 0) + 1);
    }
  }
}

function parseAs(text: string, sourceType: 'module' | 'commonjs'): TSESTree.Program {
  const comments: TSESTree.Comment[] = [];
  const options: Options = {
    sourceType,
    jsx: true,
    webcompat: true,
    // `let a, a` is a syntax error.
    lexical: true,
    // Without `start` and `end`: with them, adding `parent` would exceed the space that the engine reserves in a node and move the node.
    ranges: { range: true },
    raw: true,
    onComment: (type, value, start, end) => {
      comments.push({ type: type === 'MultiLine' ? 'Block' : 'Line', value, range: [start, end] } as TSESTree.Comment);
    },
  };
  const ast = parse(text, options) as unknown as TSESTree.Program;
  ast.comments = comments;
  return ast;
}

const none: never[] = [];

/**
 * Changes a node of meriyah to that of `@typescript-eslint/parser`: adds the empty lists that only TypeScript's syntax fills
 * (`decorators`, `implements`), and extends the range of a template element to its delimiters: from the backtick or `}` in front of it to
 * the backtick or `${` behind it.
 */
function complete(node: TSESTree.Node): void {
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
    case 'TemplateElement':
      node.range = [node.range[0] - 1, node.range[1] + (node.tail ? 1 : 2)];
      break;
  }
}
