import type { CallbackSite, ErrorHandling } from '@uncallback/detector';

import type { PlaygroundState } from '../playground/state.js';

/** A range of a text: offsets from 0, the end behind the last character. */
export type Range = readonly [start: number, end: number];

/** What the page asks the workers, and what they answer. */
export interface Topics {
  /** What becomes of the files. */
  readonly rewrite: { readonly question: PlaygroundState; readonly answer: readonly FileAnalysis[] };
  /** What the linter reports in the file that is shown. */
  readonly lint: { readonly question: PlaygroundState; readonly answer: LintResult };
  /** Which nodes of the tree are around a place of a file, outer ones first. */
  readonly nodes: { readonly question: { readonly path: string; readonly text: string; readonly offset: number }; readonly answer: readonly NodeReport[] };
}

/** A message to a worker. */
export interface Question {
  readonly id: number;
  readonly ask: keyof Topics;
  readonly asked: unknown;
}

/** A worker's answer to the question with the same `id`, or what went wrong. */
export type Answer = { readonly id: number; readonly answer: unknown } | { readonly id: number; readonly crash: string };

/** What the linter says. */
export interface LintResult {
  readonly reports: readonly LintReport[];
  /** The names of all rules. */
  readonly rules: readonly string[];
}

/** What the detector and the rewriter say of one file. */
export interface FileAnalysis {
  readonly path: string;
  /** Why it is not analysed, or not rewritten; null where it is. */
  readonly error: string | null;
  /** The rewritten text; the text itself where nothing changes. */
  readonly text: string;
  readonly callbacks: readonly CallbackReport[];
  /** The functions that take a callback; none but for the tier of whole functions. */
  readonly functions: readonly FunctionReport[];
}

/** One callback. */
export interface CallbackReport extends Pick<CallbackSite, 'kind' | 'evidence' | 'api'> {
  readonly range: Range;
  readonly line: number;
  readonly column: number;
  /** The first line of the call. */
  readonly excerpt: string;
  readonly depth: number;
  readonly errorHandling: ErrorHandling | null;
  /** How it is rewritten: `await`; null where it is not. */
  readonly form: string | null;
  /** Why it is not rewritten; null where it is, and where it is not error-first. */
  readonly refusal: { readonly code: string; readonly sentence: string; readonly hint: string } | null;
}

/** One function that takes a callback. */
export interface FunctionReport {
  readonly range: Range;
  readonly line: number;
  readonly name: string | null;
  /** Why it keeps its callback; null where it loses it. */
  readonly kept: { readonly code: string; readonly sentence: string } | null;
}

/** One report of the linter. Lines and columns are counted from 1. */
export interface LintReport {
  /** `uncallback/prefer-await`; null for a syntax error. */
  readonly rule: string | null;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly suggestions: readonly { readonly title: string; readonly range: Range; readonly text: string }[];
}

/** One node of the tree. */
export interface NodeReport {
  readonly type: string;
  /** Where it is in the node around it: `callee`, `arguments[1]`; empty for the program. */
  readonly key: string;
  readonly range: Range;
}
