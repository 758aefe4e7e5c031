// Prints how large the playground is, and how long it takes to answer an edit. To be read, not to fail.
//
//   npx -y pnpm@12 site:bench

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

import { startChromium } from '../browser/start-chromium.js';
import { startServer } from '../browser/start-server.js';

const warmUps = 10;
const edits = 101;
const lines = 300;

const { site, close } = await startServer();
const browser = await startChromium();
try {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  /** @type {Promise<{ url: string, size: number }>[]} */
  const loads = [];
  page.on('response', (response) => loads.push(response.body().then((body) => ({ url: response.url(), size: gzipSync(body).length }), () => ({ url: response.url(), size: 0 }))));
  await page.goto(`${site}/playground.html`);
  await page.locator('.playground[aria-busy="false"] .cm-merge-a').waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
  const first = await Promise.all(loads.splice(0));
  const isWorker = (/** @type {{ url: string }} */ { url }) => url.includes('/assets/worker/');
  report('first load of the page', first.filter((load) => !isWorker(load)));
  report('the workers, loaded behind it', first.filter(isWorker));

  await page.evaluate((text) => navigator.clipboard.writeText(text), program());
  await page.getByRole('textbox', { name: 'Code', exact: true }).focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+V');
  await page.keyboard.press('Control+Home');
  await page.locator('.playground[aria-busy="false"]').waitFor();
  for (let i = 0; i < warmUps; i++) await edit(page);
  const times = [];
  for (let i = 0; i < edits; i++) times.push(await edit(page));
  times.sort((a, b) => a - b);
  console.log(`an edit of a file of ${lines} lines is answered in ${Math.round(times[edits >> 1] ?? NaN)} ms (median of ${edits}; 95 % within ${Math.round(times[Math.floor(edits * 0.95)] ?? NaN)} ms)`);
  console.log(`  ${await page.getByRole('status').textContent()}`);

  loads.length = 0;
  await page.getByLabel('Language').selectOption('TypeScript');
  await page.locator('.playground[aria-busy="false"]').waitFor();
  await page.waitForLoadState('networkidle');
  report('for TypeScript, more', await Promise.all(loads));
} finally {
  await browser.close();
  close();
}

/** Prints the size of some files as they are sent, compressed. */
function report(/** @type {string} */ what, /** @type {readonly { url: string, size: number }[]} */ files) {
  // Both workers ask for the files that they share.
  const sizes = new Map(files.map(({ url, size }) => [url, size]));
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  console.log(`${what}: ${(total / 1024).toFixed(0)} KB gzip in ${sizes.size} files`);
}

/** A program of 300 lines: the one for S3 several times, filled up with comments. */
function program() {
  const text = readFileSync(new URL('../../codemod/test/s3/program.js', import.meta.url), 'utf8');
  const copy = ['(function () {', ...text.trimEnd().split('\n'), '})();'];
  const copies = Array.from({ length: Math.floor((lines - 1) / copy.length) }, () => copy).flat();
  const comments = Array.from({ length: lines - copies.length - 1 }, (_, index) => `// ${index}`);
  return `// \n${[...comments, ...copies].join('\n')}`;
}

/** Types a character in the first line, and measures until all results are shown. */
function edit(/** @type {import('playwright-core').Page} */ page) {
  return page.evaluate(async () => {
    const playground = /** @type {HTMLElement} */ (document.querySelector('.playground'));
    const seen = /** @type {string[]} */ ([]);
    const answered = /** @type {Promise<void>} */ (new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        const busy = playground.getAttribute('aria-busy') ?? '';
        seen.push(busy);
        if (busy !== 'false' || !seen.includes('true')) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(playground, { attributes: true, attributeFilter: ['aria-busy'] });
    }));
    const start = performance.now();
    document.execCommand('insertText', false, 'x');
    await answered;
    return performance.now() - start;
  });
}
