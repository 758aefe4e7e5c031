import type { Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Style } from '../../file/style.js';
import type { LazyEdit } from '../edits/edit.js';
import { endOfStatement } from '../text/statement-ends.js';

/** Puts a line below a statement of the head, with the comment behind it. */
export function insertBelow({ ast, text }: Source, { semicolon }: Style, statement: TSESTree.ProgramStatement, lines: string): LazyEdit {
  const offset = endOfLine(text, endOfStatement(text, statement));
  const next = ast.body[ast.body.indexOf(statement) + 1];
  return insertion(offset, `\n${lines}${semicolon || (next && goesOn(text, offset, next) ? ';' : '')}`);
}

function endOfLine(text: string, offset: number): number {
  const rest = /^[ \t]*(?:;|\/\/[^\r\n]*|\/\*(?:[^*\r\n]|\*(?!\/))*\*\/[ \t]*(?=[\r\n]))?/.exec(text.slice(offset))?.[0] ?? '';
  return offset + rest.trimEnd().length;
}

/** Whether a statement would go on with a line before it that has no semicolon. */
export function goesOn(text: string, offset: number, { range }: TSESTree.Node): boolean {
  return /[([`+\-/]/.test(text.charAt(range[0])) && !/^\s*;/.test(text.slice(offset));
}

/** An edit that takes nothing away. */
export function insertion(offset: number, text: string): LazyEdit {
  return { start: offset, end: offset, render: () => text };
}
