import { readFileSync } from 'node:fs';

import { strFromU8, unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { frontPageFiles } from '../src/site/front-page-example.js';
import { rewriteFiles } from '../src/worker/rewrite-files.js';
import { type OpenPage, openPage } from './open-page.js';
import { chooseExample, pasteCode, readEditor, settle } from './playground-page.js';
import { startChromium } from './start-chromium.js';

const s3 = readFileSync(new URL('../../codemod/test/s3/program.js', import.meta.url), 'utf8');

let browser: Browser;
let opened: OpenPage;

beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser.close());

beforeEach(async () => {
  opened = await openPage(browser);
  await opened.goTo('/playground.html');
  await settle(opened.page);
});
afterEach(async () => {
  expect(opened.problems).toEqual([]);
  await opened.page.context().close();
});

/** What Node rewrites a program to. */
async function rewritten(path: string, text: string): Promise<string> {
  const [file] = await rewriteFiles({ files: [{ path, text }], tier: 'exact', promisify: 'inline' });
  return file!.text;
}

test('a program is pasted, rewritten, shared by a link, and opened again', async () => {
  const { page } = opened;
  await pasteCode(page, s3);
  const output = await rewritten('routes.js', s3);
  expect(output).toContain('await promisify(s3.getObject)');
  expect(await readEditor(page, 'Rewritten code')).toBe(output);
  await page.getByRole('button', { name: 'Copy link' }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(page.url());

  const other = await openPage(browser);
  await other.page.goto(link);
  await settle(other.page);
  expect(await readEditor(other.page, 'Code')).toBe(s3);
  expect(await readEditor(other.page, 'Rewritten code')).toBe(output);
  expect(other.problems).toEqual([]);
  await other.page.context().close();
});

test('each example loads, and each refusal is shown with its reason', async () => {
  const { page } = opened;
  const names = await page.getByLabel('Example').locator('option:not([disabled])').evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  expect(names.length).toBeGreaterThan(35);
  await page.getByRole('tab', { name: /^Callbacks/ }).click();
  for (const name of names) {
    await chooseExample(page, name);
    expect(await page.getByRole('status').textContent(), name).toMatch(/^\d+ error-first callbacks?, /);
    if (!name.startsWith('Refused: ')) continue;
    expect(await page.getByRole('tabpanel').locator('li > p > code').allTextContents(), name).toContain(name.slice('Refused: '.length));
  }
});

test('a click on a callback goes to its place', async () => {
  const { page } = opened;
  await page.getByRole('tab', { name: /^Callbacks/ }).click();
  await page.getByRole('button', { name: 'line 6:35' }).click();
  expect(await page.locator('.cm-merge-a .cm-activeLine').textContent()).toContain('fs.readFile');
  expect(await page.evaluate(() => getSelection()?.toString())).toContain('function (err, text) {');
});

test('a suggestion of the linter is applied, and undone', async () => {
  const { page } = opened;
  const before = await readEditor(page, 'Code');
  await page.getByRole('tab', { name: 'Lint (3)' }).click();
  await page.getByRole('button', { name: 'Rewrite the callback of `app.get` with `await`' }).first().click();
  await page.getByRole('tab', { name: 'Lint (0)' }).waitFor();
  expect(await readEditor(page, 'Code')).toBe(await rewritten('routes.js', before));
  await page.keyboard.press('Control+Z');
  await page.getByRole('tab', { name: 'Lint (3)' }).waitFor();
  expect(await readEditor(page, 'Code')).toBe(before);
});

test('a rule is switched off', async () => {
  const { page } = opened;
  await page.getByText('Rules', { exact: true }).click();
  await page.getByRole('checkbox', { name: 'prefer-await' }).uncheck();
  await page.getByRole('tab', { name: 'Lint (1)' }).waitFor();
});

test('tier and style of promisify change the rewrite', async () => {
  const { page } = opened;
  await page.getByLabel('Promisify').selectOption('hoisted');
  await settle(page);
  expect(await readEditor(page, 'Rewritten code')).toContain('const readFile = promisify(fs.readFile);');
  await pasteCode(page, 'function f(p, cb) { fs.readFile(p, function (err, x) { if (err) return cb(err); cb(null, x + 1); }); }\nf("a", g);\n');
  await page.getByLabel('Rewrite', { exact: true }).selectOption('whole functions');
  await settle(page);
  expect(await readEditor(page, 'Rewritten code')).toContain('async function f(p) {');
});

test('TypeScript is chosen, and its parser loaded', async () => {
  const { page } = opened;
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.getByLabel('Language').selectOption('TypeScript');
  await settle(page);
  await pasteCode(page, "import fs from 'fs';\nexport function load(path: string): void {\n  fs.readFile(path, 'utf8', (err: Error | null, text: string) => {\n    if (err) throw err;\n    console.log(text as string);\n  });\n}\n");
  expect(await page.getByLabel('Name').inputValue()).toBe('routes.ts');
  expect(await readEditor(page, 'Rewritten code')).toContain("await promisify(fs.readFile)(path, 'utf8')");
  expect(await page.getByRole('status').textContent()).toBe('1 error-first callback, 1 rewritten; 1 lint report');
  expect(requests.filter((url) => url.includes('/assets/worker/'))).not.toEqual([]);
});

test('files know the functions of each other', async () => {
  const { page } = opened;
  await chooseExample(page, 'Programs: whole functions over two files');
  const files = frontPageFiles();
  const results = await rewriteFiles({ files: [...files], tier: 'functions', promisify: 'native' });
  for (const [index, { path }] of files.entries()) {
    await page.getByRole('button', { name: path, exact: true }).click();
    await settle(page);
    expect(await readEditor(page, 'Rewritten code')).toBe(results[index]!.text);
  }
  await page.getByRole('tab', { name: /^Callbacks/ }).click();
  expect(await page.getByRole('tabpanel').textContent()).toContain('loses its callback');
});

test('a file is added, named and removed', async () => {
  const { page } = opened;
  await page.getByRole('button', { name: 'Add a file' }).click();
  await page.getByLabel('Name').fill('routes.js');
  await page.keyboard.press('Enter');
  expect(await page.getByRole('status').textContent()).toContain('There is a file routes.js already');
  await page.getByLabel('Name').fill('other.mjs');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'other.mjs', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Remove' }).click();
  expect(await page.getByRole('group', { name: 'Files' }).getByRole('button').allTextContents()).toEqual(['routes.js', '+']);
});

test('code that does not parse is an error with a place, and is mended', async () => {
  const { page } = opened;
  await pasteCode(page, 'const = 1;\n');
  expect(await page.getByRole('status').textContent()).toMatch(/^routes\.js: .*\(1:\d+\)$/);
  await pasteCode(page, 'const a = 1;\n');
  expect(await page.getByRole('status').textContent()).toBe('0 error-first callbacks, 0 rewritten; 0 lint reports');
});

test('the tree shows the nodes around the cursor', async () => {
  const { page } = opened;
  await page.getByRole('tab', { name: 'Tree' }).click();
  await page.locator('.cm-merge-a .cm-line', { hasText: 'status(500)' }).click();
  await page.getByRole('button', { name: /callee: MemberExpression/ }).first().waitFor();
  expect(await page.getByRole('tabpanel').locator('li').first().textContent()).toContain('Program');
});

test('a broken link says so', async () => {
  await opened.goTo('/?x');
  await opened.goTo('/playground.html#state=abc');
  await settle(opened.page);
  expect(await opened.page.getByRole('status').textContent()).toBe('the link cannot be read: it is not complete');
});

test('a fixture is made', async () => {
  const { page } = opened;
  const input = await readEditor(page, 'Code');
  await page.getByLabel('Rewrite', { exact: true }).selectOption('idiomatic');
  await settle(page);
  const { count, read } = await makeFixture(page, 'error', 'catch-two-errors');
  expect(count).toBe(4);
  expect(read('input.js')).toBe(input);
  expect(read('output.js')).toContain('await promisify(db.find)');
  expect(JSON.parse(read('options.json'))).toEqual({ idiomatic: true });
  expect(JSON.parse(read('report.json'))).toEqual({ why: 'It is right.', sites: [] });
});

test('a fixture of one of two files has what becomes of it alone', async () => {
  const { page } = opened;
  await chooseExample(page, 'Programs: whole functions over two files');
  const [file] = frontPageFiles();
  await page.getByRole('button', { name: file!.path, exact: true }).click();
  await settle(page);
  const { read } = await makeFixture(page, 'whole-function', 'alone');
  const [alone] = await rewriteFiles({ files: [file!], tier: 'functions', promisify: 'native' });
  expect(read('output.js')).toBe(alone!.text);
  expect(await readEditor(page, 'Rewritten code')).not.toBe(alone!.text);
});

/** Fills the dialog in and unpacks what is downloaded. */
async function makeFixture(page: Page, group: string, name: string): Promise<{ count: number; read: (file: string) => string }> {
  await page.getByRole('button', { name: 'Make a fixture' }).click();
  await page.getByLabel('Group').fill(group);
  await page.getByLabel('Case').fill(name);
  await page.getByLabel('Why').fill('It is right.');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download' }).click()]);
  const files = unzipSync(readFileSync(await download.path()));
  return { count: Object.keys(files).length, read: (file) => strFromU8(files[`fixtures/${group}/${name}/${file}`]!) };
}

describe('by keyboard', () => {
  test('the results are reached, and the editor is left', async () => {
    const { page } = opened;
    await page.getByRole('textbox', { name: 'Code', exact: true }).focus();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('.cm-merge-a'))).toBeNull();
    await page.getByRole('tab', { name: 'Rewritten' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('tab', { selected: true }).textContent()).toMatch(/^Callbacks/);
    await page.keyboard.press('End');
    expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('Tree');
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('Rewritten');
  });
});

test('on a narrow screen, the code is one of the tabs', async () => {
  const narrow = await openPage(browser, { viewport: { width: 390, height: 844 } });
  await narrow.goTo('/playground.html');
  const { page } = narrow;
  await settle(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.getByRole('tab', { name: /^Callbacks/ }).click();
  await page.getByRole('button', { name: 'line 6:35' }).click();
  expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('Code');
  expect(await page.locator('.cm-merge-a .cm-activeLine').isVisible()).toBe(true);
  expect(narrow.problems).toEqual([]);
  await page.context().close();
});
