import { expect, it } from 'vitest';

import { parse } from '../../test/nodes.js';
import { findIgnoredRejections } from './ignored-rejections.js';

const found = (body: string): string[] => {
  const source = parse(`async function run() {\n${body}\n}`);
  return findIgnoredRejections(source).map(({ node, grade }) => `${grade}: ${source.text.slice(...node.range).replace(/\s+/g, ' ')}`);
};

it.each([
  ['try {\n  await promisify(remove)(path);\n} catch {\n  // error ignored, as before\n}', ['ignored: promisify(remove)(path)']],
  ['let text;\ntry {\n  text = await read(path);\n} catch (err) {\n  // error ignored, as before\n}', ['lost: read(path)']],
  ['const [, text] = await new Promise((resolve) => {\n  read(path, (...results) => resolve(results));\n});', ['lost: new Promise((resolve) => { read(path, (...results) => resolve(results)); })']],
  ['[, text] = await new Promise((resolve) => {\n  read(path, (...results) => resolve(results));\n});', ['lost: new Promise((resolve) => { read(path, (...results) => resolve(results)); })']],
  ['const text = await new Promise((resolve) => read(path, (err, text) => resolve(text)));', ['lost: new Promise((resolve) => read(path, (err, text) => resolve(text)))']],
  ['const pending = new Promise((resolve) => read(path, (err, text) => resolve(text)));\nconst text = await pending;', ['lost: pending']],
  ['const pending = promisify(remove)(path);\nawait pending.catch(() => {});', ['ignored: pending.catch(() => {})']],
  ['promisify(remove)(path).catch(() => {});', ['ignored: promisify(remove)(path).catch(() => {})']],
  ['await promisify(db.remove).call(db, path).catch(() => {});', ['ignored: promisify(db.remove).call(db, path).catch(() => {})']],
  ['const text = await util.promisify(read)(path).catch(() => {});', ['lost: util.promisify(read)(path).catch(() => {})']],
])('%s', (body, expected) => {
  expect(found(body)).toEqual(expected);
});

it.each([
  'try {\n  await remove(path);\n} catch {\n  // it may be gone already\n}',
  'try {\n  await remove(path);\n} catch {\n  // error ignored, as before: it may be gone already\n}',
  'try {\n  await remove(path);\n} catch (err) {\n  // error ignored, as before\n  log(err);\n}',
  'try {\n  list.map(async (path) => { await remove(path); });\n} catch {\n  // error ignored, as before\n}',
  'const [err, text] = await new Promise((resolve) => {\n  read(path, (...results) => resolve(results));\n});',
  'const text = await new Promise((resolve) => read(path, (_err, text) => resolve(text)));',
  'const text = await new Promise((resolve) => read(path, (size, text) => resolve(size)));',
  'const text = await new Promise((resolve) => read(path, (err, text) => show(text)));',
  'let pending = new Promise((resolve) => read(path, (err, text) => resolve(text)));\nconst text = await pending;',
  'const [, text] = await Promise.all([open(), read()]);',
  'promisify(remove)(path).catch(() => { /* it may be gone */ });',
  'promisify(remove)(path).catch((err) => log(err));',
  'page.close().catch(() => {});',
])('%s: somebody has decided, or it is none', (body) => {
  expect(found(body)).toEqual([]);
});
