import type { Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Span } from '../../syntax/span.js';
import type { Edit } from '../edits/edit.js';
import { dedent, indentRest, startOfSpace } from './layout.js';
import { endOfStatement } from './statement-ends.js';

/** An edit whose text is only made when it is asked for, since it may hold other edits. */
export interface LazyEdit {
  readonly start: number;
  readonly end: number;
  /** The new text; its lines behind the first carry the indentation that they will have in the original's place. */
  readonly render: () => string;
}

// Line ends inside of template literals and strings are part of a value: they must not be indented.
const keptLf = '\uFDD0';
const keptCrlf = '\uFDD1';

/**
 * The text of a file, cut into slices, with edits applied inside of them. Slices use `\n` for line ends; the finished
 * edits use the file's own.
 */
export class Slices {
  readonly text: string;
  readonly #eol: string;
  readonly #kept: readonly Span[];
  readonly #comments: readonly TSESTree.Comment[];
  readonly #shown = new Set<TSESTree.Comment>();
  readonly #taken = new Map<string, readonly string[]>();
  #edits: readonly LazyEdit[] = [];
  #insertions: readonly LazyEdit[] = [];

  /** @param kept the literals with line ends in them, sorted */
  constructor(source: Source, kept: readonly Span[]) {
    this.text = source.text;
    this.#comments = source.ast.comments ?? [];
    this.#eol = /\r\n|\n/.exec(source.text)?.[0] ?? '\n';
    this.#kept = kept;
  }

  /**
   * @param edits everything that may stand in a slice
   * @param insertions what is put between statements, and moves with none of them
   */
  setEdits(edits: readonly LazyEdit[], insertions: readonly LazyEdit[]): void {
    this.#insertions = insertions;
    // Insertions come before what else starts in the same place, and outer edits before inner ones.
    const order = ({ start, end }: LazyEdit): number => (start === end ? Infinity : end);
    this.#edits = [...edits].sort((a, b) => a.start - b.start || order(b) - order(a));
  }

