import { availableParallelism } from 'node:os';

import { parseArguments } from '../command-line/arguments.js';
import { configFor } from '../commands/configured.js';
import { runCommand } from '../commands/run.js';
import { createProgress } from '../output/progress.js';

/** Where a tool runs. */
export interface ToolContext {
  /** The real path of the project's folder. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Ends the run after the files that are being processed. */
  readonly signal: AbortSignal;
}

/** What a run has printed, and its exit status. */
export interface ToolRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the command line's arguments in this process.
 *
 * @param argv of a preview, a scan or `--write`
 * @throws where the arguments, the configuration or the project's state is wrong
 */
export async function runArguments(argv: readonly string[], { folder, env, signal }: ToolContext): Promise<ToolRun> {
  const parsed = parseArguments(argv);
  if (parsed.asks !== 'run') throw new Error(parsed.asks === 'usage-error' ? parsed.message : `this is no run: ${argv.join(' ')}`);
  let [stdout, stderr] = ['', ''];
  const status = await runCommand(parsed.command, {
    cwd: folder,
    env,
    signal,
    config: await configFor(parsed.command, folder),
    jobs: availableParallelism(),
    columns: 120,
    paint: (_, text) => text,
    progress: createProgress(null),
    print: (text) => (stdout += text),
    printError: (line) => (stderr += `${line}\n`),
  });
  return { status, stdout, stderr };
}
