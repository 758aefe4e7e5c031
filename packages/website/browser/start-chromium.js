import { existsSync } from 'node:fs';

import { chromium } from 'playwright-core';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * Starts the Chromium of the environment variable CHROMIUM, or an installed one.
 *
 * @throws {Error} where there is none
 */
export async function startChromium() {
  const executablePath = process.env['CHROMIUM'] ?? usual.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error(`no Chromium at ${usual.join(', ')}: install it, or set CHROMIUM to its path`);
  if (!existsSync(executablePath)) throw new Error(`no Chromium at ${executablePath}, which CHROMIUM names`);
  // Chromium refuses to run its sandbox as root, as whom containers run.
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
}
