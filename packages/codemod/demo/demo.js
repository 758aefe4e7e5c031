// Leads a real package of the callback years, node-static 0.7 from the registry, out of its callbacks: lints it,
// migrates it, and asks it the same questions over HTTP before and after.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ESLint } from 'eslint';
import uncallback from 'eslint-plugin-uncallback';

const require = createRequire(import.meta.url);
const bin = fileURLToPath(new URL('../bin/uncallback.js', import.meta.url));

const installed = dirname(require.resolve('node-static/package.json'));
const project = mkdtempSync(join(tmpdir(), 'uncallback-demo-'));
try {
  for (const name of ['lib', 'package.json']) cpSync(join(installed, name), join(project, name), { recursive: true });
  // Its own dependencies are beside it.
  symlinkSync(dirname(realpathSync(installed)), join(project, 'node_modules'), 'junction');
  await tell();
} finally {
  rmSync(project, { recursive: true, force: true });
}

async function tell() {
  title('node-static 0.7.11, a web server of the callback years, as ESLint sees it');
  const reports = await lint();
  check(reports.length > 0, 'the linter has something to report');
  for (const report of reports) console.log(`  ${report}`);

  const before = askServer();

  title('uncallback lib: what would become of serveDir');
  const preview = run(['lib']);
  check(preview.status === 1, 'the preview finds something to change');
  console.log(cutDiff(preview.stdout, 'fs.stat(htmlIndex').join('\n'));

  title('uncallback --write lib');
  const written = run(['--write', 'lib']);
  check(written.status === 0, 'everything is written');
  console.log(written.stdout.trimEnd().replace(/^/gm, '  '));
  check(/[1-9]\d* rewritten/.test(written.stdout), 'something is rewritten');
  check(run(['--write', 'lib']).stdout.includes('0 changed'), 'a second run changes nothing');

  title('The server before and after');
  const after = askServer();
  console.log(after.replace(/^/gm, '  '));
  check(after === before, 'the migrated server answers as before');
  console.log('  the same answers, byte for byte');

  const remaining = await lint();
  check(remaining.length < reports.length, 'the linter has less to report');
  console.log(`  lint reports: ${reports.length} before, ${remaining.length} after`);

  title('Your own code, to look without changing anything');
  console.log('  node packages/codemod/bin/uncallback.js path/to/your/src');
}

async function lint() {
  const eslint = new ESLint({
    cwd: project,
    overrideConfigFile: true,
    overrideConfig: [{ languageOptions: { sourceType: 'commonjs' } }, uncallback.configs.recommended],
  });
  const results = await eslint.lintFiles(['lib']);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, column, message, ruleId }) => {
      check(ruleId !== null, `${filePath} can be linted: ${message}`);
      return `${filePath.slice(project.length + 1)}:${line}:${column}  ${message}`;
    }),
  );
}

function run(args) {
  const result = spawnSync(process.execPath, [bin, ...args], { cwd: project, encoding: 'utf8' });
  check(result.stderr === '', `there are no errors: ${result.stderr}`);
  return result;
}

/** The part of a diff that changes a call. */
function cutDiff(diff, call) {
  const hunks = diff.split(/^(?=@@ )/m);
  const hunk = hunks.find((each) => each.includes(`-    ${call}`)) ?? '';
  check(hunk !== '', `the diff changes ${call}`);
  return hunk.trimEnd().split('\n');
}

/** What the server says to a few requests, by a process of its own. */
function askServer() {
  const visitor = fileURLToPath(new URL('visit-server.js', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [visitor, project], { encoding: 'utf8' });
  check(status === 0, `the server runs: ${stderr}`);
  return stdout.trimEnd();
}

function title(text) {
  console.log(`\n${text}\n`);
}

function check(holds, expectation) {
  if (!holds) throw new Error(`This does not hold: ${expectation}`);
}
