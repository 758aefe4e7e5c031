import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import uncallback from 'eslint-plugin-uncallback';

import { peerRules } from './lint.js';
import { median, runInTurn } from './run-process.js';

const bin = fileURLToPath(new URL('../node_modules/oxlint/bin/oxlint', import.meta.url));
const { resolve } = createRequire(import.meta.url);

/** Measures our rules in oxlint against the peer rules that are in plugins. The time of an idle plugin is subtracted from both. */
export async function measureOxlint(folder, limit) {
  const configs = mkdtempSync(join(tmpdir(), 'uncallback-oxlint-'));
  try {
    const command = (name, plugins, rules) => {
      const config = join(configs, `${name}.json`);
      writeFileSync(config, JSON.stringify({ categories: { correctness: 'off' }, jsPlugins: plugins, rules }));
      return [bin, '-c', config, '--silent', '--threads=1', '.'];
    };
    const idle = join(configs, 'idle.mjs');
    writeFileSync(idle, "export default { meta: { name: 'idle' }, rules: { idle: { create: () => ({ Program() {} }) } } };\n");
    const names = Object.keys(peerRules).filter((name) => name.includes('/'));
    // In oxlint the names `n` and `promise` are its native versions of these plugins, so the JavaScript plugins get other names.
    const peers = Object.fromEntries(names.map((name) => [`js-${name}`, 'error']));
    const [none, ours, theirs] = await runInTurn(
      [
        command('idle', [idle], { 'idle/idle': 'error' }),
        command('ours', [fileURLToPath(import.meta.resolve('eslint-plugin-uncallback'))], uncallback.configs.strict.rules),
        command(
          'peers',
          ['eslint-plugin-n', 'eslint-plugin-promise'].map((name, i) => ({ name: ['js-n', 'js-promise'][i], specifier: resolve(name) })),
          peers,
        ),
      ],
      limit,
      folder,
    );
    return [
      {
        what: 'all our rules in oxlint, CPU time beyond an idle plugin',
        against: `the sum of ${names.map((name) => `\`${name}\``).join(', ')}`,
        ratio: median(ours.map(({ cpu }, i) => (cpu - none[i].cpu) / (theirs[i].cpu - none[i].cpu))),
        target: 1.5,
      },
    ];
  } finally {
    rmSync(configs, { recursive: true, force: true });
  }
}
