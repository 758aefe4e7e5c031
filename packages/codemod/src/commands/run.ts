import { resolve } from 'node:path';

import type { Command } from '../command-line/arguments.js';
import { toFileError } from '../file-error.js';
import { readJsonDocument } from '../output/read-json-document.js';
import { withJournal } from '../undo/write-session.js';
import { FileRun } from './file-run.js';
import { type Limit, limitBy } from './remaining.js';
import type { RunContext } from './run-context.js';

/**
 * The default command: previews, writes or scans the selected files. The output of each file is printed as soon as it and all
 * files before it are done.
 *
 * @returns the exit status: 2 if an option is wrong, a file had an error or the run was interrupted; 1 if a preview found
 *   something to change or more callbacks remain than allowed; else 0
 * @throws where the project's state cannot be read or written, or a worker cannot be started
 */
export async function runCommand(command: Command, context: RunContext): Promise<number> {
  const { cwd, printError } = context;
  let limit: Limit | null;
  try {
    limit = readLimit(command.limit, cwd);
  } catch (error) {
    const { baseline } = command.limit as { readonly baseline: string };
    printError(`--baseline ${baseline}: ${toFileError(error).message}`);
    return 2;
  }
  if (command.mode !== 'write') return new FileRun(command, context, limit, null).run();
  return withJournal(context, (journal) => new FileRun(command, context, limit, journal).run());
}

function readLimit(limit: Command['limit'], cwd: string): Limit | null {
  if (limit === null || typeof limit === 'number') return limit === null ? null : { max: limit, baseline: null };
  return limitBy(readJsonDocument(resolve(cwd, limit.baseline)));
}
