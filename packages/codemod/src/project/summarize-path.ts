import type { FileSummary } from '@uncallback/project';
import { readTextFile } from '@uncallback/project-files';
import { type SummaryPart, summarizeText } from '@uncallback/project-files/summarize-text';
import { type Settings, toRewriteOptions } from '@uncallback/rewriter';

import { fingerprintOf } from '../cache/fingerprint.js';
import { parseOnce } from '../parse-once.js';
import { isParseError, withParser } from '../with-parser.js';

/** How one file is to be summarized. Plain data, so that it can be sent to a worker thread. */
export interface SummaryTask {
  readonly path: string;
  readonly settings: Settings;
  readonly part: SummaryPart;
}

/** The summary of a file. */
export interface SummarizedFile {
  /** null for a file that cannot be read or parsed, that is minified or generated, or that nothing connects to other files. */
  readonly summary: FileSummary | null;
  /** The fingerprint of the text that was summarized; null where another run might find something else in it. */
  readonly text: string | null;
}

/** Reads and summarizes one file. Worker threads call it by its name. */
export async function summarizePath(task: SummaryTask): Promise<SummarizedFile> {
  let text: string;
  try {
    text = readTextFile(task.path);
  } catch {
    return unknownFile; // The error is reported when the file itself is processed.
  }
  try {
    return { summary: await summarizeTextOf(text, task), text: fingerprintOf(text) };
  } catch (error) {
    return isParseError(error) ? { summary: null, text: fingerprintOf(text) } : unknownFile;
  }
}

/** A file of which nothing is known. */
const unknownFile: SummarizedFile = { summary: null, text: null };

/**
 * Summarizes a text, as `summarizePath` does, whatever is in its file.
 *
 * @throws the parser's error
 */
export async function summarizeTextOf(text: string, { path, settings, part }: SummaryTask): Promise<FileSummary | null> {
  const { detect } = toRewriteOptions(settings);
  return withParser(path, (parse) => summarizeText(text, (code) => parseOnce(parse)(code, path), { detect, part }));
}
