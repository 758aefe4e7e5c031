#!/usr/bin/env node
import { existsSync } from 'node:fs';
import module from 'node:module';

// The code of the program is compiled once, and not at each start, from Node 22 on.
module.enableCompileCache?.();

// A checkout runs what the compiler has written, the published package its bundle.
const isCheckout = existsSync(new URL('../src', import.meta.url));
const cli = new URL(isCheckout ? '../dist/cli.js' : '../bundle/cli.js', import.meta.url);
if (existsSync(cli)) {
  const { main } = await import(cli.href);
  process.exitCode = await main(process.argv.slice(2));
} else {
  process.stderr.write('uncallback: not built yet, run `pnpm build` first\n');
  process.exitCode = 2;
}
