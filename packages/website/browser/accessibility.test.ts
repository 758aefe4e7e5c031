import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openPage } from './open-page.js';
import { settle } from './playground-page.js';
import { startChromium } from './start-chromium.js';

let browser: Browser;

beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser.close());

/** The serious findings of axe in a page: the rule and the elements. */
async function findingsIn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  expect(passes.length).toBeGreaterThan(10);
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return serious.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 200)} ${failureSummary.split('\n')[1] ?? ''}`));
}

describe('axe finds nothing serious', () => {
  test.each([
    ['/', 'light'],
    ['/', 'dark'],
    ['/start.html', 'light'],
    ['/linter/rules/no-unchecked-error.html', 'dark'],
    ['/reference/refusals.html', 'light'],
    ['/architecture.html', 'dark'],
  ] as const)('in %s (%s)', async (path, colorScheme) => {
    const { page, goTo } = await openPage(browser, { colorScheme });
    await goTo(path);
    expect(await findingsIn(page)).toEqual([]);
    await page.context().close();
  });

  test.each([
    [1280, 'dark'],
    [390, 'light'],
  ] as const)('in the playground, %s pixels wide (%s)', async (width, colorScheme) => {
    const { page, goTo } = await openPage(browser, { colorScheme, viewport: { width, height: 844 } });
    await goTo('/playground.html');
    await settle(page);
    for (const tab of [/^Rewritten/, /^Callbacks/, /^Lint/, /^Tree/]) {
      await page.getByRole('tab', { name: tab }).click();
      expect(await findingsIn(page)).toEqual([]);
    }
    await page.getByRole('button', { name: 'Make a fixture' }).click();
    expect(await findingsIn(page)).toEqual([]);
    await page.context().close();
  });
});
