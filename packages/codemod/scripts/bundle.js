// Bundles the command line program and the transform to a few files, which load much faster than the several hundred of `dist`. The published package has both:
// what other programs import is in `dist`. With `--remove` it removes the bundle again: a checkout has none, which could be an old one.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { importDirectly } from './import-directly.js';

const folder = fileURLToPath(new URL('..', import.meta.url));
const bundle = join(folder, 'bundle');

rmSync(bundle, { recursive: true, force: true });
if (!process.argv.includes('--remove')) {
  const { metafile } = await build({
    metafile: true,
    absWorkingDir: folder,
    entryPoints: { cli: 'dist/cli.js', worker: 'dist/process/worker.js', transform: 'dist/jscodeshift/transform.js' },
    outdir: bundle,
    bundle: true,
    // What only some runs need stays in files of its own.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    minifySyntax: true,
    minifyWhitespace: true,
    minifyIdentifiers: true,
    legalComments: 'linked',
    plugins: [importDirectly],
    // TypeScript is larger than all else, and tinypool and jiti load files of their own. What parses with TypeScript is in the bundle, so that it
    // finds our TypeScript: beside the one of a project, a package manager may put a part of it.
    external: ['typescript', 'tinypool', 'jiti'],
    // Bundled CommonJS modules require those of Node.
    banner: { js: "import { createRequire as createRequireInBundle } from 'node:module';const require = createRequireInBundle(import.meta.url);" },
  });
  writeFileSync(join(bundle, 'LICENSES.txt'), licensesOf(Object.keys(metafile.inputs)));
  // What `--explain` prints of the linter's rules
  const rules = join(folder, '../eslint-plugin/src/rules');
  mkdirSync(join(bundle, 'rules'));
  for (const name of readdirSync(rules).filter((file) => file.endsWith('.md'))) copyFileSync(join(rules, name), join(bundle, 'rules', name));
  // Results of earlier runs are those of the same program.
  const hash = createHash('sha256');
  for (const name of readdirSync(bundle).filter((file) => file.endsWith('.js')).sort()) hash.update(readFileSync(join(bundle, name)));
  writeFileSync(join(bundle, 'fingerprint'), hash.digest('hex'));
}

/** The licences of the packages whose files are in the bundle. */
function licensesOf(inputs) {
  const folders = new Set(inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []));
  const texts = [...folders].map((path) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, path, 'package.json'), 'utf8'));
    const file = readdirSync(join(folder, path)).find((each) => /^licen[cs]e/i.test(each));
    return `${name} ${version}, ${license}\n\n${file ? readFileSync(join(folder, path, file), 'utf8').trim() : ''}\n`;
  });
  return [...new Set(texts)].sort().join(`\n${'-'.repeat(80)}\n\n`);
}
