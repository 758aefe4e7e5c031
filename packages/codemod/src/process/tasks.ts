import type { ImportedFunctions } from '@uncallback/detector';
import type { ConversionOutcome, FileConversions } from '@uncallback/project';
import type { LeftOut } from '@uncallback/project-files';
import type { Edit, Settings } from '@uncallback/rewriter';

import type { FileReport } from '../file-report.js';
import type { Journal } from '../undo/journal.js';
import type { PendingWrite } from '../undo/write-together.js';

/** How one text is to be processed. */
export interface TextTask {
  readonly path: string;
  readonly mode: 'preview' | 'write' | 'scan';
  readonly settings: Settings;
  /** What the functions of other files do that the file calls. */
  readonly imported: ImportedFunctions;
  /** What it has to know of functions that change together with users in other files; null for nothing. */
  readonly conversions: FileConversions | null;
  /** Which callbacks the report must have, see `MigrateOptions`. */
  readonly kinds: 'all' | 'error-first';
  /** The selectors of `--only`, see `createSiteFilter`; empty for all callbacks. */
  readonly only: readonly string[];
  /** The functions of `--function` and of `doctor`, by their offsets in the text, -1 for the module outside of its functions; null for all. */
  readonly selected: readonly number[] | null;
  /** Whether the report must have what all rules report, not only `no-unchecked-error`. */
  readonly rules: boolean;
  /** Whether the report must have the rewrites by function. */
  readonly fixes: boolean;
  /** Whether the report must have the first lines of each callback. */
  readonly excerpts: boolean;
  /** The functions whose rewrite has failed the tests, by the ids of `FunctionRewrites`; they are refused. */
  readonly testFailed: readonly string[];
}

/** How one file is to be processed. It is plain data, so that it can be sent to a worker thread. */
export interface FileTask extends TextTask {
  readonly realPath: string;
  /** Whether the file is named on the command line, and so processed even if it looks minified or generated. */
  readonly named: boolean;
  /** Whether to render the diff of the rewrite, which takes longer than the rewrite in a large file. */
  readonly diff: boolean;
  /** The journal in which a write is recorded first; null to write nothing. */
  readonly journal: Journal | null;
  /** Whether the file is written later, together with others. */
  readonly deferred: boolean;
  /** The identity of the program, for the keys of results that later runs may use; null to keep none. */
  readonly identity: string | null;
}

/** How one file is to be processed, before it is known what the functions of other files do. */
export type UnlinkedTask = Omit<FileTask, 'imported' | 'conversions' | 'deferred' | 'identity'>;

/** What the text of a file leads to, before anything is written. Plain data. */
export type TextOutcome =
  | {
      readonly leftOut: null;
      readonly report: FileReport;
      /** The edits that lead to the new text, sorted; none if it does not change. */
      readonly edits: readonly Edit[];
      /** What became of the functions of the task's `conversions`; null without them, and where the file has an error. */
      readonly outcome: ConversionOutcome | null;
    }
  | { readonly leftOut: LeftOut };

/** The outcome for one file: a report, with a unified diff if one was requested and the text changes; or why it was left out. */
export type FileResult =
  | {
      readonly leftOut: null;
      readonly report: FileReport;
      readonly patch: string | null;
      /** What is to be written together with other files; null where nothing is, or it is written already. */
      readonly pending: PendingWrite | null;
      /** As in `TextOutcome`. */
      readonly outcome: ConversionOutcome | null;
    }
  | { readonly leftOut: LeftOut };

/** A result with what a later run may take in its place. */
export interface KeepableResult {
  readonly result: FileResult;
  /** The outcome of the text under the key of all that it depends on, see `resultKeyOf`; null where it must not be kept. */
  readonly kept: { readonly key: string; readonly outcome: TextOutcome } | null;
  /** Whether the stack was too small for the nesting of the file: a larger one may do. */
  readonly isTooDeep: boolean;
}
