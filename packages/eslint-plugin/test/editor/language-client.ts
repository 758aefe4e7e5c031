import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';

/** A place in a text as the protocol counts it: lines and characters from 0. */
interface Position {
  readonly line: number;
  readonly character: number;
}

/** A range of a text. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A report as the server sends it. */
export interface Diagnostic {
  readonly range: Range;
  readonly severity: number;
  readonly code: string;
  readonly codeDescription?: { readonly href: string };
  readonly message: string;
}

interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

interface WorkspaceEdit {
  readonly changes?: Readonly<Record<string, readonly TextEdit[]>>;
  readonly documentChanges?: readonly { readonly edits: readonly TextEdit[] }[];
}

/** A quick fix: with its edit, or with the command that makes the server send it. */
export interface CodeAction {
  readonly title: string;
  readonly edit?: WorkspaceEdit;
  readonly command?: { readonly command: string; readonly arguments?: readonly unknown[] };
}

/** A client of the Language Server Protocol, as an editor is one. It has only what diagnostics and quick fixes need. */
export class LanguageClient {
  readonly #connection;
  readonly #server;
  readonly #published = new Map<string, (diagnostics: readonly Diagnostic[]) => void>();
  #applied: WorkspaceEdit | null = null;

  /**
   * Starts a language server.
   *
   * @param folder the workspace
   * @param settings the answer to the server's request for the configuration
   */
  constructor(command: string, args: readonly string[], readonly folder: string, settings: unknown) {
    this.#server = spawn(command, args, { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] });
    this.#connection = createMessageConnection(
      new StreamMessageReader(this.#server.stdout),
      new StreamMessageWriter(this.#server.stdin),
    );
    this.#connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => settings));
    this.#connection.onRequest('workspace/applyEdit', ({ edit }: { edit: WorkspaceEdit }) => {
      this.#applied = edit;
      return { applied: true };
    });
    this.#connection.onRequest(() => null);
    this.#connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => {
      this.#published.get(uri)?.(diagnostics);
    });
    this.#connection.listen();
  }

  /** Does the handshake. `options` are the server's own initialization options. */
  async initialize(options: unknown): Promise<void> {
    const uri = pathToFileURL(this.folder).href;
    await this.#connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'project' }],
      initializationOptions: options,
      capabilities: {
        workspace: { configuration: true, applyEdit: true, workspaceFolders: true },
        textDocument: {
          publishDiagnostics: { codeDescriptionSupport: true },
          codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
        },
      },
    });
    await this.#connection.sendNotification('initialized', {});
  }

  /**
   * Opens a file of the folder and waits for its diagnostics.
   *
   * @param pulls whether the client has to request them; if not, the server publishes them by itself
   */
  async open(name: string, pulls: boolean): Promise<readonly Diagnostic[]> {
    const uri = this.#uriOf(name);
    const text = readFileSync(new URL(uri), 'utf8');
    const published = new Promise<readonly Diagnostic[]>((resolve) => this.#published.set(uri, resolve));
    await this.#connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'javascript', version: 1, text },
    });
    if (!pulls) return published;
    const { items } = await this.#connection.sendRequest<{ items: readonly Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri } });
    return items;
  }

  /** Requests the quick fixes for a diagnostic. */
  listActions(name: string, diagnostic: Diagnostic): Promise<readonly CodeAction[]> {
    return this.#connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: this.#uriOf(name) },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic], only: ['quickfix'] },
    });
  }

  /** Takes an action. @returns the text of the file with its edits; the file itself is not written */
  async take(name: string, { edit, command }: CodeAction): Promise<string> {
    if (!edit && command) await this.#connection.sendRequest('workspace/executeCommand', command);
    const { changes, documentChanges } = edit ?? this.#applied ?? {};
    const edits = documentChanges?.flatMap((change) => change.edits) ?? changes?.[this.#uriOf(name)] ?? [];
    return applyTextEdits(readFileSync(new URL(this.#uriOf(name)), 'utf8'), edits);
  }

  /** Shuts the server down and waits for its end. */
  async stop(): Promise<void> {
    const exited = once(this.#server, 'exit');
    await this.#connection.sendRequest('shutdown');
    await this.#connection.sendNotification('exit');
    await exited;
    this.#connection.dispose();
  }

  #uriOf(name: string): string {
    return pathToFileURL(`${this.folder}/${name}`).href;
  }
}

function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: { length } }) => index + length)];
  const offsetOf = ({ line, character }: Position) => (starts[line] ?? text.length) + character;
  return [...edits]
    .sort((a, b) => offsetOf(b.range.start) - offsetOf(a.range.start))
    .reduce((all, { range, newText }) => all.slice(0, offsetOf(range.start)) + newText + all.slice(offsetOf(range.end)), text);
}
