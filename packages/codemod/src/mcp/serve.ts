import { Console } from 'node:console';
import { realpathSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';

import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

import { createServer } from './create-server.js';

/** What the server takes from its process. */
export interface ServeContext {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: Readable;
  readonly stdout: Writable;
  /** Ends the server. */
  readonly signal: AbortSignal;
}

/**
 * The command `mcp`: a server of the Model Context Protocol for one folder, on stdin and stdout, until stdin ends.
 *
 * @returns the exit status
 */
export async function serve({ folder, env, stdin, stdout, signal }: ServeContext): Promise<number> {
  // Stdout is the protocol's: what a configuration file prints must not get there.
  globalThis.console = new Console(process.stderr);
  const server = createServer({ folder: realpathSync(folder), env, signal });
  const ended = new Promise<void>((resolve) => {
    stdin.once('end', resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await server.connect(new StdioServerTransport(stdin, stdout));
  await ended;
  await server.close();
  return 0;
}
