import type { Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Style } from '../../file/style.js';
import type { LazyEdit } from '../edits/edit.js';
import { endOfStatement } from '../text/statement-ends.js';

/**
 * The edit that inserts lines below a top-level statement and the comment behind it.
 *
 * @param lines the text without a semicolon at its end
 */
export function insertBelow({ ast, text }: Source, { semicolon }: Style, statement: TSESTree.ProgramStatement, lines: string): LazyEdit {
  const offset = endOfLine(text, endOfStatement(text, statement));
  const next = ast.body[ast.body.indexOf(statement) + 1];
  return insertion(offset, `\n${lines}${semicolon || (next && continuesLineBefore(text, offset, next) ? ';' : '')}`);
}

/** The offset behind a `;` or comment that follows an offset on its line. */
function endOfLine(text: string, offset: number): number {
  const rest = /^[ \t]*(?:;|\/\/[^\r\n]*|\/\*(?:[^*\r\n]|\*(?!\/))*\*\/[ \t]*(?=[\r\n]))?/.exec(text.slice(offset))?.[0] ?? '';
  return offset + rest.trimEnd().length;
}

/** ASI hazard: whether a statement would continue the line before it if that has no semicolon, since it starts with `(` or the like. */
export function continuesLineBefore(text: string, offset: number, { range }: TSESTree.Node): boolean {
  return /[([`+\-/]/.test(text.charAt(range[0])) && !/^\s*;/.test(text.slice(offset));
}

/** An edit that only inserts a text. */
export function insertion(offset: number, text: string): LazyEdit {
  return { start: offset, end: offset, render: () => text };
}
