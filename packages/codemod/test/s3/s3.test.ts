import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { S3 } from 'aws-sdk';
import { ESLint } from 'eslint';
import uncallback from 'eslint-plugin-uncallback';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
// Hides the notice about the end of support of aws-sdk 2, so that stderr must be empty.
process.env['AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE'] = '1';
const note = 'remember the milk\n';

interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(file: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [file, ...args], (_err, stdout, stderr) => {
      resolve({ status: child.exitCode ?? -1, stdout, stderr });
    });
  });
}

/** Copies the program to a folder, with a link to the installed packages. @returns the path of the copy */
async function placeProgram(folder: string): Promise<string> {
  await mkdir(folder);
  await cp(here('program.js'), join(folder, 'program.js'));
  await symlink(here('../../node_modules'), join(folder, 'node_modules'), 'junction');
  return join(folder, 'program.js');
}

/** Runs the program with a new S3 server, and collects its output, its files and the objects in the bucket. */
async function observe(program: string, folder: string) {
  const copies = join(folder, 'copies');
  await mkdir(copies, { recursive: true });
  await writeFile(join(folder, 'note.txt'), note);
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: join(folder, 'buckets'),
    configureBuckets: [{ name: 'notes', configs: [] }],
  });
  const { port } = await server.run();
  const endpoint = `http://127.0.0.1:${String(port)}`;
  const s3 = new S3({
    endpoint,
    s3ForcePathStyle: true,
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
    maxRetries: 0,
  });
  const backup = (bucket: string, file: string) =>
    run(program, ['backup', endpoint, bucket, join(folder, file), copies]);
  const restore = (key: string, target: string) => run(program, ['restore', endpoint, 'notes', key, target]);
  try {
    await s3.putObject({ Bucket: 'notes', Key: 'list.txt', Body: 'eggs\n' }).promise();
    const runs = {
      backup: await backup('notes', 'note.txt'),
      restore: await restore('list.txt', copies),
      missingFile: await backup('notes', 'no-such-note.txt'),
      missingBucket: await backup('attic', 'note.txt'),
      missingKey: await restore('no-such-key.txt', copies),
      missingFolder: await restore('list.txt', join(folder, 'no-such-folder')),
    };
    const { Contents: contents = [] } = await s3.listObjectsV2({ Bucket: 'notes' }).promise();
    const objects = await Promise.all(
      contents.map(async ({ Key: key = '' }) => {
        const { Body: body } = await s3.getObject({ Bucket: 'notes', Key: key }).promise();
        return [key, String(body)];
      }),
    );
    const files = await Promise.all(
      (await readdir(copies)).map(async (name) => [name, await readFile(join(copies, name), 'utf8')]),
    );
    return { runs, objects, files };
  } finally {
    await server.close();
  }
}

async function lint(file: string): Promise<string[]> {
  const eslint = new ESLint({
    cwd: join(file, '..'),
    overrideConfigFile: true,
    overrideConfig: [uncallback.configs.recommended as never, { languageOptions: { sourceType: 'commonjs' } }],
  });
  const results = await eslint.lintFiles([file]);
  return results.flatMap(({ messages }) =>
    messages.map(({ line, ruleId, message }) => `${String(line)} ${ruleId ?? ''}: ${message}`),
  );
}

describe('a program that keeps files in S3', () => {
  let folder: string;
  let before: string;
  let after: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'uncallback-s3-'));
    before = await placeProgram(join(folder, 'before'));
    after = await placeProgram(join(folder, 'after'));
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('is linted, migrated, and still does the same', async () => {
    expect(await lint(before)).toEqual([
      '27 uncallback/no-nested-callbacks: 2 callbacks deep: fs.readFile > s3.upload. uncallback can flatten this',
      '30 uncallback/no-nested-callbacks: 3 callbacks deep: fs.readFile > s3.upload > s3.getObject. uncallback can flatten this',
      '34 uncallback/no-nested-callbacks: 4 callbacks deep: fs.readFile > s3.upload > s3.getObject > fs.writeFile. uncallback can flatten this',
      '47 uncallback/no-nested-callbacks: 2 callbacks deep: s3.getObject > fs.writeFile. uncallback can flatten this',
    ]);

    const migration = await run(here('../../bin/uncallback.js'), ['--write', after]);
    expect(migration).toMatchObject({ status: 0, stderr: '' });
    expect(await lint(after)).toEqual([]);

    const expected = await observe(before, join(folder, 'seen-before'));
    expect(expected.runs).toEqual({
      backup: {
        status: 0,
        stdout: 'backing up note.txt\nread 18 bytes of note.txt\nuploaded note.txt to notes\nbackup done: 18 bytes\n',
        stderr: '',
      },
      restore: { status: 0, stdout: 'restore done: 5 bytes\n', stderr: '' },
      missingFile: { status: 1, stdout: 'backing up no-such-note.txt\nbackup failed: ENOENT\n', stderr: '' },
      missingBucket: {
        status: 1,
        stdout: 'backing up note.txt\nread 18 bytes of note.txt\nbackup failed: NoSuchBucket\n',
        stderr: '',
      },
      missingKey: { status: 1, stdout: 'restore failed: NoSuchKey\n', stderr: '' },
      missingFolder: { status: 1, stdout: 'cannot keep list.txt: ENOENT\nrestore failed: ENOENT\n', stderr: '' },
    });
    expect(expected.objects).toEqual([
      ['list.txt', 'eggs\n'],
      ['note.txt', note],
    ]);
    expect(expected.files).toEqual([
      ['list.txt', 'eggs\n'],
      ['note.txt', note],
    ]);

    expect(await observe(after, join(folder, 'seen-after'))).toEqual(expected);
    expect(await readFile(after, 'utf8')).toContain('await promisify(s3.upload).call(s3,');
  });
});
