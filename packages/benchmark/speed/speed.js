// Prints how fast uncallback is, as a Markdown table: ratios to peers that run in turn with it on the same files. See README.md.
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { measureCache } from './cache.js';
import { measureCodemod } from './codemod.js';
import { measureGrowth } from './growth.js';
import { measureLint } from './lint.js';
import { measureMemory } from './memory.js';
import { measureOxlint } from './oxlint.js';
import { measureParsing } from './parse-limit.js';
import { installProgram } from './program.js';
import { measureStartup } from './startup.js';
import { countLines, readFiles, withCorpora } from './tree.js';

const { values, positionals } = parseArgs({ options: { runs: { type: 'string', default: '5' } }, allowPositionals: true });
const times = Number(values.runs);

await withCorpora(async (folder, scratch) => {
  const files = readFiles(folder);
  const program = installProgram(join(scratch, 'program'));
  const parts = {
    codemod: () => measureCodemod(program, folder, times),
    cache: () => measureCache(program, files, times),
    lint: () => measureLint(folder, times),
    oxlint: () => measureOxlint(folder, times),
    growth: () => measureGrowth(times),
    memory: () => measureMemory(program, files),
    startup: () => measureStartup(program, times),
    parsing: () => measureParsing(files),
  };
  const unknown = positionals.find((name) => !Object.hasOwn(parts, name));
  if (unknown !== undefined) throw new Error(`no part ${unknown}: there are ${Object.keys(parts).join(', ')}`);
  console.log(describe(files));
  console.log('| what | against | ratio | target |\n| :-- | :-- | --: | --: |');
  for (const name of positionals.length > 0 ? positionals : Object.keys(parts)) {
    for (const row of await parts[name]()) console.log(renderRow(row));
  }
});

function describe(files) {
  const { length, 0: cpu } = cpus();
  const lines = countLines(files).toLocaleString('en');
  return `${files.length} files of old packages, ${lines} lines; Node ${process.version}, ${length} cores, ${cpu.model}; median of ${times} runs.\n`;
}

function renderRow({ what, against = '', ratio, target, figure }) {
  const render = (number) => (number < 0.1 ? `${(100 * number).toFixed(1)} %` : number.toFixed(2));
  return `| ${what} | ${against} | ${figure ?? render(ratio)} | ${figure ? '' : render(target)} |`;
}
