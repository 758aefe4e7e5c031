// Installs the packed packages into empty projects with several versions of TypeScript, and prints which copies of TypeScript are there then, and
// whether a TypeScript file is rewritten, by the command line and by jscodeshift: `node typescript-versions/report.js`. Needs the registry.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = fileURLToPath(new URL('../..', import.meta.url));
const names = ['detector', 'project', 'project-files', 'rewriter', 'eslint-plugin', 'codemod'];

/** The version in the project, or null for none, with the number of copies that there may be: with TypeScript 7, whose package has no compiler API, ours is a second one. */
const cases = [
  ['5.4', 1],
  ['5.9', 1],
  ['6.0', 1],
  ['7.0', 2],
  [null, 1],
];

const input = `import * as fs from 'fs';

export function show(path: string): void {
  fs.readFile(path, 'utf8', (err: Error | null, text: string) => {
    if (err) throw err;
    console.log(text as string);
  });
}
`;

/** What rewrites the file `a.ts` of a project. */
const programs = [
  ['uncallback', '--write', 'a.ts'],
  ['jscodeshift', '--no-babel', '--fail-on-error', '--extensions=ts', '--transform=node_modules/uncallback/dist/transform.js', 'a.ts'],
];

/** Spec of the version of jscodeshift that this repository tests with. */
const jscodeshift = `jscodeshift@${JSON.parse(readFileSync(join(packages, 'codemod/package.json'), 'utf8')).devDependencies.jscodeshift}`;

const managers = {
  /** @param {string} project @param {readonly string[]} specs */
  npm: (project, specs) => run('npm', ['install', '--save-dev', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', ...specs], project),
  /** @param {string} project @param {readonly string[]} specs */
  pnpm: (project, specs) => {
    // The packages name each other by versions that no registry has.
    const overrides = specs.filter((spec) => spec.includes('/uncallback-')).map((spec) => `  '${nameOf(spec)}': 'file:${spec}'`);
    writeFileSync(join(project, 'pnpm-workspace.yaml'), `packages: ['.']\n${overrides.length > 0 ? `overrides:\n${overrides.join('\n')}\n` : ''}`);
    run('npx', ['-y', 'pnpm@12', 'add', '--save-dev', '--prefer-offline', '--config.strict-dep-builds=false', '--config.minimum-release-age=0', ...specs], project);
  },
};

const root = mkdtempSync(join(tmpdir(), 'uncallback-typescript-'));
let wrong = 0;
try {
  const tarballs = names.map((name) => join(root, run('npm', ['pack', join(packages, name), '--loglevel=error'], root).trim().split('\n').at(-1) ?? ''));
  console.log('| installed by | TypeScript of the project | all copies | rewrites TypeScript | with jscodeshift |');
  console.log('| :-- | :-- | :-- | :-- | :-- |');
  for (const [manager, install] of Object.entries(managers)) {
    for (const [version, expected] of cases) {
      const project = join(root, `${manager}-${version ?? 'none'}`);
      mkdirSync(project);
      writeFileSync(join(project, 'package.json'), '{ "name": "empty", "version": "1.0.0", "private": true }\n');
      if (version !== null) install(project, [`typescript@~${version}.0`]);
      install(project, [...tarballs, jscodeshift]);
      const copies = findCopies(join(project, 'node_modules')).sort();
      const answers = programs.map((args) => rewrites(project, args));
      if (copies.length !== expected || answers.some((answer) => answer !== 'yes')) wrong += 1;
      console.log(`| ${[manager, version ?? 'none', copies.join(', '), ...answers].join(' | ')} |`);
    }
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
process.exitCode = wrong === 0 ? 0 : 1;

/**
 * Runs a program on a TypeScript file.
 *
 * @param {string} project
 * @param {readonly string[]} args
 * @returns {string} `yes`, or what the program says
 */
function rewrites(project, args) {
  writeFileSync(join(project, 'a.ts'), input);
  const { status, stdout, stderr } = spawnSync('npx', args, { cwd: project, encoding: 'utf8' });
  const isRewritten = status === 0 && stderr === '' && readFileSync(join(project, 'a.ts'), 'utf8').includes('await promisify(fs.readFile)');
  return isRewritten ? 'yes' : `no: ${`${stderr}\n${stdout}`.trim().split('\n')[0]}`;
}

/**
 * Finds the copies of TypeScript below a folder, without following links: `6.0.3 in uncallback/node_modules`.
 *
 * @param {string} folder
 * @returns {string[]}
 */
function findCopies(folder, top = folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [];
    if (entry.name !== 'typescript' || !folder.endsWith('node_modules')) return findCopies(path, top);
    const { version } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
    const place = relative(top, folder).replaceAll('\\', '/');
    return [place === '' || place.startsWith('.pnpm/') ? version : `${version} in ${place}`];
  });
}

/**
 * @param {string} tarball
 * @returns {string} the name of the package
 */
function nameOf(tarball) {
  return JSON.parse(execFileSync('tar', ['-xzOf', tarball, 'package/package.json'], { encoding: 'utf8' })).name;
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} cwd
 */
function run(command, args, cwd) {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
