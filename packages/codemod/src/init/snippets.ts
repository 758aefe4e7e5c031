import { readFileSync } from 'node:fs';

import { packageFolder } from '../package-folder.js';
import type { FoundProject } from './find-project.js';

/** A text with the file that it is for. */
export interface Snippet {
  readonly file: string;
  readonly text: string;
}

/** The configuration file for a project. */
export function makeConfig({ usesTypes, foreign }: FoundProject): Snippet {
  const ignore = `[${foreign.map((name) => `'${name}'`).join(', ')}]`;
  const body = `{
  // Plainer output, with four small, documented changes of behaviour
  idiomatic: false,
  // Error-first functions that are not known, by module: { 'my-db': ['query', 'Client.find'] }
  catalog: {},
  // Files to leave out, in the syntax of a .gitignore
  ignore: ${ignore},
}`;
  if (usesTypes) return { file: 'uncallback.config.ts', text: `import { defineConfig } from 'uncallback';\n\nexport default defineConfig(${body});\n` };
  return { file: 'uncallback.config.mjs', text: `/** @type {import('uncallback').Config} */\nexport default ${body};\n` };
}

/** What to do for ESLint. */
export function makeEslint({ eslint, packageManager }: FoundProject, configFile: string): { readonly words: string; readonly snippet: Snippet | null } {
  const add = `${packageManager} ${packageManager === 'npm' ? 'install' : 'add'} -D eslint-plugin-uncallback`;
  if (eslint?.form === 'old') return { words: `The rules need ESLint 9 or 10 with eslint.config.js; here is ${eslint.file}.`, snippet: null };
  const isModule = eslint?.form !== 'commonjs';
  // The settings can be shared where ESLint's configuration can import them.
  const isShared = isModule && /\.(?:js|mjs)$/.test(configFile);
  const settings = isShared ? ', { settings: { uncallback: settings } }' : '';
  const imports = isModule
    ? `import uncallback from 'eslint-plugin-uncallback';\n${isShared ? `import settings from './${configFile}';\n` : ''}`
    : "const uncallback = require('eslint-plugin-uncallback');\n";
  const config = `[\n  uncallback.configs.recommended${settings.replace(', ', ',\n  ')},\n]`;
  const text = `${imports}\n${isModule ? 'export default' : 'module.exports ='} ${config};\n`;
  return { words: `For the linter, \`${add}\`, and in ${eslint === null ? 'a new' : 'your'} ${eslint?.file ?? 'eslint.config.mjs'}`, snippet: { file: eslint?.file ?? 'eslint.config.mjs', text } };
}

/** How CI installs what the lock file says. */
const installs = { npm: 'npm ci', pnpm: 'npx -y pnpm install --frozen-lockfile', yarn: 'corepack yarn install --immutable', bun: 'npx -y bun install --frozen-lockfile' };
const ciFiles = { github: '.github/workflows/callbacks.yml', gitlab: '.gitlab-ci.yml' };
const ciHeadings = { github: 'GitHub Actions', gitlab: 'GitLab' };

/**
 * The recipe of docs/ci.md for the project's CI, with its own folder and package manager.
 *
 * @throws where the page is missing in the installed package
 */
export function makeCi({ ci, sources, packageManager }: FoundProject): Snippet | null {
  if (ci === null) return null;
  const page = readFileSync(new URL('docs/ci.md', packageFolder), 'utf8');
  const section = page.split(/^## /m).find((each) => each.startsWith(`${ciHeadings[ci]}\n`)) ?? '';
  const text = /```yaml\n(.*?)```/s.exec(section)?.[1] ?? '';
  const own = text.replaceAll(/(npx uncallback .*) src\b/g, `$1 ${sources}`).replace('npm ci', installs[packageManager]);
  return { file: ciFiles[ci], text: packageManager === 'npm' ? own : own.replace(/^ +cache: npm\n/m, '') };
}
