import type { Page } from 'playwright-core';

/** Waits until all that is shown is about the present state. */
export async function settle(page: Page): Promise<void> {
  await page.locator('.playground[aria-busy="false"] .cm-merge-a').waitFor({ state: 'attached' });
}

/** Reads all text of an editor, as a user does: select all, and copy. */
export async function readEditor(page: Page, label: 'Code' | 'Rewritten code'): Promise<string> {
  await page.getByRole('textbox', { name: label, exact: true }).focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+C');
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Replaces the code by pasting. */
export async function pasteCode(page: Page, text: string): Promise<void> {
  await page.evaluate((content) => navigator.clipboard.writeText(content), text);
  await page.getByRole('textbox', { name: 'Code', exact: true }).focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+V');
  await settle(page);
}

export async function chooseExample(page: Page, name: string): Promise<void> {
  await page.getByLabel('Example').selectOption(name);
  await settle(page);
}
