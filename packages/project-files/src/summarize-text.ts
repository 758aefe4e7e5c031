import { type DetectOptions, type Source, passesFunctions } from '@uncallback/detector';
import { type FileSummary, summarizeFile, summarizeImports } from '@uncallback/project';

import { detectLeftOut } from './left-out.js';

/** How the text of a file is to be summarized. */
export interface SummarizeOptions {
  readonly detect: Omit<DetectOptions, 'imported'> | undefined;
  readonly part: SummaryPart;
}

/**
 * What a summary is to say about a file.
 *
 * `imports`: which functions of other files it calls.
 * `callbacks`: the same, but nothing of a file that passes no callbacks, which facts about functions of other files mean nothing to.
 * `exports`: also what its own functions do, for the files that import it.
 * `users`: also who uses which exports, for whole functions over files.
 */
export type SummaryPart = 'imports' | 'callbacks' | 'exports' | 'users';

/**
 * Summarizes the text of a file, with or without a byte order mark.
 *
 * @returns null for a text that is minified or generated, or that nothing connects to other files
 * @throws the parser's error
 */
export function summarizeText(text: string, parse: (text: string) => Source, { detect, part }: SummarizeOptions): FileSummary | null {
  const [isImported, withUsers] = [part === 'exports' || part === 'users', part === 'users'];
  const isConnected = hasRelativeSpecifier(text) || (withUsers && /\b(?:require|import)\b/.test(text)) || (isImported && /\bexports?\b/.test(text));
  if (!isConnected || detectLeftOut(text) !== null) return null;
  const source = parse(text.replace(/^\uFEFF/, ''));
  if (isImported) return summarizeFile(source, detect, withUsers);
  return part === 'callbacks' && !passesFunctions(source) ? null : summarizeImports(source);
}

/** Whether a text may import another file of its project: `require('./x')`, `from '../x.js'`. */
export function hasRelativeSpecifier(text: string): boolean {
  return /["'`]\.{1,2}[/"'`]/.test(text);
}
