import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { expect, it, onTestFinished } from 'vitest';

import { nested, refused } from './programs.js';
import { createRepository, git } from './repository.js';
import { bin, runCli } from './run-cli.js';
import { createFolder, read } from './temporary-folder.js';

type Call = (name: string, input?: Record<string, unknown>) => Promise<{ readonly text: string; readonly isError: boolean }>;

/** Starts `uncallback mcp` in a folder. @returns the client, and a function that calls a tool */
async function connect(cwd: string): Promise<{ readonly client: Client; readonly call: Call }> {
  const client = new Client({ name: 'test', version: '1.0.0' });
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [bin, 'mcp'], cwd, stderr: 'ignore' }));
  onTestFinished(() => client.close());
  const call: Call = async (name, input = {}) => {
    const { content, isError } = await client.callTool({ name, arguments: input });
    return { text: (content as readonly { readonly text: string }[]).map(({ text }) => text).join(''), isError: isError === true };
  };
  return { client, call };
}

it('an assistant scans, asks why a callback is refused, previews, writes and restores, as on the command line', async () => {
  const folder = createRepository({ 'src/a.js': nested, 'src/b.js': refused, 'uncallback.config.cjs': "console.log('loaded');\nmodule.exports = {};\n" });
  const { client, call } = await connect(folder);
  expect(client.getInstructions()).toContain('undo');
  expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['scan', 'preview', 'write', 'undo', 'explain']);

  const scanned = JSON.parse((await call('scan', { paths: ['src'] })).text);
  expect(scanned.summary).toMatchObject({ files: 2, sites: 3, rewritten: 2, refused: 1 });
  expect(scanned.files[1]).toEqual({ path: 'src/b.js', callbacks: [{ line: 3, column: 31, api: 'child_process.exec', depth: 1, errorHandling: 'handled', plan: 'refuse', reason: 'result-used' }] });

  expect((await call('explain', { code: 'result-used' })).text).toMatch(/^# `result-used`\n\n.*```js\n.*What to do: /s);
  expect(await call('explain', { code: 'result-use' })).toEqual({ text: 'no reason and no rule is called result-use, did you mean result-used?', isError: true });

  const preview = await call('preview', { paths: ['src/*.js'] });
  expect(preview.isError).toBe(false);
  const withoutBreaks = (text: string): string => text.replace(/\s+/g, ' ');
  expect(withoutBreaks(preview.text)).toBe(withoutBreaks(runCli(['src/*.js'], folder).stdout.replaceAll('loaded\n', '')));
  expect(preview.text).toContain("+  const text = await promisify(fs.readFile)(__filename, 'utf8');\n");
  expect(git(folder, 'status', '--porcelain')).toBe('');

  expect(await call('write', { paths: ['src'] })).toMatchObject({ isError: false, text: expect.stringMatching(/^src\/a\.js\n\n2 files, 1 changed\n/) });
  expect(read(folder, 'src/a.js')).toContain('await ');
  expect(await call('write', { paths: ['src'] })).toMatchObject({ isError: true, text: expect.stringContaining('uncommitted change') });
  expect(await call('undo')).toEqual({ isError: false, text: 'src/a.js\n1 file restored\n' });
  expect(git(folder, 'status', '--porcelain')).toBe('');
  expect(await call('undo')).toMatchObject({ isError: true, text: expect.stringContaining('nothing to undo') });
});

it('paths outside of the folder are refused, and so are inputs that are wrong', async () => {
  const outside = createFolder({ 'a.js': nested });
  const folder = createFolder({ 'a.js': nested, 'package.json': '{}' });
  symlinkSync(outside, join(folder, 'link'));
  writeFileSync(join(folder, '--force'), nested);
  const { call } = await connect(folder);
  for (const path of ['..', outside, 'link', 'link/*.js', 'link/a.js', '*/../../*', `../${outside.split('/').at(-1)}/a.js`]) {
    expect(await call('write', { paths: [path] })).toEqual({ text: `${path} is outside of the project's folder, ${folder}: nothing is read or written there`, isError: true });
  }
  expect(read(outside, 'a.js')).toBe(nested);
  expect(await call('preview', { paths: ['a.js'], only: ['result-use'] })).toMatchObject({ isError: true, text: expect.stringContaining('did you mean result-used?') });
  expect(await call('preview', { paths: [] })).toMatchObject({ isError: true });
  expect((await call('preview', { paths: ['--force'] })).text).toContain('+++ b/--force\n');
});

it('mcp takes neither paths nor flags, and ends with its input', () => {
  const folder = createFolder({});
  expect(runCli(['mcp', 'src'], folder)).toMatchObject({ status: 2, stderr: 'uncallback: mcp takes no paths: it serves the current folder\n' });
  expect(runCli(['mcp'], folder)).toEqual({ status: 0, stdout: '', stderr: '' });
});
