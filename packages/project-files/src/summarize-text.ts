import type { DetectOptions, Source } from '@uncallback/detector';
import { type FileSummary, summarizeFile } from '@uncallback/project';

import { detectLeftOut } from './left-out.js';

/** How the text of a file is to be summarized. */
export interface SummarizeOptions {
  readonly detect: Omit<DetectOptions, 'imported'> | undefined;
  /** Whether other files import the file. If not, it is summarized only if it imports others. */
  readonly isImported: boolean;
  /** Whether to list who uses which exports, for whole functions over files. */
  readonly withUsers: boolean;
}

/**
 * Summarizes the text of a file, with or without a byte order mark.
 *
 * @returns null for a text that is minified or generated, or that nothing connects to other files
 * @throws the parser's error
 */
export function summarizeText(text: string, parse: (text: string) => Source, { detect, isImported, withUsers }: SummarizeOptions): FileSummary | null {
  const isConnected = hasRelativeSpecifier(text) || (withUsers && /\b(?:require|import)\b/.test(text)) || ((isImported || withUsers) && /\bexports?\b/.test(text));
  if (!isConnected || detectLeftOut(text) !== null) return null;
  return summarizeFile(parse(text.replace(/^\uFEFF/, '')), detect, withUsers);
}

/** Whether a text may import another file of its project: `require('./x')`, `from '../x.js'`. */
export function hasRelativeSpecifier(text: string): boolean {
  return /["'`]\.{1,2}[/"'`]/.test(text);
}
