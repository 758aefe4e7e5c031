import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';

import { undoLastRun } from '../commands/undo.js';
import { explain } from '../explain/explain.js';
import type { JsonDocument } from '../output/json-document.js';
import { readVersion } from '../version.js';
import { confine } from './confine.js';
import { type ToolContext, type ToolRun, runArguments } from './run-arguments.js';

const instructions = `uncallback rewrites Node-style callbacks to await, and keeps what the program does. Call preview before write. What it refuses has a \
reason: ask explain for it, and do not rewrite such a callback by hand without dealing with the reason. undo restores the last write.`;

/** How many callbacks a scan lists, and how much of the start and the end of a text is returned, in characters. */
const most = { callbacks: 300, start: 60_000, end: 8000 };

const selection = {
  paths: z.array(z.string().min(1)).min(1).describe("files, folders or globs in the project's folder: ['src']"),
  idiomatic: z.boolean().optional().describe('plainer output, with four small documented changes of behaviour'),
  functions: z.boolean().optional().describe('functions that take a callback become async, with all their callers in all files of the run'),
  only: z.array(z.string()).optional().describe('only functions with a callback that matches a refusal code, a rule of the linter or an API: fs.readFile. Not with functions'),
};

type Selection = z.infer<z.ZodObject<typeof selection>>;

/**
 * Creates the server of the Model Context Protocol, with the tools `scan`, `preview`, `write`, `undo` and `explain`. They do what the command line does.
 *
 * @param context paths outside of its folder are refused
 */
export function createServer(context: ToolContext): McpServer {
  const server = new McpServer({ name: 'uncallback', version: readVersion() }, { instructions });
  const run = async (flags: readonly string[], input: Selection, signal: AbortSignal): Promise<ToolRun> => {
    const { idiomatic, functions, only = [] } = input;
    const chosen = [...(idiomatic ? ['--idiomatic'] : []), ...(functions ? ['--functions'] : []), ...only.map((selector) => `--only=${selector}`)];
    const paths = confine(input.paths, context.folder);
    return runArguments([...flags, ...chosen, '--', ...paths], { ...context, signal: AbortSignal.any([context.signal, signal]) });
  };

  server.registerTool(
    'scan',
    { description: 'Lists the error-first callbacks of files: whether their errors are handled, and whether each can be rewritten or why not. Changes nothing.', inputSchema: selection, annotations: { readOnlyHint: true } },
    async (input, { signal }) => {
      const { stdout, stderr } = await run(['--scan', '--json'], input, signal);
      return stdout === '' ? failed(stderr) : say(JSON.stringify(shorten(JSON.parse(stdout) as JsonDocument), null, 1));
    },
  );
  server.registerTool(
    'preview',
    { description: 'Shows what write would change, as a unified diff, with what is refused and why. Changes nothing.', inputSchema: selection, annotations: { readOnlyHint: true } },
    async (input, { signal }) => resultOf(await run([], input, signal)),
  );
  server.registerTool(
    'write',
    {
      description: 'Rewrites files in place. undo restores them. Refuses a git tree with uncommitted changes, unless force is set.',
      inputSchema: { ...selection, force: z.boolean().optional().describe('write over uncommitted changes') },
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true },
    },
    async ({ force, ...input }, { signal }) => resultOf(await run(['--write', ...(force ? ['--force'] : [])], input, signal)),
  );
  server.registerTool(
    'undo',
    {
      description: 'Restores the files that the last write in this folder has changed. A file that was changed since is left as it is, unless force is set.',
      inputSchema: { force: z.boolean().optional().describe('restore files over later changes') },
      annotations: { readOnlyHint: false, destructiveHint: true },
    },
    async ({ force = false }) => {
      let [stdout, stderr] = ['', ''];
      const print = (text: string): void => void (stdout += text);
      const printError = (line: string): void => void (stderr += `${line}\n`);
      const status = await undoLastRun({ force, quiet: false }, { cwd: context.folder, env: context.env, print, printError });
      return resultOf({ status, stdout, stderr });
    },
  );
  server.registerTool(
    'explain',
    { description: 'Explains why a callback or a function is refused, or a rule of the linter: what it means, an example, what to do.', inputSchema: { code: z.string().describe('a code such as result-used, or a rule such as no-unchecked-error') }, annotations: { readOnlyHint: true } },
    ({ code }) => {
      const explanation = explain(code);
      return explanation.found ? say(explanation.text) : failed(explanation.message);
    },
  );
  return server;
}

function resultOf({ status, stdout, stderr }: ToolRun): CallToolResult {
  return { ...say(`${stderr}${stdout}`), isError: status === 2 };
}

function say(text: string): CallToolResult {
  const hidden = text.length - most.start - most.end;
  return { content: [{ type: 'text', text: hidden <= 0 ? text : `${text.slice(0, most.start)}\n[${hidden} characters are left out: ask for fewer paths]\n${text.slice(-most.end)}` }] };
}

function failed(message: string): CallToolResult {
  return { ...say(message), isError: true };
}

/** The part of a document that says what can be rewritten. */
function shorten({ summary, files }: JsonDocument): object {
  let left = most.callbacks;
  const shown = files.flatMap(({ path, message, sites, functions }) => {
    const own = sites.filter(({ kind }) => kind === 'error-first');
    const listed = own.slice(0, left);
    left -= listed.length;
    const callbacks = listed.map(({ line, column, api, depth, errorHandling, plan, reason }) => ({ line, column, api, depth, errorHandling, plan, reason }));
    return own.length === 0 && message === null && !functions?.length ? [] : [{ path, ...(message !== null && { message }), callbacks, ...(functions && { functions }), ...(own.length > listed.length && { notListed: own.length - listed.length }) }];
  });
  return { summary, files: shown };
}
