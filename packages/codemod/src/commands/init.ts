import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { findProject } from '../init/find-project.js';
import { type Snippet, makeCi, makeConfig, makeEslint } from '../init/snippets.js';

/** What `init` takes from its process. */
export interface InitContext {
  readonly cwd: string;
  readonly print: (text: string) => void;
}

/**
 * The command `init`: writes a configuration for the project in the current folder, unless there is one, and shows what to add for the linter and
 * for CI. No file that exists is changed.
 *
 * @returns the exit status
 * @throws where the file cannot be written, or `package.json` cannot be read
 */
export function runInit({ cwd, print }: InitContext): number {
  const project = findProject(cwd);
  const config = makeConfig(project);
  if (project.config === null) {
    writeFileSync(join(cwd, config.file), config.text, { flag: 'wx' });
    print(`${config.file} is written.\n`);
  } else {
    print(`${project.config} is there already, and left as it is. This would have been ${config.file}:\n\n${indent(config)}\n`);
  }
  const { words, snippet } = makeEslint(project, project.config ?? config.file);
  print(`\n${words}${snippet ? `:\n\n${indent(snippet)}` : '\n'}`);
  const ci = makeCi(project);
  if (ci) print(`\nFor CI, in ${existsSync(join(project.root, ci.file)) ? 'your' : 'a new'} ${ci.file}:\n\n${indent(ci)}`);
  print(`\nNext: npx uncallback ${project.sources}\n`);
  return 0;
}

function indent({ text }: Snippet): string {
  return text.replace(/^(?=.)/gm, '    ');
}
