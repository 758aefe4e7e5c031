import { describe, expect, it } from 'vitest';

import { parse } from '../../test/nodes.js';
import { findAwaitedErrors } from './awaited-errors.js';
import { gradeAwaitedError } from './grade-error.js';

const found = (body: string): string[] => {
  const source = parse(`async function run() {\n${body}\n}`);
  return findAwaitedErrors(source).map((awaited) => `${gradeAwaitedError(source, awaited)}: ${source.text.slice(...awaited.node.range).replace(/\s+/g, ' ')}`);
};

/** The grade of each finding, and how it comes about. */
const gaps = (body: string, program = ''): string[] => {
  const source = parse(`${program}\nasync function run() {\n${body}\n}`);
  return findAwaitedErrors(source).flatMap((awaited) => {
    const grade = gradeAwaitedError(source, awaited);
    return grade === null ? [] : [`${grade}: ${awaited.error.gap!.how}`];
  });
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

const list = 'await new Promise((resolve) => read(path, (...results) => resolve(results)));';
const first = 'await new Promise((resolve) => read(path, resolve));';

describe('a variable has the error', () => {
  it.each([
    [`const [err, text] = ${list} use(text);`, 'lost: never-looked-at'],
    [`const [err, text] = ${list} if (err && strict) throw err; use(text);`, 'lost: not-left'],
    [`const [err, text] = ${list} return [err, text.trim()];`, 'lost: tested-one-branch'],
    [`const [err, text] = ${list} if (err) console.log(err); use(text);`, 'lost: logged'],
    [`const [err] = ${list} if (err) console.log(err); next();`, 'ignored: logged'],
    [`let err, text; [err, text] = ${list} if (strict) { if (err) throw err; } use(text);`, 'lost: tested-one-branch'],
    [`const [self, err, text] = await new Promise((resolve) => read(path, function (...results) { resolve([this, ...results]); })); if (err) self.log(err); use(text);`, 'lost: logged'],
    [`const err = ${first} next();`, 'lost: never-looked-at'],
    [`const err = await read(path).then(() => null, (error) => error); next();`, 'lost: never-looked-at'],
    [`const [err, text] = await read(path).then((result) => [null, result], (error) => [error]); use(text);`, 'lost: never-looked-at'],
    [`let err = null, text; try { text = await promisify(read)(path); } catch (error) { err = error; } if (err && strict) throw err; use(text);`, 'lost: not-left'],
    [`for (const path of paths) { const [err, text] = ${list} if (err) { report(err); } use(text); }`, 'lost: not-left'],
    [`const [err, text] = ${list} [err, other] = ${list} if (err) throw err; use(text);`, 'lost: overwritten'],
  ])('%s', (body, expected) => {
    expect(gaps(body)[0]).toBe(expected);
  });

  it.each([
    `const [err, text] = ${list} if (err) throw err; use(text);`,
    `const [err, text] = ${list} cb(err, text);`,
    `const [err, text] = ${list} if (err) { use(''); return; } use(text);`,
    `const [_err, text] = ${list} use(text);`,
    `const [err, text] = ${list} return [err, text];`,
    'let text; try { text = await read(path); } catch (_) { // error ignored, as before\n } use(text);',
    `const [code, signal] = ${list} use(signal);`,
    `const code = ${first} use(code);`,
    `use(text); const [err, text] = ${list} if (err) return; use(text);`,
    `let [err, text] = ${list} if (err) { [err, text] = ${list} if (err) throw err; } use(text);`,
    `for (const path of paths) { const [err, text] = ${list} if (err) continue; use(text); }`,
    `return; const [err, text] = ${list} use(text);`,
  ])('%s: it is checked, it is none, or nothing leads there', (body) => {
    expect(gaps(body)).toEqual([]);
  });
});

describe('a catch has the error', () => {
  const caught = (handler: string, behind: string): string => `let text; try { text = await promisify(read)(path); } catch (err) { ${handler} } ${behind}`;

  it.each([
    [caught('console.log(err);', 'use(text);'), 'lost: logged'],
    [caught('console.log(err);', 'next();'), 'ignored: logged'],
    [caught('report(err);', 'use(text);'), 'lost: not-left'],
    [caught('if (strict) throw err;', 'use(text);'), 'lost: not-left'],
  ])('%s', (body, expected) => {
    expect(gaps(body)).toEqual([expected]);
  });

  it.each([
    caught('report(err); return;', 'use(text);'),
    caught("text = '';", 'use(text);'),
    caught('report(err);', 'if (text) use(text);'),
    caught('report(err);', 'next();'),
    "let text = ''; try { text = await promisify(read)(path); } catch (err) { report(err); } use(text);",
    'let text; try { text = await read(path); } catch (err) { report(err); } use(text);',
  ])('%s: it is handled, or the call is none of a callback', (body) => {
    expect(gaps(body)).toEqual([]);
  });
});

describe('a catch has the error of an async function of the file, which may have had a callback', () => {
  const own = 'async function load(path) { return parse(path); }';
  const caught = (handler: string, behind: string): string => `let text; try { text = await load(path); } catch (err) { ${handler} } ${behind}`;

  it.each([
    [caught('console.log(err);', 'use(text);'), 'lost: logged'],
    [caught("if (err.code === 'ENOGIT') return false;", 'use(text);'), 'lost: not-left'],
  ])('%s', (body, expected) => {
    expect(gaps(body, own)).toEqual([expected]);
  });

  it.each([
    [caught('report(err); return;', 'use(text);'), own],
    [caught("text = '';", 'use(text);'), own],
    [caught('console.log(err);', 'use(text);'), 'function load(path) { return fetch(path); }'],
  ])('%s: it is handled, or nothing is known of the function', (body, program) => {
    expect(gaps(body, program)).toEqual([]);
  });
});

describe('whether a promise that is ignored may reject', () => {
  const ignored = (promise: string): string => `try { await ${promise}; } catch (err) { // error ignored, as before\n } next();`;
  const program = 'function never(path, cb) { cb(null, path); } function fails(path, cb) { cb(new Error(path)); } async function safe(path) { note(path); } async function loud(path) { if (path) throw path; }';

  it.each([
    'Promise.all(list.map(async (each) => new Promise((resolve) => remove(each, () => resolve()))))',
    'Promise.all(list.map(async (each) => { return new Promise((resolve) => remove(each, () => resolve())); }))',
    'Promise.all(list.map((each) => promisify(never)(each)))',
    'Promise.all([promisify(never)(1), safe(2)])',
    'safe(1)',
  ])('%s does not', (promise) => {
    expect(gaps(ignored(promise), program)).toEqual([]);
  });

  it.each([
    'Promise.all(list.map((each) => promisify(fails)(each)))',
    'Promise.all(list.map((each) => each()))',
    'Promise.all(list.map(async (each) => { await remove(each); }))',
    'Promise.all([promisify(never)(1), loud(2)])',
    'Promise.all(list)',
    'loud(1)',
  ])('%s may', (promise) => {
    expect(gaps(ignored(promise), program)).not.toEqual([]);
  });
});

describe('how bad it is', () => {
  it.each([
    ['await promisify(fs.writeFile)(path, text).catch(() => {}); next();', 'lost: missing'],
    ['await promisify(fs.writeFile)(path, text).catch(() => {}); // the old file is as good: the error is ignored', null],
    ['await promisify(fs.writeFile)(path, text).catch(() => {});\n// best effort\nnext();', null],
    ["await promisify(fs.unlink)(path).catch(() => {}); next();", 'ignored: missing'],
    ['await promisify(server.close).call(server).catch(() => {}); next();', 'ignored: missing'],
    ['try { open(); } catch (err) { await promisify(fs.writeFile)(path, text).catch(() => {}); throw err; }', 'ignored: missing'],
    ['promisify(fs.writeFile)(path, text).catch(() => {}); next();', 'ignored: missing'],
    ['await new Promise((resolve) => fs.writeFile(path, text, resolve)); next();', 'lost: missing'],
    ['await new Promise((resolve) => setTimeout(resolve, 10)); next();', null],
    ['await promisify(never)(path).catch(() => {}); next();', null],
  ])('%s', (body, expected) => {
    const program = `const fs = require('fs'); const server = require('http').createServer(); function never(path, cb) { cb(null, path); }`;
    expect(gaps(body, program)[0] ?? null).toBe(expected);
  });

  it('asks nothing of what comes behind the end of an async block, and something behind that of a function', () => {
    const call = "await promisify(require('fs').writeFile)('a', 'b').catch(() => {});";
    expect(gaps(`(async () => { ${call} })();`)).toEqual(['ignored: missing']);
    expect(gaps(call)).toEqual(['lost: missing']);
  });
});

it.each([
  'try {\n  await remove(path);\n} catch {\n  // it may be gone already\n}',
  'try {\n  await remove(path);\n} catch {\n  // error ignored, as before: it may be gone already\n}',
  'try {\n  await remove(path);\n} catch (err) {\n  // error ignored, as before\n  log(err);\n}',
  'try {\n  list.map(async (path) => { await remove(path); });\n} catch {\n  // error ignored, as before\n}',
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
