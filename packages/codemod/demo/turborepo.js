// Makes a workspace of packages as docs/monorepo.md has it (20, or as many as the argument says), lints and migrates it by
// package with Turborepo, and shows that a second run replays the first.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const here = fileURLToPath(new URL('..', import.meta.url));
const page = readFileSync(join(here, 'docs/monorepo.md'), 'utf8');
const count = Number(process.argv[2] ?? 20);
const names = Array.from({ length: count }, (_, index) => `package-${String(index + 1).padStart(2, '0')}`);

const source = (name) => `const fs = require('fs');

module.exports = function copy(from) {
  fs.readFile(from, 'utf8', (err, text) => {
    if (err) throw err;
    fs.writeFile('${name}.copy', text, (err) => {
      if (err) throw err;
      console.log('${name}');
    });
  });
};
`;

const workspace = realpathSync(mkdtempSync(join(tmpdir(), 'uncallback-turborepo-')));
try {
  create();
  tell();
} finally {
  rmSync(workspace, { recursive: true, force: true });
}

function create() {
  write('package.json', JSON.stringify({ private: true, packageManager: 'npm@10.0.0', workspaces: ['packages/*'] }));
  write('package-lock.json', JSON.stringify({ lockfileVersion: 3, packages: {} }));
  write('turbo.json', readBlock('json turbo.json'));
  write('.gitignore', 'node_modules\n.turbo\n');
  write('eslint.config.mjs', "import uncallback from 'eslint-plugin-uncallback';\nexport default [uncallback.configs.recommended];\n");
  for (const name of names) {
    const manifest = { name, version: '1.0.0', scripts: JSON.parse(readBlock('json scripts')) };
    write(`packages/${name}/package.json`, JSON.stringify(manifest));
    write(`packages/${name}/index.js`, source(name));
  }
  mkdirSync(join(workspace, 'node_modules/.bin'), { recursive: true });
  for (const name of ['uncallback', 'eslint', 'eslint-plugin-uncallback']) {
    const folder = name === 'uncallback' ? here : dirname(require.resolve(`${name}/package.json`));
    symlinkSync(folder, join(workspace, 'node_modules', name), 'junction');
    if (name !== 'eslint-plugin-uncallback') symlinkSync(`../${name}/bin/${name}.js`, join(workspace, 'node_modules/.bin', name));
  }
  git('init', '--quiet');
  git('add', '--all');
  git('-c', 'user.name=demo', '-c', 'user.email=demo@example.org', 'commit', '--quiet', '--message', 'before');
}

function tell() {
  title(`${count} packages, linted`);
  show(turbo('lint'), 0);
  title('linted again: each report is replayed');
  show(turbo('lint'), count);

  title('one package migrated');
  const first = names[0] ?? '';
  show(turbo('uncallback', `--filter=${first}`), 0, 1);
  check(read(first).includes('await ') && !read(names[1] ?? '').includes('await '), 'just that package is rewritten');

  title('all migrated');
  const migrated = turbo('uncallback');
  check(names.every((name) => read(name).includes('await ')), 'each package is rewritten');
  console.log(migrated.summary);
  const texts = names.map(read);

  title('the sources put back, and migrated again: the files come out of the cache');
  git('checkout', '--quiet', '.');
  check(!read(first).includes('await '), 'the sources are as before');
  show(turbo('uncallback'), count);
  check(names.every((name, index) => read(name) === texts[index]), 'the replay writes what the first run wrote');

  title('linted after the migration');
  const { output, summary } = turbo('lint');
  check(!output.includes('no-nested-callbacks'), 'no callback is nested any more');
  console.log(summary);
}

function turbo(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [require.resolve('turbo/bin/turbo'), 'run', ...args], {
    cwd: workspace,
    encoding: 'utf8',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1', FORCE_COLOR: '0', CI: '1' },
  });
  check(status === 0, `turbo run ${args.join(' ')} succeeds: ${stderr}${stdout}`);
  const summary = stdout.split('\n').filter((line) => /^\s*(?:Tasks|Cached|Time):/.test(line)).join('\n');
  return { output: stdout, summary, cached: Number(/Cached:\s+(\d+) cached/.exec(stdout)?.[1]) };
}

function show({ summary, cached }, expected) {
  console.log(summary);
  check(cached === expected, `${expected} come out of the cache`);
}

function git(...args) {
  const { status, stderr } = spawnSync('git', args, { cwd: workspace, encoding: 'utf8' });
  check(status === 0, `git ${args[0]}: ${stderr}`);
}

function write(path, text) {
  mkdirSync(dirname(join(workspace, path)), { recursive: true });
  writeFileSync(join(workspace, path), text);
}

function read(name) {
  return readFileSync(join(workspace, 'packages', name, 'index.js'), 'utf8');
}

function readBlock(info) {
  return new RegExp(`^\`\`\`${info.replace('.', '\\.')}\\n(.*?)^\`\`\`$`, 'ms').exec(page)?.[1] ?? '';
}

function title(text) {
  console.log(`\n== ${text}`);
}

function check(holds, what) {
  if (!holds) throw new Error(`not so: ${what}`);
}
