import type { Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Span } from '../../syntax/span.js';
import { indentRest, startOfSpace } from './layout.js';
import { indexWhere } from './sorted.js';
import { endOfStatement } from './statement-ends.js';

/** The original text of a file with questions about its white space, its comments and the parentheses around its expressions. */
export class SourceText {
  readonly text: string;
  readonly #comments: readonly TSESTree.Comment[];

  /** @param source a parsed file with its comments */
  constructor({ text, ast }: Source) {
    this.text = text;
    this.#comments = ast.comments ?? [];
  }

  /** The white space at the start of the line of an offset. */
  indentAt(offset: number): string {
    const line = this.text.lastIndexOf('\n', offset - 1) + 1;
    return /^[ \t]*/.exec(this.text.slice(line, offset))?.[0] ?? '';
  }

  /** The white space right in front of an offset, line ends included. */
  spaceBefore(offset: number): string {
    return this.text.slice(startOfSpace(this.text, offset), offset);
  }

  /** Whether only white space is in front of an offset on its line. */
  isFirstOnLine(offset: number): boolean {
    return /^[ \t\uFEFF]*$/.test(this.text.slice(this.text.lastIndexOf('\n', offset - 1) + 1, offset));
  }

  /** Indents a text without indentation, but for its first line, so that it can replace what starts at `offset`. */
  indentFor(text: string, offset: number): string {
    return indentRest(text, this.indentAt(offset));
  }

  /** The end of a statement, see `endOfStatement`. */
  endOf(statement: TSESTree.Node): number {
    return endOfStatement(this.text, statement);
  }

  /** The comments that lie completely between two offsets. */
  commentsIn(start: number, end: number): TSESTree.Comment[] {
    const result: TSESTree.Comment[] = [];
    let index = indexWhere(this.#comments, ({ range }) => range[0] >= start);
    for (let comment = this.#comments[index]; comment && comment.range[1] <= end; comment = this.#comments[++index]) {
      result.push(comment);
    }
    return result;
  }

  /** Whether a comment lies between two offsets. */
  hasComments(start: number, end: number): boolean {
    return this.commentsIn(start, end).length > 0;
  }

  /** The start of the first comment between two offsets that is first on its line and has this indentation; null if there is none. */
  firstCommentFrom(start: number, end: number, indentation: string): number | null {
    const isAt = ({ range: [from] }: TSESTree.Comment): boolean => this.isFirstOnLine(from) && this.indentAt(from) === indentation;
    return this.commentsIn(start, end).find(isAt)?.range[0] ?? null;
  }

  /**
   * The end of the comments behind an offset on its line: `load(); // slow` ends behind `slow`. It is `offset` itself where there is
   * no comment, or where code follows on the line.
   *
   * @param limit where to stop looking
   * @param takesLong whether comments of several lines count
   */
  trailingEnd(offset: number, limit: number, takesLong = false): number {
    let end = offset;
    for (const { range, value } of this.commentsIn(offset, limit)) {
      if (!/^[ \t]*$/.test(this.text.slice(end, range[0])) || (!takesLong && /[\n\r\u2028\u2029]/.test(value))) break;
      end = range[1];
    }
    return end === offset || /^[ \t\r]*(?:\n|$)/.test(this.text.slice(end, limit)) ? end : offset;
  }

  /** The range of a statement, extended to the comments in the lines right above it. */
  spanWithCommentsAbove([from, end]: readonly [number, number]): [start: number, end: number] {
    let start = from;
    for (let index = indexWhere(this.#comments, ({ range }) => range[0] >= from) - 1; index >= 0; index -= 1) {
      const { range } = this.#comments[index] as TSESTree.Comment;
      if (!/^[ \t]*\r?\n[ \t]*$/.test(this.text.slice(range[1], start)) || !this.isFirstOnLine(range[0])) break;
      [start] = range;
    }
    return [start, end];
  }

  /**
   * The range of an expression with the parentheses around it: all of `((a))` for `a`.
   *
   * @param within how far to look, so that the parentheses of a call or an `if` around the expression do not count
   */
  outerRange({ range }: TSESTree.Node, within: Span): [start: number, end: number] {
    const [from, to] = within;
    let [start, end] = range;
    for (;;) {
      const open = this.#lastCodeBefore(start, from);
      const close = this.#firstCodeFrom(end, to);
      if (this.text[open] !== '(' || this.text[close] !== ')') return [start, end];
      [start, end] = [open, close + 1];
    }
  }

  /** The offset of the last character in front of another that is neither white space nor in a comment; -1 if there is none. */
  #lastCodeBefore(offset: number, from: number): number {
    const comments = this.commentsIn(from, offset);
    for (let at = offset - 1; at >= from; at -= 1) {
      const comment = comments.findLast(({ range }) => range[0] <= at && at < range[1]);
      if (comment) [at] = comment.range;
      else if (!/\s/.test(this.text.charAt(at))) return at;
    }
    return -1;
  }

  /** The offset of the first character from another on that is neither white space nor in a comment; -1 if there is none. */
  #firstCodeFrom(offset: number, to: number): number {
    const comments = this.commentsIn(offset, to);
    for (let at = offset; at < to; at += 1) {
      const comment = comments.find(({ range }) => range[0] <= at && at < range[1]);
      if (comment) at = comment.range[1] - 1;
      else if (!/\s/.test(this.text.charAt(at))) return at;
    }
    return -1;
  }
}
