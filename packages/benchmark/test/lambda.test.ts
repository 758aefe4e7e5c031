import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startTable } from '../lambda/table-server.js';
import { migrate } from '../suites/migrate.js';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The handlers, whether they lose their callback, and the events that they are invoked with. */
const handlers: readonly [file: string, name: string, converted: boolean, ids: readonly string[]][] = [
  ['src/hello.js', 'handler', true, ['1']],
  ['src/orders.js', 'get', true, ['1', '2', 'broken']],
  ['src/orders.js', 'create', true, ['', '1', '2', 'broken']],
  ['src/legacy.js', 'remove', true, ['1', 'broken']],
  ['src/legacy.js', 'count', true, ['', '1', '2', 'broken']],
  ['src/report.js', 'handler', true, ['1', '2', 'broken']],
  ['src/settings.mjs', 'read', true, ['good', 'bad', 'missing']],
  // Each of these says why: other work is pending, a wrapper makes the handler, a path without a call of the callback.
  ['src/audit.js', 'handler', false, ['1', 'broken']],
  ['src/wrapped.js', 'handler', false, ['good', 'missing']],
  ['src/notify.js', 'handler', false, ['', 'good', 'missing']],
];

let folder: string;
let before: Record<string, string>;
let table: Awaited<ReturnType<typeof startTable>>;

function projectOf(name: string): string {
  const project = join(folder, name);
  cpSync(path('../lambda/project'), project, { recursive: true });
  symlinkSync(realpathSync(path('../node_modules')), join(project, 'node_modules'), 'junction');
  writeFileSync(join(project, 'good.json'), '{ "size": 1 }');
  writeFileSync(join(project, 'bad.json'), '{ "size": ');
  return project;
}

/**
 * The answers of all handlers, and the lines that the audit has written.
 *
 * @param most how many of the events each handler gets
 */
async function answersOf(project: string, version: number, most = Infinity): Promise<Record<string, string>> {
  const invocations = handlers.flatMap(([file, name, , ids]) => ids.slice(0, most).map((id) => ({ file, name, id })));
  const answers: Record<string, string> = {};
  const invoke = async ({ file, name, id }: (typeof invocations)[number]): Promise<void> => {
    const args = [path('../lambda/runtime.js'), file, name, JSON.stringify({ id }), String(version)];
    const env = { ...process.env, TABLE_ENDPOINT: table.url, AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE: '1' };
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: project, env, timeout: 30_000 });
    answers[`${file} ${name} ${id}`] = stdout.trim().replaceAll(project, '.');
  };
  const work = async (): Promise<void> => {
    for (let next = invocations.shift(); next; next = invocations.shift()) await invoke(next);
  };
  await Promise.all([work(), work()]);
  const log = join(project, 'audit.log');
  answers['audit.log'] = existsSync(log) ? readFileSync(log, 'utf8').split('\n').sort().join(' ') : '';
  return answers;
}

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'uncallback-lambda-')));
  table = await startTable();
  before = await answersOf(projectOf('before'), 18);
}, 240_000);
afterAll(() => {
  table.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('handlers of AWS Lambda', { timeout: 240_000 }, () => {
  it.each([['--idiomatic'], ['--functions']])('answer as before after the rewrite with %s', async (flag) => {
    // Each answers something, and the audit is written although nobody waits for it.
    expect(Object.values(before).every((answer) => answer !== '')).toBe(true);
    const project = projectOf(`after${flag}`);
    const { failures } = await migrate(project, ['src'], [flag]);
    expect(failures).toEqual([]);
    expect(await answersOf(project, 18)).toEqual(before);
    const on24 = await answersOf(project, 24, 1);
    for (const [file, name, converted, [id]] of handlers) {
      const key = `${file} ${name} ${id}`;
      if (converted) expect(on24[key], key).toBe(before[key]);
      else expect(on24[key], key).toContain('CallbackHandlerDeprecated');
    }
  });

  it('are refused by the runtime for Node 24 before that, but for those that take no callback', async () => {
    const refused = await answersOf(projectOf('callbacks'), 24, 1);
    for (const [file, name, , [id]] of handlers) {
      const answer = refused[`${file} ${name} ${id}`];
      if (file === 'src/legacy.js') expect(answer).not.toContain('CallbackHandlerDeprecated');
      else expect(answer).toContain('CallbackHandlerDeprecated');
    }
  });

  it('say why they keep their callback', async () => {
    const bin = path('../../codemod/bin/uncallback.js');
    const { stdout } = await promisify(execFile)(process.execPath, [bin, '--scan', '--idiomatic', '--json', 'src'], { cwd: projectOf('reasons') });
    const { files } = JSON.parse(stdout) as { files: { path: string; notes?: { code: string; message: string }[] }[] };
    const notes = files.flatMap(({ path: file, notes: all = [] }) => all.filter(({ code }) => code === 'lambda-handler').map(({ message }) => [file, message.split(': ').at(-1)]));
    expect(notes).toEqual([
      ['src/audit.js', expect.stringContaining('it may start other work')],
      ['src/notify.js', expect.stringContaining('not every path')],
      ['src/wrapped.js', expect.stringContaining('a call makes the handler')],
    ]);
  });
});
