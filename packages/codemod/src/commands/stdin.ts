import { buffer } from 'node:stream/consumers';

import { decodeText } from '@uncallback/project-files';

import type { Command } from '../command-line/arguments.js';
import type { Config } from '../config/load-config.js';
import { renderFileError, toFileError } from '../file-error.js';
import { isFormatName } from '../formats/format-names.js';
import { reportError } from '../file-report.js';
import { createOutput, type OutputPlace } from '../output/output.js';
import { processText } from '../process/process-file.js';
import type { TextTask } from '../process/tasks.js';
import { readProjectHere } from '../project/read-project-here.js';
import { summarizePath, summarizeTextOf } from '../project/summarize-path.js';

/** What a run on stdin takes from its process. */
export interface StdinContext extends OutputPlace {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly printError: (line: string) => void;
  readonly config: Config;
}

/**
 * The flag `--stdin-filename`: rewrites the source that stdin contains and prints the result, or the source itself if there is
 * nothing to rewrite. On an error nothing but the message is printed. With `--scan`, `--json`, `--json-lines` or `--format` the
 * report is printed instead of the source.
 *
 * @param path the source's name in messages; its extension decides how the source is parsed
 * @returns the exit status: 2 if the source could not be read or parsed, else 0
 */
export async function runOnStdin(path: string, command: Command, context: StdinContext): Promise<number> {
  const { mode, only } = command;
  const text = await buffer(context.stdin);
  const fixes = command.output === 'sarif' && !command.functions;
  const kinds = mode !== 'scan' && command.output === 'text' ? ('error-first' as const) : ('all' as const);
  const { settings } = context.config;
  const task = { path, mode, kinds, settings, only, selected: null, rules: isFormatName(command.output), fixes, excerpts: false, testFailed: [] };
  const { report, rewritten } = await process(text, task);
  if (report.error !== null) context.printError(renderFileError(path, report.error));
  const printsText = mode !== 'scan' && command.output === 'text';
  if (!printsText) {
    const output = createOutput(command, context);
    output.file(report, null);
    output.end([report], []);
  } else if (report.error === null) {
    context.print(rewritten ?? decodeText(text));
  }
  return report.error === null ? 0 : 2;
}

async function process(bytes: Uint8Array, task: Omit<TextTask, 'imported' | 'conversions'>): ReturnType<typeof processText> {
  const { path, settings } = task;
  try {
    const text = decodeText(bytes);
    const project = await readProjectHere([path], settings, null, async (other) => (other.part === 'exports' ? (await summarizePath(other)).summary : summarizeTextOf(text, other)));
    return await processText(text, { ...task, imported: project.importedBy(path), conversions: null });
  } catch (error) {
    return { report: reportError(task.path, toFileError(error)), rewritten: null, edits: [], outcome: null, plans: null };
  }
}
