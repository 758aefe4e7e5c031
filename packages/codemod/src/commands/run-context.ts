import { resolve } from 'node:path';

import { realPathOf } from '@uncallback/project-files';

import { type Command, commandNames } from '../command-line/arguments.js';
import { findNear } from '../command-line/flags.js';
import type { Config } from '../config/load-config.js';
import { toFileError } from '../file-error.js';
import type { ProjectFormat } from '../formatter/project-format.js';
import type { OutputPlace } from '../output/output.js';
import type { Progress } from '../output/progress.js';
import { narrowSelection } from '../select/narrow.js';
import type { Selection } from '../select/select-files.js';

/** What a run takes from its process. */
export interface RunContext extends OutputPlace {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly config: Config;
  readonly jobs: number;
  readonly progress: Progress;
  /** Aborted by a signal such as Ctrl-C: the run then ends after the files that are being processed. */
  readonly signal: AbortSignal;
  /** Prints one line about an error. */
  readonly printError: (line: string) => void;
}

/**
 * Finds the files to process: all source files in the command's paths. Ignored files are left out, and so are the files that
 * `--since`, `--staged` or `--shard` exclude: with `--since main`, every file that has not changed since `main`. A folder without
 * source files is mentioned, unless `--quiet` is set.
 *
 * @returns the files and the errors of paths; never throws: an error of git is reported for the flag that needed it
 */
export async function select(command: Command, { cwd, config, printError }: RunContext): Promise<Selection> {
  try {
    const ignore = [
      { folder: cwd, patterns: command.ignore },
      { folder: config.folder, patterns: config.settings.ignore ?? [] },
    ];
    const selection = await narrowSelection({ ...command, ignore }, cwd);
    if (command.detail !== 'quiet') for (const path of selection.empty) printError(`${path}: no JavaScript or TypeScript files found`);
    return { ...selection, errors: selection.errors.map(suggestCommand) };
  } catch (error) {
    const flag = command.changed === 'staged' ? '--staged' : '--since';
    return { files: [], errors: [{ path: flag, error: toFileError(error) }], empty: [] };
  }
}

/** Adds to the error of a path that does not exist the command that may be meant: `uncallback dcotor src`. */
function suggestCommand({ path, error }: Selection['errors'][number]): Selection['errors'][number] {
  const near = path.length > 2 && error.message.startsWith('no such file') ? findNear(path, commandNames) : null;
  return { path, error: near === null ? error : { ...error, message: `${error.message}; did you mean the command \`uncallback ${near}\`?` } };
}

/**
 * The formatters of the project, see `ProjectFormat.open`.
 *
 * @param paths the files that may be written
 */
export async function openFormat({ cwd, printError }: RunContext, paths: readonly string[]): Promise<ProjectFormat | null> {
  const { ProjectFormat } = await import('../formatter/project-format.js');
  return ProjectFormat.open(cwd, paths.map((path) => realPathOf(resolve(cwd, path))), printError);
}
