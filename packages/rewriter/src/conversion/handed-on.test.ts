import { describe, expect, it } from 'vitest';

import { convertText } from '../../test/plan/survey-text.js';

/** The callback form around the calls of a function: what `callbackify(async () => { ... })` is given. */
function formIn(body: string): string {
  const text = convertText(`const db = require('./db');\nexports.load = function (key, cb) {\n  db.find(key, (err, row) => {\n    if (err) return cb(err);\n    ${body}\n  });\n};\n`);
  return text.slice(text.lastIndexOf('})(') + 3, text.lastIndexOf('};')).replaceAll(/\s+/g, ' ').trim();
}

describe('the callback form makes the call that hands the callback on', () => {
  it.each([
    ['db.close(cb);', '(err) => (err ? cb(err) : db.close(cb)));'],
    ['return db.close(cb);', '(err) => (err ? cb(err) : db.close(cb)));'],
    ["if (!key) return cb(new Error('none')); db.close(cb);", '(err) => (err ? cb(err) : db.close(cb)));'],
    ['db.save(key, row, cb);', '(err, row) => (err ? cb(err) : db.save(key, row, cb)));'],
    ['const size = row.size; db.save(size, cb);', '(err, size) => (err ? cb(err) : db.save(size, cb)));'],
    ['db.check(row, (err) => { if (err) return cb(err); db.save(key, cb); });', '(err) => (err ? cb(err) : db.save(key, cb)));'],
    ['row.save(db.err, cb);', '(error, row) => (error ? cb(error) : row.save(db.err, cb)));'],
    ['if (row.old) return db.save(row, cb); db.check(row, (err) => { if (err) return cb(err); db.save(row, cb); });', '(err, row) => (err ? cb(err) : db.save(row, cb)));'],
    ["db.saveTheWholeFile(key, { encoding: 'utf8', mode: 0o666, flag: 'w' }, { path: 'a/long/path', name: key }, cb);", "(err) => { if (err) return cb(err); db.saveTheWholeFile(key, { encoding: 'utf8', mode: 0o666, flag: 'w' }, { path: 'a/long/path', name: key }, cb); });"],
  ])('%s', (body, form) => {
    expect(formIn(body)).toBe(form);
  });
});

it('in code without semicolons', () => {
  const text = convertText(`const db = require('./db')\nexports.load = function (key, cb) {\n  db.find(key, (err, row) => {\n    if (err) return cb(err)\n    db.save(row, cb)\n  })\n}\n`);
  expect(text).toContain('})((err, row) => (err ? cb(err) : db.save(row, cb)))\n');
});

describe('a list is returned', () => {
  it.each([
    ['where the calls differ', 'if (!row) return db.save(1, cb); db.save(key, cb);', 'cb(...results)'],
    ['where a path passes something itself', 'if (!row) return cb(); db.save(key, cb);', 'cb(...results)'],
    ['where the call reads two variables', 'const size = row.size; db.save(row, size, cb);', 'cb(...results)'],
    ['where it reads variables of two functions with one name', 'if (!key) return db.save(row, cb); db.open((err, row) => { if (err) return cb(err); db.save(row, cb); });', 'cb(...results)'],
    ['where it calls an inner function', 'db.save(() => name(), cb); function name() { return row; }', 'cb(...results)'],
    ['of the results alone where no error is among them', 'if (!row) return cb(null); cb(null, row.id, row);', 'cb(null, ...results)'],
  ])('%s', (_, body, passed) => {
    expect(formIn(body)).toBe(`(err, results) => (err ? cb(err) : ${passed}));`);
  });
});

it('not by a function that has lost its callback', () => {
  const code = `const db = require('./db');
function save(row, cb) { db.save(row, (err, id) => { if (err) return cb(err); if (!id) return cb(); cb(null, id, row); }); }
exports.load = (key) => save(key, (err, id) => { if (err) throw err; console.log(id); });
exports.both = function (key, cb) { db.find(key, (err, row) => { if (err) return cb(err); save(row, cb); }); };
`;
  expect(convertText(code)).not.toMatch(/async function save[\s\S]*: save\(row, cb\)/);
});
