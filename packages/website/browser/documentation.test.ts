import { readFileSync } from 'node:fs';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { pages } from '../src/site/pages.js';
import { openPage } from './open-page.js';
import { readEditor, settle } from './playground-page.js';
import { startChromium } from './start-chromium.js';

const paths = pages.map(({ route }) => `/${route.replace(/\.md$/, '.html')}`);

let browser: Browser;

beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser.close());

test('all pages fit a narrow screen, and ask and say nothing that they should not', async () => {
  const { page, problems, goTo } = await openPage(browser, { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  for (const path of paths) {
    await goTo(path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(390);
    expect(await page.locator('h1').count(), path).toBe(1);
  }
  expect(problems).toEqual([]);
  await page.context().close();
});

test('the documentation is read and left without JavaScript', async () => {
  const { page, goTo } = await openPage(browser, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await goTo('/cli/semantics.html');
  expect(await page.locator('h1').textContent()).toContain('What a rewrite keeps');
  expect(await page.getByText('What counts as an error-first callback').last().isVisible()).toBe(true);
  await page.locator('.VPSidebar').getByRole('link', { name: 'Glossary' }).click();
  expect(await page.locator('h1').textContent()).toContain('Glossary');
  await page.context().close();
});

test('diagrams are drawn when the site is built', async () => {
  const { page, goTo } = await openPage(browser, { javaScriptEnabled: false });
  await goTo('/architecture.html');
  const diagrams = page.getByRole('img', { name: /^Diagram: / });
  expect(await diagrams.count()).toBe(2);
  expect(await diagrams.first().getAttribute('aria-label')).toContain('Source to prefilter');
  expect(await diagrams.first().locator('text', { hasText: /^CallbackSite\[\]$/ }).isVisible()).toBe(true);
  await page.context().close();
});

test('the search finds a page and opens it', async () => {
  const { page, problems, goTo } = await openPage(browser);
  await goTo('/start.html');
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('Control+k');
  await page.locator('#localsearch-input').fill('subscribes-late');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/start'));
  expect(await page.locator('main').textContent()).toContain('subscribes-late');
  expect(problems).toEqual([]);
  await page.context().close();
});

test('each code block opens in the playground', async () => {
  const { page, problems, goTo } = await openPage(browser);
  for (const path of paths) {
    const html = readFileSync(new URL(`../dist${path}`, import.meta.url), 'utf8');
    const blocks = html.match(/<div class="language-(?:js|ts|jsx|tsx) /g) ?? [];
    expect(html.match(/class="open-in-playground"/g) ?? [], path).toHaveLength(blocks.length);
  }
  await goTo('/linter/rules/no-nested-callbacks.html');
  const code = await page.locator('.language-js code').first().innerText();
  await page.getByRole('link', { name: 'Open this code in the playground' }).first().click();
  await settle(page);
  expect((await readEditor(page, 'Code')).trimEnd()).toBe(code.trimEnd());
  expect(problems).toEqual([]);
  await page.context().close();
});

test('the front page shows its example before and after, and opens both files', async () => {
  const { page, problems, goTo } = await openPage(browser);
  await goTo('/');
  const shown = await page.locator('.before-after figure').allInnerTexts();
  expect(shown).toHaveLength(4);
  expect(shown[0]).toContain('server.js, before');
  expect(shown[1]).toMatch(/server\.js, after[^]*async function total\(path\)/);
  expect(shown[3]).toMatch(/store\.js, after[^]*async/);
  await page.getByRole('link', { name: 'Open both files in the playground' }).click();
  await settle(page);
  expect(await page.getByRole('group', { name: 'Files' }).getByRole('button').allTextContents()).toEqual(['server.js', 'store.js', '+', 'Remove']);
  expect(problems).toEqual([]);
  await page.context().close();
});
