import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { MergeView } from '@codemirror/merge';
import { Compartment, EditorState, type Extension, type Text } from '@codemirror/state';
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';

import type { LintReport, Range } from '../worker/protocol.js';
import { editorTheme } from './editor-theme.js';

/** What the panes tell their owner. */
interface Listener {
  /** The text was edited. */
  readonly onEdit: (text: string) => void;
  /** The cursor is at another place. */
  readonly onMove: (offset: number) => void;
}

/** Two editors side by side: the code, and what it is rewritten to, with the differences marked. */
export class CodePanes {
  readonly #view: MergeView;
  readonly #language = new Compartment();
  /** Whether the text is being replaced by its owner, who needs not hear of it. */
  #isReplacing = false;

  /** @param outputId the id of the element around the rewritten text */
  constructor(parent: HTMLElement, outputId: string, listener: Listener) {
    const listen = EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
      if (docChanged && !this.#isReplacing) listener.onEdit(state.doc.toString());
      if (docChanged || selectionSet) listener.onMove(state.selection.main.head);
    });
    const shared: Extension = [lineNumbers(), drawSelection(), bracketMatching(), editorTheme, EditorView.lineWrapping, this.#language.of(javascript())];
    this.#view = new MergeView({
      parent,
      a: { extensions: [shared, history(), indentOnInput(), highlightActiveLine(), lintGutter(), keymap.of([...lintKeymap, ...historyKeymap, ...defaultKeymap]), labelled('Code'), listen] },
      // Read-only, but not without focus, so that it can be read and copied by keyboard.
      b: { extensions: [shared, EditorState.readOnly.of(true), keymap.of(defaultKeymap), labelled('Rewritten code')] },
      gutter: true,
    });
    const output = this.#view.b.dom.parentElement!;
    output.id = outputId;
    output.setAttribute('role', 'tabpanel');
    output.setAttribute('aria-label', 'Rewritten code');
  }

  get text(): string {
    return this.#view.a.state.doc.toString();
  }

  /** Shows another file. */
  open(path: string, text: string): void {
    const language = javascript({ typescript: /\.[cm]?tsx?$/.test(path), jsx: /[jt]sx?$/.test(path) && !/\.[cm]?ts$/.test(path) });
    this.#isReplacing = true;
    for (const editor of [this.#view.a, this.#view.b]) editor.dispatch({ effects: this.#language.reconfigure(language) });
    replaceText(this.#view.a, text);
    this.#isReplacing = false;
    this.showOutput(text);
    this.showLint([]);
  }

  /** Shows what the code is rewritten to. */
  showOutput(text: string): void {
    replaceText(this.#view.b, text);
  }

  /** Marks the reports of the linter in the code. */
  showLint(reports: readonly LintReport[]): void {
    const { state } = this.#view.a;
    const diagnostics = reports.map((report): Diagnostic => ({
      from: offsetOf(state.doc, report.line, report.column),
      to: offsetOf(state.doc, report.endLine, report.endColumn),
      severity: 'warning',
      message: report.message,
      ...(report.rule !== null && { source: report.rule }),
      actions: report.suggestions.map(({ title, range, text }) => ({ name: title, apply: () => this.replace(range, text) })),
    }));
    this.#view.a.dispatch(setDiagnostics(state, diagnostics));
  }

  /** Replaces a part of the code, which the user can undo. */
  replace([from, to]: Range, insert: string): void {
    this.#view.a.dispatch({ changes: { from, to, insert }, userEvent: 'input.suggestion' });
  }

  /** Selects a part of the code and goes there. */
  select([from, to]: Range, takesFocus: boolean): void {
    const { length } = this.#view.a.state.doc;
    // The cursor is at the start, whose line is then the one that is marked.
    const [anchor, head] = [Math.min(to, length), Math.min(from, length)];
    this.#view.a.dispatch({ selection: { anchor, head }, effects: EditorView.scrollIntoView(head, { y: 'center' }) });
    if (takesFocus) this.#view.a.focus();
  }

  destroy(): void {
    this.#view.destroy();
  }
}

function labelled(label: string): Extension {
  return EditorView.contentAttributes.of({ 'aria-label': label });
}

/** The offset of a place with a line and a column from 1; the start or the end of the text for one outside. */
function offsetOf(doc: Text, line: number, column: number): number {
  if (line < 1 || line > doc.lines) return line < 1 ? 0 : doc.length;
  const { from, to } = doc.line(line);
  return Math.min(from + column - 1, to);
}

/** Replaces a text by another one, but not what both begin and end with, so that the editor keeps its place. */
function replaceText(view: EditorView, text: string): void {
  const before = view.state.doc.toString();
  const shorter = Math.min(before.length, text.length);
  let start = 0;
  while (start < shorter && before[start] === text[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === text.at(-1 - end)) end += 1;
  if (before.length === text.length && start === shorter) return;
  view.dispatch({ changes: { from: start, to: before.length - end, insert: text.slice(start, text.length - end) } });
}
