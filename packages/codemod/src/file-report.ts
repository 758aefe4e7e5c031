import type { CallbackKind, ErrorHandling, Evidence, Position } from '@uncallback/detector';
import type { OpenReason } from '@uncallback/project';
import type { FindingRule, KeptReason, Plan, RefusalCode } from '@uncallback/rewriter';

import type { FileError } from './file-error.js';
import type { Note } from './project-notes.js';

/** A place in a file: lines and columns from 1, the end column one after the last character. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** What a rule of the linter reports, in its words. */
export interface RuleReport extends Place {
  readonly rule: FindingRule;
  readonly message: string;
  /** The callback that it is about, by its index in the report's list of sites; null for a report about something else. */
  readonly site: number | null;
}

/** One callback as `--json` prints it. The place is that of the callback function. */
export interface SiteReport extends Place {
  /** What the linter underlines in the call, `readFile` in `fs.readFile(name, onText)`, and its name there. Several calls may pass one function. */
  readonly callee: Place & { readonly name: string };
  readonly kind: CallbackKind;
  readonly evidence: Evidence;
  readonly api: string | null;
  /** The nesting depth: the number of error-first callbacks around the callback, plus one if it is error-first itself. */
  readonly depth: number;
  /** null unless the callback is error-first, as are `plan` and `reason`; `reason` is also null if the plan is to rewrite. */
  readonly errorHandling: ErrorHandling | null;
  readonly plan: Plan['action'] | null;
  readonly reason: RefusalCode | null;
}

/** A function that takes a callback, as `--functions` reports it. */
export interface FunctionReport {
  readonly line: number;
  readonly column: number;
  /** The name of the variable or property that holds it; null if it has none. */
  readonly name: string | null;
  /**
   * `converted`: its callback is gone, and all its users are changed. `edge`: it is async, and others call a callback form under its old
   * name. `kept`: it keeps its callback.
   */
  readonly form: 'converted' | 'edge' | 'kept';
  /** Why it is kept; null if it is not. */
  readonly reason: KeptReason | null;
  /** `promise`: the end of a path waits for something that is not flat, in a promise made by hand. Null for a kept function. */
  readonly body: 'flat' | 'promise' | null;
  /** How many of the callbacks in it go away. */
  readonly flattened: number;
  /** The calls in the files of the run, how many files have them, and whether code out of sight may call it, too. */
  readonly users: { readonly calls: number; readonly files: number; readonly outside: boolean };
  /** The new name of an async method or property beside its callback form; null for another function. */
  readonly asyncName: string | null;
  /** Why an edge is one, and not converted: its users are not all known, or cannot all change. Null for another function, and where it is not exported. */
  readonly edgeReason: OpenReason | null;
}

/** The edits that rewrite one function and nothing else. */
export interface FunctionFix {
  /** The sites that are rewritten, by their indexes in the report's list of sites. */
  readonly sites: readonly number[];
  /** Replacements of ranges: lines and columns from 1, the end column one after the last character. */
  readonly edits: readonly (Place & { readonly text: string })[];
}

/** The outcome for one path: a file, or a path of the command line that names no file. */
export interface FileReport {
  readonly path: string;
  /** `rewritten` if at least one site is rewritten, or would be by a run that does not only preview or scan. */
  readonly status: 'rewritten' | 'unchanged' | 'error';
  readonly error: FileError | null;
  readonly sites: readonly SiteReport[];
  /** What the rules of the linter report, in the order of the text; those of `no-unchecked-error` only, where the output needs no others. */
  readonly rules?: readonly RuleReport[];
  /** The places of awaited calls whose error is not checked on every path, as it was not in their callback; absent if there are none. */
  readonly ignoredErrors?: readonly Position[];
  /** What the users of the project should know of the rewrite; absent if there is nothing. */
  readonly notes?: readonly Note[];
  /** The functions that take a callback, where whole functions are rewritten. */
  readonly functions?: readonly FunctionReport[];
  /** The rewrites by function, if the output needs them. */
  readonly fixes?: readonly FunctionFix[];
  /** The first lines of each callback, if the output needs them. */
  readonly excerpts?: readonly string[];
  /** Of a scan: the rule by which error and results of each callback are captured, or null; see docs/refusals.md for the rules. */
  readonly captured?: readonly (string | null)[];
}

/** The report of a path that could not be processed. */
export function reportError(path: string, error: FileError, sites: readonly SiteReport[] = []): FileReport {
  return { path, status: 'error', error, sites };
}
