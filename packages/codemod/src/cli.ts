import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

import { type Command, parseArguments } from './command-line/arguments.js';
import { createPaint } from './output/color.js';
import { help } from './command-line/help.js';

/**
 * Runs the command line program.
 *
 * @param argv the arguments behind the program's name
 * @returns the exit status: 0 nothing left to change, or written; 1 the preview found something to change; 2 an error
 */
export async function main(argv: readonly string[]): Promise<number> {
  ignoreClosedPipe(process.stdout);
  ignoreClosedPipe(process.stderr);
  const parsed = parseArguments(argv);
  switch (parsed.asks) {
    case 'help':
      process.stdout.write(help);
      return 0;
    case 'version':
      process.stdout.write(`${readVersion()}\n`);
      return 0;
    case 'usage-error':
      process.stderr.write(`uncallback: ${parsed.message}\n`);
      return 2;
    case 'run':
      try {
        return await run(parsed.command);
      } catch (error) {
        // No file's fault: an installation that is not complete, or a defect. Exit status 1 would be taken for a find.
        process.stderr.write(`uncallback: ${error instanceof Error ? error.message : String(error)}\n`);
        return 2;
      }
  }
}

async function run(command: Command): Promise<number> {
  // Loaded here, so that --help and usage errors need not wait for a parser.
  const { runCommand } = await import('./run-command.js');
  return runCommand(command, {
    cwd: process.cwd(),
    jobs: command.jobs ?? availableParallelism(),
    paint: createPaint(process.stdout, process.env),
    print: (text) => process.stdout.write(text),
    printError: (line) => process.stderr.write(`uncallback: ${line}\n`),
  });
}

function readVersion(): string {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

/** Who reads may stop, as `head` does; the work goes on, since files may have to be written. */
function ignoreClosedPipe(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
