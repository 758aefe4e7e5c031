import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { realPathOf } from '@uncallback/project-files';
import { watch } from 'chokidar';

import type { Command } from '../command-line/arguments.js';
import { parseGlob } from '../select/globs.js';
import { runCommand } from './run.js';
import { type RunContext, select } from './run-context.js';

/** Editors write a file in several steps: changes are collected for this time, in milliseconds. */
const pause = 100;

const waiting = 'Waiting for changes; Ctrl-C ends.\n';

/**
 * The flag `--watch`: previews or scans all files once, then each file that changes, until Ctrl-C. With `--functions` all files are looked at again,
 * since a change of one may change what becomes of the others.
 *
 * @returns the exit status
 * @throws as `runCommand`
 */
export async function runWatching(command: Command, context: RunContext): Promise<number> {
  const { cwd, signal } = context;
  const roots = command.paths.map((path) => realPathOf(resolve(cwd, parseGlob(path)?.base ?? path)));
  const watcher = watch(roots, { ignoreInitial: true, ignored: (path) => /[\\/](?:node_modules|\.git)(?:[\\/]|$)/.test(path) });
  const changed = new Set<string>();
  watcher.on('all', (_, path) => changed.add(path));
  try {
    await once(watcher, 'ready', { signal });
    await runCommand(command, context);
    say(waiting, command, context);
    for (;;) {
      if (changed.size === 0) await once(watcher, 'all', { signal });
      await setTimeout(pause, null, { signal });
      const paths = new Set(changed);
      changed.clear();
      const { files } = await select(command, context);
      const found = files.filter(({ realPath }) => paths.has(realPath)).map(({ path }) => path);
      if (found.length === 0) continue;
      say(`\n${found.join(', ')} changed\n`, command, context);
      await runCommand(command.functions ? command : { ...command, paths: found, changed: null, shard: null }, context);
      say(waiting, command, context);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    return 0;
  } finally {
    await watcher.close();
  }
}

function say(text: string, { detail }: Command, { print }: RunContext): void {
  if (detail !== 'quiet') print(text);
}
