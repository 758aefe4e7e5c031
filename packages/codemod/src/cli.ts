import { availableParallelism } from 'node:os';

import { type Arguments, type Command, commandNames, parseArguments, publicForms } from './command-line/arguments.js';
import { renderCompletion } from './command-line/completion.js';
import { help } from './command-line/help.js';
import { runWithSignals } from './command-line/signals.js';
import { createPaint } from './output/color.js';
import { columnsOf } from './output/layout.js';
import { createProgress } from './output/progress.js';
import { readVersion } from './version.js';

/**
 * Runs the command line program: reads the arguments, loads the command that they name, and runs it.
 *
 * @param argv the arguments after the program's name: `['--write', 'src']`
 * @returns the exit status: 0 if nothing is left to change, or the files were written; 1 if the preview found something to
 *   change; 2 on an error; 128 plus the signal's number if a signal ended the run
 */
export async function main(argv: readonly string[]): Promise<number> {
  ignoreClosedPipe(process.stdout);
  ignoreClosedPipe(process.stderr);
  try {
    return await dispatch(parseArguments(argv));
  } catch (error) {
    // Errors of single files are reported by the commands. An error that arrives here comes from an incomplete installation or
    // a defect, so the status must not be 1, which means "found something to change".
    printError(error instanceof Error ? error.message : String(error));
    return 2;
  }
}

/** Runs what the arguments ask for. Each command is imported on demand, so that `--help` does not load a parser. */
async function dispatch(parsed: Arguments): Promise<number> {
  switch (parsed.asks) {
    case 'help':
      print(help);
      return 0;
    case 'version':
      print(`${readVersion()}\n`);
      return 0;
    case 'usage-error':
      printError(parsed.message);
      return 2;
    case 'explain': {
      const { explainCode } = await import('./commands/explain.js');
      return explainCode(parsed.code, { print, printError, paint: createPaint(parsed.color, process.stdout, process.env) });
    }
    case 'init': {
      const { runInit } = await import('./commands/init.js');
      return runInit({ cwd: process.cwd(), print });
    }
    case 'completion': {
      const { listCodes } = await import('./explain/explain.js');
      print(renderCompletion(parsed.shell, { commands: commandNames, publicForms, codes: listCodes() }));
      return 0;
    }
    case 'mcp': {
      const { serve } = await import('./mcp/serve.js');
      return runWithSignals((signal) => serve({ folder: process.cwd(), env: process.env, stdin: process.stdin, stdout: process.stdout, signal }));
    }
    case 'merge': {
      const { mergeDocuments } = await import('./commands/merge.js');
      return mergeDocuments(parsed.documents, { cwd: process.cwd(), print, printError });
    }
    case 'undo': {
      const { undoLastRun } = await import('./commands/undo.js');
      return undoLastRun(parsed, { cwd: process.cwd(), env: process.env, print, printError });
    }
    case 'run':
      return run(parsed.command);
  }
}

async function run(command: Command): Promise<number> {
  if (command.interactive && !(process.stdin.isTTY && process.stdout.isTTY)) {
    printError('--interactive asks on a terminal, and there is none');
    return 2;
  }
  const cwd = process.cwd();
  if (command.outputFile !== null) {
    const { collectOutput } = await import('./output/output-file.js');
    return collectOutput(command.outputFile, { cwd, printError }, (collect) => runWith({ ...command, outputFile: null, color: false }, collect));
  }
  return runWith(command, print);
}

async function runWith(command: Command, print: (text: string) => void): Promise<number> {
  const { configFor } = await import('./commands/configured.js');
  const cwd = process.cwd();
  const config = await configFor(command, cwd);
  const place = { print, paint: createPaint(command.color, process.stdout, process.env), columns: columnsOf(process.stdout) };
  if (command.stdinFilename !== null) {
    const { runOnStdin } = await import('./commands/stdin.js');
    return runOnStdin(command.stdinFilename, command, { ...place, config, stdin: process.stdin, printError });
  }
  const progress = createProgress(command.detail === 'quiet' ? null : process.stderr);
  const { test } = command;
  return runWithSignals(async (signal) => {
    const context = {
      ...place,
      cwd,
      config,
      env: process.env,
      jobs: command.jobs ?? availableParallelism(),
      progress,
      signal,
      print: (text: string) => {
        progress.clear();
        print(text);
      },
      printError: (line: string) => {
        progress.clear();
        printError(line);
      },
    };
    if (test !== null) {
      const { runDoctor } = await import('./commands/doctor.js');
      return runDoctor({ ...command, test }, context);
    }
    if (command.interactive) {
      const { runInteractive } = await import('./commands/interactive.js');
      return runInteractive(command, { ...context, keyboard: process.stdin });
    }
    if (command.watch) {
      const { runWatching } = await import('./commands/watch.js');
      return runWatching(command, context);
    }
    const { runCommand } = await import('./commands/run.js');
    return runCommand(command, context);
  });
}

function print(text: string): void {
  process.stdout.write(text);
}

function printError(line: string): void {
  process.stderr.write(`uncallback: ${line}\n`);
}

/** Lets a run go on when the reader of a pipe ends first, as in `uncallback --write src | head`: files may have to be written. */
function ignoreClosedPipe(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