  /** The text between two offsets, edits inside applied. */
  textOf(start: number, end: number): string {
    let result = '';
    let offset = start;
    for (let index = indexWhere(this.#edits, (edit) => edit.start >= start); index < this.#edits.length; index += 1) {
      const edit = this.#edits[index] as LazyEdit;
      if (edit.start >= end) break;
      if (edit.start < offset || edit.end > end) continue;
      result += this.#raw(offset, edit.start) + edit.render();
      offset = edit.end;
    }
    return result + this.#raw(offset, end);
  }

  /**
   * The text of an expression at no indentation. Where its last line is that of a closing bracket, it is at the depth of that one:
   * the line on which it starts may be deeper for other reasons.
   */
  flatTextOf(start: number, end: number): string {
    const line = this.text.lastIndexOf('\n', end - 1) + 1;
    const isClosing = line > start && /^[ \t]*[)\]}]/.test(this.text.slice(line, end));
    return dedent(this.textOf(start, end), this.indentAt(isClosing ? end - 1 : start));
  }

  hasComments(start: number, end: number): boolean {
    return this.#commentsIn(start, end).length > 0;
  }

  /** The start of the first comment between two offsets that is first on its line, at a certain indentation; null if there is none. */
  firstCommentFrom(start: number, end: number, indentation: string): number | null {
    const isAt = ({ range: [from] }: TSESTree.Comment): boolean => this.isFirstOnLine(from) && this.indentAt(from) === indentation;
    return this.#commentsIn(start, end).find(isAt)?.range[0] ?? null;
  }

  /** The comments between two offsets that no slice has shown yet; they are then taken to be shown. The same when asked again. */
  takeHiddenComments(start: number, end: number): readonly string[] {
    const key = `${start}-${end}`;
    const known = this.#taken.get(key);
    if (known) return known;
    const hidden = this.#commentsIn(start, end).filter((comment) => !this.#shown.has(comment));
    for (const comment of hidden) this.#shown.add(comment);
    const texts = hidden.map(({ range }) => dedent(this.#raw(range[0], range[1]), this.indentAt(range[0])));
    this.#taken.set(key, texts);
    return texts;
  }

  /** The outermost edits, rendered, in the file's own line ends. */
  finish(): Edit[] {
    const result: Edit[] = [];
    let end = 0;
    for (const edit of this.#edits) {
      if (edit.start < end) continue;
      const text = this.#finishText(edit.render());
      result.push({ range: [edit.start, edit.end], text });
      end = edit.end;
    }
    const insertions = this.#insertions.map(({ start: at, render }): Edit => ({ range: [at, at], text: this.#finishText(render()) }));
    return [...insertions, ...result].sort((a, b) => a.range[0] - b.range[0]);
  }

  #finishText(text: string): string {
    return text
      .replace(/\n/g, this.#eol)
      .replaceAll(keptLf, '\n')
      .replaceAll(keptCrlf, '\r\n');
  }

  /** The white space at the start of the line of an offset. */
  indentAt(offset: number): string {
    const line = this.text.lastIndexOf('\n', offset - 1) + 1;
    return /^[ \t]*/.exec(this.text.slice(line, offset))?.[0] ?? '';
  }

  /** The white space in front of an offset. */
  spaceBefore(offset: number): string {
    return this.text.slice(startOfSpace(this.text, offset), offset);
  }

  isFirstOnLine(offset: number): boolean {
    return /^[ \t\uFEFF]*$/.test(this.text.slice(this.text.lastIndexOf('\n', offset - 1) + 1, offset));
  }

  /** Renders a text that stands at no indentation so that it can take the place of what starts at `offset`. */
  place(text: string, offset: number): string {
    return indentRest(text, this.indentAt(offset));
  }

  endOf(statement: TSESTree.Node): number {
    return endOfStatement(this.text, statement);
  }

  /**
   * The end of the comments that follow `offset` on its line, if nothing but them follows; else `offset`.
   *
   * @param takesLong whether comments of several lines belong to them
   */
  trailingEnd(offset: number, limit: number, takesLong = false): number {
    let end = offset;
    for (const { range, value } of this.#commentsIn(offset, limit)) {
      if (!/^[ \t]*$/.test(this.text.slice(end, range[0])) || (!takesLong && /[\n\r\u2028\u2029]/.test(value))) break;
      end = range[1];
    }
    return end === offset || /^[ \t\r]*(?:\n|$)/.test(this.text.slice(end, limit)) ? end : offset;
  }

  /** The range of an expression with its own parentheses, which stand inside of another range. */
  outerRange({ range }: TSESTree.Node, [from, to]: readonly [number, number]): [start: number, end: number] {
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
    const comments = this.#commentsIn(from, offset);
    for (let at = offset - 1; at >= from; at -= 1) {
      const comment = comments.findLast(({ range }) => range[0] <= at && at < range[1]);
      if (comment) [at] = comment.range;
      else if (!/\s/.test(this.text.charAt(at))) return at;
    }
    return -1;
  }

  /** The same forwards. */
  #firstCodeFrom(offset: number, to: number): number {
    const comments = this.#commentsIn(offset, to);
    for (let at = offset; at < to; at += 1) {
      const comment = comments.find(({ range }) => range[0] <= at && at < range[1]);
      if (comment) at = comment.range[1] - 1;
      else if (!/\s/.test(this.text.charAt(at))) return at;
    }
    return -1;
  }

  /** A statement together with the comments that stand right above it. */
  spanWithLead([from, end]: readonly [number, number]): [start: number, end: number] {
    let start = from;
    for (let index = indexWhere(this.#comments, ({ range }) => range[0] >= from) - 1; index >= 0; index -= 1) {
      const { range } = this.#comments[index] as TSESTree.Comment;
      if (!/^[ \t]*\r?\n[ \t]*$/.test(this.text.slice(range[1], start)) || !this.isFirstOnLine(range[0])) break;
      [start] = range;
    }
    return [start, end];
  }

  #commentsIn(start: number, end: number): TSESTree.Comment[] {
    const result: TSESTree.Comment[] = [];
    let index = indexWhere(this.#comments, ({ range }) => range[0] >= start);
    for (let comment = this.#comments[index]; comment && comment.range[1] <= end; comment = this.#comments[++index]) {
      result.push(comment);
    }
    return result;
  }

  #raw(start: number, end: number): string {
    for (const comment of this.#commentsIn(start, end)) this.#shown.add(comment);
    let result = '';
    let offset = start;
    for (let index = indexWhere(this.#kept, ([, to]) => to > start); index < this.#kept.length; index += 1) {
      const [from, to] = this.#kept[index] as Span;
      if (from >= end) break;
      const keptFrom = Math.max(from, start);
      const keptTo = Math.min(to, end);
      result +=
        this.text.slice(offset, keptFrom).replaceAll('\r\n', '\n') +
        this.text.slice(keptFrom, keptTo).replaceAll('\r\n', keptCrlf).replaceAll('\n', keptLf);
      offset = keptTo;
    }
    return result + this.text.slice(offset, end).replaceAll('\r\n', '\n');
  }
}

/** The first place in a sorted list from which on a test holds; the length of the list where it holds nowhere. */
function indexWhere<Item>(sorted: readonly Item[], holds: (item: Item) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle] as Item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
