import type { Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Span } from '../../syntax/span.js';
import type { Edit, LazyEdit } from '../edits/edit.js';
import { dedent } from './layout.js';
import { indexWhere } from './sorted.js';
import { SourceText } from './source-text.js';

// Line ends inside of template literals and strings are part of a value: they must not be indented. While a text is composed, two
// noncharacters of Unicode take their place.
const literalLf = '\uFDD0';
const literalCrlf = '\uFDD1';

/**
 * The text of a file in slices: the text between two offsets, with the edits inside of it applied. An edit may move statements whose
 * own edits are applied on the way, so that nested rewrites need no second pass.
 *
 * Slices have `\n` for line ends; the finished edits have the file's own line ends. Each slice notes the comments in it as shown, so
 * that the comments that no slice has can be put somewhere else before they are lost.
 */
export class Slices extends SourceText {
  readonly #eol: string;
  readonly #multilineLiterals: readonly Span[];
  readonly #shown = new Set<TSESTree.Comment>();
  readonly #hidden = new Set<LazyEdit>();
  readonly #taken = new Map<string, readonly string[]>();
  /** The texts of edits: an outer text may be asked for several times, so nested edits would be rendered twice as often at each level. */
  #rendered = new Map<LazyEdit, string>();
  #edits: readonly LazyEdit[] = [];
  #insertions: readonly LazyEdit[] = [];

  /** @param multilineLiterals the literals with line ends in them, sorted */
  constructor(source: Source, multilineLiterals: readonly Span[]) {
    super(source);
    this.#eol = /\r\n|\n/.exec(source.text)?.[0] ?? '\n';
    this.#multilineLiterals = multilineLiterals;
  }

  /**
   * Sets the edits of the file. To be called once, before any text is asked for.
   *
   * @param edits the edits that slices apply; they may be nested, but must not overlap otherwise
   * @param insertions text between statements, such as imports, which no slice contains
   */
  setEdits(edits: readonly LazyEdit[], insertions: readonly LazyEdit[]): void {
    this.#insertions = insertions;
    // Insertions come before other edits that start in the same place, and outer edits before inner ones.
    const order = ({ start, end }: LazyEdit): number => (start === end ? Infinity : end);
    this.#edits = [...edits].sort((a, b) => a.start - b.start || order(b) - order(a));
  }

  /** The text between two offsets, all edits inside applied except for some, which show this text themselves. */
  textWithout(hidden: readonly LazyEdit[], start: number, end: number): string {
    return this.without(hidden, () => this.textOf(start, end));
  }

  /** A text for which some edits are not applied, which show their place themselves. */
  without(hidden: readonly LazyEdit[], make: () => string): string {
    for (const edit of hidden) this.#hidden.add(edit);
    const text = this.afresh(make);
    for (const edit of hidden) this.#hidden.delete(edit);
    return text;
  }

  /** A text for which all edits are rendered again, since some are others in it. */
  afresh(make: () => string): string {
    const rendered = this.#rendered;
    this.#rendered = new Map();
    const text = make();
    this.#rendered = rendered;
    return text;
  }

  /** The text between two offsets, edits inside applied. */
  textOf(start: number, end: number): string {
    let result = '';
    let offset = start;
    for (let index = indexWhere(this.#edits, (edit) => edit.start >= start); index < this.#edits.length; index += 1) {
      const edit = this.#edits[index] as LazyEdit;
      if (edit.start >= end) break;
      if (edit.start < offset || edit.end > end || this.#hidden.has(edit)) continue;
      result += this.#raw(offset, edit.start) + this.#render(edit);
      offset = edit.end;
    }
    return result + this.#raw(offset, end);
  }

  /**
   * The text of an expression without the indentation of its place. If its last line starts with a closing bracket, the indentation
   * of that line is taken off: the line on which the expression starts may be indented more, for example as part of a chain.
   */
  flatTextOf(start: number, end: number): string {
    const line = this.text.lastIndexOf('\n', end - 1) + 1;
    const isClosing = line > start && /^[ \t]*[)\]}]/.test(this.text.slice(line, end));
    return dedent(this.textOf(start, end), this.indentAt(isClosing ? end - 1 : start));
  }

  /** The comments between two offsets that no slice has shown yet, from then on noted as shown. A second call returns them again. */
  takeHiddenComments(start: number, end: number): readonly string[] {
    const key = `${start}-${end}`;
    const known = this.#taken.get(key);
    if (known) return known;
    const hidden = this.commentsIn(start, end).filter((comment) => !this.#shown.has(comment));
    for (const comment of hidden) this.#shown.add(comment);
    const texts = hidden.map(({ range }) => dedent(this.#raw(range[0], range[1]), this.indentAt(range[0])));
    this.#taken.set(key, texts);
    return texts;
  }

  /** Renders the outermost edits and the insertions, sorted, in the file's own line ends. */
  finish(): Edit[] {
    const result: Edit[] = [];
    let end = 0;
    for (const edit of this.#edits) {
      if (edit.start < end) continue;
      const text = this.#finishText(this.#render(edit));
      result.push({ range: [edit.start, edit.end], text });
      end = edit.end;
    }
    const insertions = this.#insertions.map(({ start: at, render }): Edit => ({ range: [at, at], text: this.#finishText(render()) }));
    return [...insertions, ...result].sort((a, b) => a.range[0] - b.range[0]);
  }

  #render(edit: LazyEdit): string {
    let text = this.#rendered.get(edit);
    if (text === undefined) this.#rendered.set(edit, (text = edit.render()));
    return text;
  }

  #finishText(text: string): string {
    return text
      .replace(/\n/g, this.#eol)
      .replaceAll(literalLf, '\n')
      .replaceAll(literalCrlf, '\r\n');
  }

  /** The original text between two offsets, its comments noted as shown and its line ends made `\n`. */
  #raw(start: number, end: number): string {
    for (const comment of this.commentsIn(start, end)) this.#shown.add(comment);
    let result = '';
    let offset = start;
    for (let index = indexWhere(this.#multilineLiterals, ([, to]) => to > start); index < this.#multilineLiterals.length; index += 1) {
      const [from, to] = this.#multilineLiterals[index] as Span;
      if (from >= end) break;
      const literalFrom = Math.max(from, start);
      const literalTo = Math.min(to, end);
      result +=
        this.text.slice(offset, literalFrom).replaceAll('\r\n', '\n') +
        this.text.slice(literalFrom, literalTo).replaceAll('\r\n', literalCrlf).replaceAll('\n', literalLf);
      offset = literalTo;
    }
    return result + this.text.slice(offset, end).replaceAll('\r\n', '\n');
  }
}
