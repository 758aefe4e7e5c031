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

const { values, positionals } = parseArgs({ options: { runs: { type: 'string', default: '5' }, minutes: { type: 'string', default: '9' } }, allowPositionals: true });
const [times, seconds] = [Number(values.runs), 60 * Number(values.minutes)];

await withCorpora(async ({ old, modern }, scratch) => {
  const files = readFiles(old);
  const program = installProgram(join(scratch, 'program'));
  // Each part has a share of the time; what is measured once, such as memory, takes as long as it takes.
  const parts = {
    codemod: { share: 0.25, measure: (limit) => measureCodemod(program, old, limit) },
    cache: { share: 0.1, measure: (limit) => measureCache(program, files, limit) },
    lint: { share: 0.3, measure: (limit) => measureLint({ old, modern }, limit) },
    oxlint: { share: 0.05, measure: (limit) => measureOxlint(old, limit) },
    growth: { share: 0.15, measure: (limit) => measureGrowth(program, limit) },
    memory: { share: 0.1, measure: () => measureMemory(program, files) },
    startup: { share: 0.04, measure: (limit) => measureStartup(program, limit) },
    parsing: { share: 0.01, measure: () => measureParsing(files) },
  };
  const unknown = positionals.find((name) => !Object.hasOwn(parts, name));
  if (unknown !== undefined) throw new Error(`no part ${unknown}: there are ${Object.keys(parts).join(', ')}`);
  const start = performance.now();
  console.log(describe(files, readFiles(modern)));
  console.log('| what | against | ratio | aim | met |\n| :-- | :-- | --: | --: | :-- |');
  for (const name of positionals.length > 0 ? positionals : Object.keys(parts)) {
    const { share, measure } = parts[name];
    for (const row of await measure({ times, seconds: share * seconds })) console.log(renderRow(row));
  }
  console.log(`\n${((performance.now() - start) / 60_000).toFixed(1)} minutes`);
});

function describe(old, modern) {
  const { length, 0: cpu } = cpus();
  const count = (files) => `${files.length.toLocaleString('en')} files, ${countLines(files).toLocaleString('en')} lines`;
  return `Old packages: ${count(old)}; packages of today: ${count(modern)}. Node ${process.version}, ${length} cores, ${cpu.model}; median of up to ${times} runs.\n`;
}

function renderRow({ what, against = '', ratio, target, figure }) {
  const render = (number) => (number < 0.1 ? `${(100 * number).toFixed(1)} %` : number.toFixed(2));
  return `| ${what} | ${against} | ${figure ?? render(ratio)} | ${figure ? '' : render(target)} | ${figure ? '' : ratio <= target ? 'yes' : 'no'} |`;
}
