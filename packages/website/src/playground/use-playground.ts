import { lintWorker, rewriteWorker } from 'virtual:playground-workers';
import { computed, onBeforeUnmount, onMounted, reactive, ref, shallowRef, useTemplateRef, watch } from 'vue';

import type { FileAnalysis, LintReport, LintResult, NodeReport, Range } from '../worker/protocol.js';
import type { CodePanes } from './code-panes.js';
import { type Example, data as examples } from './examples.data.js';
import { type PlaygroundState, fromHash, toHash } from './state.js';
import { WorkerClient } from './worker-client.js';

/** What the workers say. */
interface Analysis {
  /** For each file, in their order. */
  readonly files: readonly FileAnalysis[];
  readonly lint: LintResult;
}

/** What is shown beside the code; on a narrow screen, one of them or the code. */
export const views = ['code', 'rewritten', 'callbacks', 'lint', 'tree'] as const;
export type View = (typeof views)[number];

/** The language of a file by its extension, as far as the playground offers it. */
export const languages = { js: 'JavaScript', ts: 'TypeScript', jsx: 'JSX', tsx: 'TSX' } as const;

/** How long the address waits for the next edit, in milliseconds. Browsers allow only some changes of it in a time. */
const addressDelay = 300;

/**
 * The playground: its state, what the workers say of it, and what the user can do.
 *
 * @param outputId the id of the element around the rewritten text
 */
