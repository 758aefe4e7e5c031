import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import { toFileError } from '../file-error.js';
import { createTextFile } from '../text-file.js';

/**
 * Runs a function, and writes what it prints to a file, as a whole, when it has ended. If it fails, the file stays as it was.
 *
 * @param path the file, which may not exist yet; its folder must
 * @returns the exit status of `run`; 2 if the file cannot be written, without a run where that is known before
 * @throws what `run` throws
 */
export async function collectOutput(
  path: string,
  { cwd, printError }: { readonly cwd: string; readonly printError: (line: string) => void },
  run: (print: (text: string) => void) => Promise<number>,
): Promise<number> {
  const target = resolve(cwd, path);
  const fail = (error: unknown): number => {
    printError(`--output ${path}: ${toFileError(error).message}`);
    return 2;
  };
  try {
    // Before the run: it may rewrite files.
    if (existsSync(target) && !statSync(target).isFile()) throw new Error('not a file');
    accessSync(dirname(target), constants.W_OK);
  } catch (error) {
    return fail(error);
  }
  const texts: string[] = [];
  const status = await run((text) => texts.push(text));
  // The run was ended by a signal, or an error of the arguments: there is no output, or it is not whole.
  if (status > 2 || (status === 2 && texts.length === 0)) return status;
  try {
    createTextFile(target, texts.join(''));
    return status;
  } catch (error) {
    return fail(error);
  }
}