export function usePlayground(outputId: string) {
  const state = reactive<PlaygroundState>(structuredClone(examples[0]!.state));
  const analysis = shallowRef<Analysis | null>(null);
  const nodes = shallowRef<readonly NodeReport[]>([]);
  const view = ref<View>('rewritten');
  const news = ref('Loading');
  /** What is wrong with the link by which the playground was opened; null once something is changed. */
  const linkProblem = ref<string | null>(null);
  const status = computed(() => linkProblem.value ?? news.value);
  /** Whether what is shown is not yet about the present state. */
  const isPending = ref(true);
  /** The text of the file for which `analysis` is. */
  let analysed: { readonly path: string; readonly text: string } | null = null;
  let panes: CodePanes | null = null;
  let rewriter: WorkerClient | null = null;
  let linter: WorkerClient | null = null;
  let isAsking = false;
  let isStale = false;
  let address: ReturnType<typeof setTimeout> | undefined;
  let cursor = 0;
  const mount = useTemplateRef<HTMLElement>('merge');

  const file = computed(() => state.files[state.active]!);
  const current = computed(() => analysis.value?.files.find(({ path }) => path === file.value.path) ?? null);
  const language = computed({
    get: () => /\.[cm]?([jt]sx?)$/.exec(file.value.path)?.[1] as keyof typeof languages | undefined,
    set: (extension) => rename(`${file.value.path.replace(/\.\w+$/, '')}.${extension}`),
  });

  onMounted(async () => {
    readAddress();
    window.addEventListener('hashchange', readAddress);
    rewriter = new WorkerClient(rewriteWorker);
    linter = new WorkerClient(lintWorker);
    const editor = import('./code-panes.js');
    const answered = analyse();
    const { CodePanes: Panes } = await editor;
    if (!mount.value) return; // The user has left the page meanwhile.
    panes = new Panes(mount.value, outputId, { onEdit, onMove });
    openFile();
    await answered;
    show();
  });
  onBeforeUnmount(() => {
    window.removeEventListener('hashchange', readAddress);
    clearTimeout(address);
    panes?.destroy();
    rewriter?.destroy();
    linter?.destroy();
  });

  watch([() => state.tier, () => state.promisify, () => state.rulesOff], changed);
  watch(view, () => void showNodes());

  /** Takes over the state of a link. */
  function readAddress(): void {
    try {
      const linked = fromHash(location.hash);
      if (linked) replaceState(linked);
    } catch (error) {
      linkProblem.value = (error as Error).message;
    }
  }

  function replaceState(next: PlaygroundState): void {
    Object.assign(state, structuredClone(next));
    analysis.value = null;
    openFile();
    void analyse();
  }

  function openFile(): void {
    panes?.open(file.value.path, file.value.text);
    cursor = 0;
    show();
  }

  function onEdit(text: string): void {
    file.value.text = text;
    changed();
  }

  function onMove(offset: number): void {
    cursor = offset;
    void showNodes();
  }

  async function showNodes(): Promise<void> {
    if (view.value !== 'tree' || !rewriter) return;
    const { path, text } = file.value;
    const found = await rewriter.ask('nodes', { path, text, offset: cursor });
    if (text === file.value.text) nodes.value = found;
  }

  /** Something of the state has changed: the address and the analysis follow. */
  function changed(): void {
    linkProblem.value = null;
    clearTimeout(address);
    address = setTimeout(() => history.replaceState(history.state, '', toHash(state)), addressDelay);
    void analyse();
  }

  /** Asks the workers; while they work, later changes wait and are asked together. */
  async function analyse(): Promise<void> {
    isStale = true;
    isPending.value = true;
    if (isAsking || !rewriter || !linter) return;
    isAsking = true;
    while (isStale) {
      isStale = false;
      const asked = plainState();
      const { path, text } = asked.files[asked.active]!;
      try {
        const [files, lint] = await Promise.all([rewriter.ask('rewrite', asked), linter.ask('lint', asked)]);
        const answer = { files, lint };
        analysis.value = answer;
        analysed = { path, text };
        news.value = statusOf(answer);
        show();
      } catch (error) {
        news.value = `The analysis failed: ${(error as Error).message}`;
      }
    }
    isAsking = false;
    isPending.value = false;
  }

  /** Shows what the workers said, unless it is about another file or text. */
  function show(): void {
    if (!panes || !analysis.value || analysed?.path !== file.value.path) return;
    panes.showOutput(current.value?.text ?? file.value.text);
    if (analysed.text === panes.text) panes.showLint(analysis.value.lint.reports);
    void showNodes();
  }

  function statusOf({ files, lint: { reports } }: Analysis): string {
    const { error, callbacks } = files[state.active] ?? { error: null, callbacks: [] };
    if (error !== null) return `${file.value.path}: ${error}`;
    const found = callbacks.filter(({ kind }) => kind === 'error-first');
    const rewritten = found.filter(({ form }) => form !== null).length;
    return `${found.length} error-first ${found.length === 1 ? 'callback' : 'callbacks'}, ${rewritten} rewritten; ${reports.length} lint ${reports.length === 1 ? 'report' : 'reports'}`;
  }

  function plainState(): PlaygroundState {
    return JSON.parse(JSON.stringify(state)) as PlaygroundState;
  }

  /** What the file that is shown becomes without the others, as in a fixture. */
  async function rewriteAlone(): Promise<string> {
    const { files, active, ...settings } = plainState();
    const [alone] = await rewriter!.ask('rewrite', { ...settings, files: [files[active]!], active: 0 });
    return alone!.text;
  }

  // What the user can do

  function openExample({ state: next }: Example): void {
    replaceState(next);
    changed();
  }

  function openTab(index: number): void {
    state.active = index;
    openFile();
    changed();
  }

  /** Gives the file another path, unless another file has it. */
  function rename(path: string): void {
    if (path === file.value.path) return;
    if (path === '' || state.files.some((other) => other.path === path)) {
      news.value = path === '' ? 'A file needs a name' : `There is a file ${path} already`;
      return;
    }
    file.value.path = path;
    openFile();
    changed();
  }

  function addFile(): void {
    let count = state.files.length + 1;
    while (state.files.some(({ path }) => path === `file-${count}.js`)) count += 1;
    state.files.push({ path: `file-${count}.js`, text: '' });
    openTab(state.files.length - 1);
  }

  function removeFile(): void {
    if (state.files.length === 1) return;
    state.files.splice(state.active, 1);
    openTab(Math.max(0, state.active - 1));
  }

  /** Shows a part of the code. On a narrow screen, it takes the place of what was shown. */
  function goTo(range: Range, takesFocus = true): void {
    if (takesFocus && !window.matchMedia('(min-width: 960px)').matches) view.value = 'code';
    panes?.select(range, takesFocus);
  }

  function goToLine({ line, column, endLine, endColumn }: LintReport): void {
    const starts = [0, ...Array.from(file.value.text.matchAll(/\n/g), ({ index }) => index + 1)];
    goTo([(starts[line - 1] ?? 0) + column - 1, (starts[endLine - 1] ?? 0) + endColumn - 1]);
  }

  /** Makes the change that a report suggests, if the code is still what the report is about. */
  function applySuggestion({ range, text }: LintReport['suggestions'][number]): void {
    if (panes && analysed?.text === panes.text) panes.replace(range, text);
  }

  async function copyLink(): Promise<void> {
    clearTimeout(address);
    history.replaceState(history.state, '', toHash(state));
    try {
      await navigator.clipboard.writeText(location.href);
      news.value = 'The link is copied';
    } catch {
      news.value = 'The link is in the address bar';
    }
  }

  return { state, analysis, current, file, language, nodes, status, isPending, view, examples, plainState, rewriteAlone, openExample, openTab, rename, addFile, removeFile, goTo, goToLine, applySuggestion, copyLink };
}
