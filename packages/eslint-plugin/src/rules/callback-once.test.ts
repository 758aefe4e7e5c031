import { testRule } from '../../test/rule-testers.js';
import rule from './callback-once.js';

/** A function with an error-first callback, whose body starts on line 4. */
const load = (body: string) => `
const fs = require('fs');
function load(path, cb) {
${body}
}
`;

testRule('callback-once', rule, {
  valid: [
    { name: 'an async function for which nobody waits, in a try', code: load(`try { (async () => { const row = await db.find(path); cb(null, row); })(); } catch (err) { cb(err); }`) },
    { name: 'the same by its name', code: load(`async function run() { cb(null, await db.find(path)); } try { check(path); run(); } catch (err) { cb(err); }`) },
    { name: 'the same in a callback', code: load(`fs.open(path, (err, fd) => { if (err) return cb(err); try { (async () => { try { await read(fd); } catch (e) { return cb(e); } cb(null); })(); } catch (e) { cb(e); } });`) },
    { name: 'an async function that throws before it calls back', code: load(`(async () => { if (!path) throw new Error('no path'); cb(null, await db.find(path)); })(); log(path);`) },
    { name: 'the value of an async function', code: load(`(async () => { if (!path) throw new Error('no path'); return db.find(path); })().then((row) => cb(null, row), cb);`) },
    { name: 'an async function whose rejection is logged', code: load(`(async () => { cb(null, await db.find(path)); })().catch((err) => log(err));`) },
    { name: 'every path ends in one call', code: load(`fs.readFile(path, (err, text) => { if (err) return cb(err); cb(null, text); });`) },
    { name: 'an else', code: load(`fs.stat(path, (err, info) => { if (err) cb(err); else cb(null, info); });`) },
    { name: 'opposite tests', code: load(`fs.stat(path, (err, info) => { if (err) cb(err); if (!err) cb(null, info); });`) },
    { name: 'tests that exclude each other', code: load(`const kind = path.kind; if (kind === 'a') cb(null, 1); if (kind !== 'a') cb(new Error('b'));`) },
    { name: 'throw', code: load(`if (!path) throw new Error('no path'); cb(null, path);`) },
    { name: 'the program ends', code: load(`if (!path) process.exit(1); cb(null, path);`) },
    { name: 'a local function that ends the program', code: `function die() { console.error('!'); process.exit(1); }${load(`if (!path) { die(); } cb(null, path);`)}` },
    { name: 'a switch', code: load(`switch (path) { case 'a': return cb(null, 1); case 'b': cb(null, 2); break; default: cb(new Error('c')); }`) },
    { name: 'a switch that may know all cases', code: load(`switch (path.kind) { case 'a': return cb(null, 1); case 'b': return cb(null, 2); }`) },
    { name: 'a chain of tests that may know all cases', code: load(`if (path.kind === 'a') cb(null, 1); else if (path.kind === 'b') cb(null, 2);`) },
    { name: 'parse, then call', code: load(`let value; try { value = JSON.parse(path); } catch (e) { return cb(e); } cb(null, value);`) },
    { name: 'nothing throws before the call', code: `function run(cb, err) { try { cb(err, null); } catch (e) { report(e); } }` },
    { name: 'finally does not call', code: load(`try { open(path); } catch (e) { return cb(e); } finally { close(path); } cb();`) },
    { name: 'an optional callback', code: load(`fs.stat(path, (err, info) => { cb && cb(err, info); });`) },
    { name: 'an optional callback, with if', code: load(`fs.stat(path, (err, info) => { if (typeof cb === 'function') cb(err, info); });`) },
    { name: 'a callback with a default', code: load(`cb = cb || function () {}; fs.stat(path, cb);`) },
    { name: 'arguments left out', code: `function load(path, options, cb) { if (typeof options === 'function') { cb = options; options = {}; } find(path, options, (err, x) => { if (err) return cb(err); cb(null, x); }); }` },
    { name: 'guarded by a flag', code: load(`let called = false; const end = (err) => { if (called) return; called = true; cb(err); }; run(path, end); wait(path, end); end(null);`) },
    { name: 'guarded by a flag in place', code: load(`let called = false; first((err) => { if (called) return; called = true; cb(err); }); second((err) => { if (called) return; called = true; cb(err); });`) },
    { name: 'guarded by a property', code: load(`const self = this; first((err) => { if (self.called) return; self.called = true; cb(err); }); second((err) => { if (self.called) return; self.called = true; cb(err); });`) },
    { name: 'once', code: load(`cb = once(cb); fs.stat(path, (err) => { if (err) cb(err); cb(null); });`) },
    { name: 'replaced after the call', code: load(`fs.stat(path, (err) => { if (err) { cb(err); cb = noop; } cb(null); }); function noop() {}`) },
    { name: 'a counter', code: load(`let left = 2; const end = (err) => { if (--left > 0) return; cb(err); }; fs.stat(path, end); fs.open(path, end);`) },
    { name: 'a counter over a list', code: load(`let left = path.length; path.forEach((each) => { fs.unlink(each, () => { if (--left === 0) cb(null); }); });`) },
    { name: 'the last element', code: load(`path.forEach((each, i) => { if (i === path.length - 1) cb(null, each); });`) },
    { name: 'a loop that is left', code: load(`for (const each of path) { if (each.isOpen) return cb(null, each); } cb(new Error('none'));`) },
    { name: 'a flag set in a loop', code: load(`let found = false; for (const each of path) { if (each.isOpen) { found = true; cb(null, each); break; } } if (!found) cb(new Error('none'));`) },
    { name: 'event listeners: only one of them may come', code: load(`const stream = open(path); stream.on('error', cb); stream.on('end', () => cb(null, 1));`) },
    { name: 'stored for later', code: load(`if (!path) return cb(new Error('no path')); this.callback = cb; this.start();`) },
    { name: 'stored in a list', code: load(`if (this.value) return cb(null, this.value); this.waiting.push(cb);`) },
    { name: 'wrapped by an unknown function', code: load(`const end = wrap(cb); if (!path) end(); cb(null, path);`) },
    { name: 'all arguments are forwarded', code: load(`if (!path) return forward(arguments); cb(null, path);`) },
    { name: 'another callback ends the work', code: `function load(path, next, cb) { fs.stat(path, (err) => { if (err) return next(err); cb(null, path); }); }` },
    { name: 'a response ends the work', code: `app.use(function (req, res, next) { if (req.user) { res.send('hello'); return; } next(null, 1); });` },
    { name: 'a response of another name', code: `exports.serve = (root) => (req, rsp, next) => { render(req.url, (err, body) => { if (err) return next(err); if (!body) return next(); rsp.end(body); }); };` },
    { name: 'a value instead of the callback', code: load(`if (this.cache[path]) return this.cache[path]; cb(null, path);`) },
    { name: 'two reactions to one promise', code: load(`find(path).then((x) => cb(null, x), cb);`) },
    { name: 'a promise whose rejection does not call the callback', code: load(`find(path).then((x) => cb(null, x)).catch((e) => { throw e; });`) },
    { name: 'a timer', code: load(`setTimeout(() => cb(null, path), 10);`) },
    { name: 'the next tick', code: load(`if (!path) return process.nextTick(cb, new Error('no path')); process.nextTick(() => cb(null, path));`) },
    { name: 'a timer that may be cleared', code: load(`const timer = setTimeout(() => cb(new Error('late')), 10); find(path, (err, x) => { clearTimeout(timer); cb(err, x); });`) },
    { name: 'workers of async', code: `const async = require('async'); function all(list, cb) { async.each(list, (each, next) => { if (!each) return cb(new Error('empty')); next(); }, cb); }` },
    { name: 'a recursion', code: load(`function next() { step(path, (err, more) => { if (err) return cb(err); if (more) return next(); cb(null, path); }); } next();`) },
    { name: 'an assertion', code: load(`assert.equal(typeof cb, 'function'); assert(cb); cb(null, path);`) },
    { name: 'an assertion that calls the callback if it holds', code: load(`fs.stat(path, (err, info) => { if (err) return cb(err); server.expectSize(info.size, cb); });`) },
    { name: 'no error-first callback', code: `function each(list, fn) { for (const item of list) fn(item); }` },
    { name: 'an executor', code: `new Promise((resolve, reject) => { fs.stat('a', (err, x) => { if (err) reject(err); resolve(x); }); });` },
    { name: 'the end of a test does not throw', code: `it('loads', (done) => { load('a').then(() => done()).catch(done); });` },
    { name: 'a function that returns whether it has called the callback', code: load(`if (isClosed(this, cb)) return; if (!check(path, cb)) return; cb(null, path);`) + 'function isClosed(it, cb) { if (!it.x) return false; cb(new Error(it)); return true; } function check(it, cb) { if (it) return true; cb(new Error(it)); return false; }' },
    { name: 'an early exit without an error', code: load(`if (path.length < 2) return; cb(null, path);`) },
    { name: 'tests of the type of a value', code: load(`if (typeof path === 'string') return open(path, cb); if (Array.isArray(path)) { all(path, cb); } function all(list, cb) { cb(null, list); }`) },
    { name: 'a step that calls itself', code: load(`let next; next = (err) => { if (err) return cb(err); if (path.length === 0) return cb(null); step(path.pop(), next); }; next();`) },
    { name: 'a variable without a value yet', code: load(`let size; if (path) { size = 1; path.run(size, (err) => { cb(err, size); }); } if (!size) cb(null, 0);`) },
    { name: 'a callback for each element', code: `function each(names, found, cb) { names.forEach((name) => { found(null, name); }); cb(null); } function list(names, write) { for (const name of names) write(null, name); }` },
    { name: 'values that are pushed', code: `stream((push) => { load((err, x) => { push(err, x); push(null, end); }); });` },
    { name: 'a callback that only receives errors', code: `function watch(path, report) { if (!path) report(new Error('no path')); start(path); }` },
    { name: 'an inner variable that shadows the callback', code: load(`const cache = path.cache; cb(null, cache); { const cb = () => {}; cb(); }`) },
  ],
  invalid: [
    {
      name: 'an async function whose rejection calls the callback',
      code: load(`  (async () => {
    const row = await db.find(path);
    cb(null, row);
  })().catch(cb);`),
      errors: [{ message: '`cb` is called here, and if that throws, again on line 7', line: 6, suggestions: [] }],
    },
    {
      name: 'a catch in an async function',
      code: load(`  (async () => {
    try {
      cb(null, await db.find(path));
    } catch (err) {
      cb(err);
    }
  })();`),
      errors: [{ messageId: 'ifItThrows', line: 6, suggestions: [] }],
    },
    {
      name: 'an async function that is awaited in a try',
      code: `async function load(path, cb) {
  try {
    await (async () => { cb(null, await db.find(path)); })();
  } catch (err) {
    cb(err);
  }
}`,
      errors: [{ messageId: 'ifItThrows', line: 3, suggestions: [] }],
    },
    {
      name: 'an async function, and a call behind it',
      code: load(`  (async () => { cb(null, await db.find(path)); })();
  cb(null, path);`),
      errors: [{ messageId: 'again', line: 4, suggestions: [] }],
    },
    {
      name: 'a missing return',
      code: load(`  fs.readFile(path, (err, text) => {
    if (err) cb(err);
    cb(null, text);
  });`),
      errors: [
        {
          message: '`cb` is called here, and on the same path again on line 6',
          line: 5,
          column: 14,
          endColumn: 16,
          suggestions: [
            {
              messageId: 'return',
              output: load(`  fs.readFile(path, (err, text) => {
    if (err) return cb(err);
    cb(null, text);
  });`),
            },
          ],
        },
      ],
    },
    {
      name: 'several later calls',
      code: load(`  if (!path) { cb(new Error('no path')); }
  if (path.isOpen) cb(null, path);
  else cb(new Error('closed'));`),
      errors: [
        {
          message: '`cb` is called here, and on the same path again on lines 5 and 6',
          line: 4,
          suggestions: [
            {
              messageId: 'return',
              output: load(`  if (!path) { return cb(new Error('no path')); }
  if (path.isOpen) cb(null, path);
  else cb(new Error('closed'));`),
            },
          ],
        },
      ],
    },
    {
      name: 'called, then forwarded',
      code: load(`  if (!path) cb && cb(new Error('no path'));
  fs.stat(path, cb);`),
      errors: [
        {
          message: '`cb` is called here, and on the same path again on line 5',
          suggestions: [
            {
              messageId: 'return',
              output: load(`  if (!path) return cb && cb(new Error('no path'));
  fs.stat(path, cb);`),
            },
          ],
        },
      ],
    },
    {
      name: 'forwarded, then called',
      code: load(`  fs.stat(path, cb);
  cb(null, path);`),
      errors: [
        {
          message: '`cb` is handed on here, and on the same path again on line 5',
          column: 17,
          suggestions: [
            {
              messageId: 'return',
              output: load(`  return fs.stat(path, cb);
  cb(null, path);`),
            },
          ],
        },
      ],
    },
    {
      name: 'called at once, and again later',
      code: load(`  if (!path) cb(new Error('no path'));
  fs.stat(path, (err, info) => cb(err, info));`),
      errors: [
        {
          messageId: 'again',
          suggestions: [
            {
              messageId: 'return',
              output: load(`  if (!path) return cb(new Error('no path'));
  fs.stat(path, (err, info) => cb(err, info));`),
            },
          ],
        },
      ],
    },
    {
      name: 'two operations in parallel: a return cannot help',
      code: load(`  fs.stat(path, (err) => cb(err));
  fs.open(path, (err) => cb(err));`),
      errors: [{ message: '`cb` is called here, and on the same path again on line 5', line: 4, suggestions: [] }],
    },
    {
      name: 'through a local function',
      code: load(`  const end = (err) => { cb(err); };
  fs.stat(path, (err) => {
    if (err) end(err);
    end(null);
  });`),
      errors: [
        {
          message: '`cb` is called here, and on the same path again on line 7',
          line: 6,
          suggestions: [
            {
              messageId: 'return',
              output: load(`  const end = (err) => { cb(err); };
  fs.stat(path, (err) => {
    if (err) return end(err);
    end(null);
  });`),
            },
          ],
        },
      ],
    },
    {
      name: 'twice inside a local function',
      code: load(`  const find = (each) => {
    read(each, (err, text) => {
      if (err) cb(err);
      cb(null, text);
    });
  };
  find(path);`),
      errors: [{ message: '`cb` is called here, and on the same path again on line 7', line: 6, suggestions: 1 }],
    },
    {
      name: 'through an alias',
      code: load(`  const done = cb || function () {};
  if (!path) done(new Error('no path'));
  done(null, path);`),
      errors: [
        {
          messageId: 'again',
          line: 5,
          suggestions: [
            {
              messageId: 'return',
              output: load(`  const done = cb || function () {};
  if (!path) return done(new Error('no path'));
  done(null, path);`),
            },
          ],
        },
      ],
    },
    {
      name: 'a case that falls through',
      code: load(`  switch (path) {
    case 'a':
      cb(null, 1);
    default:
      cb(new Error('b'));
  }`),
      errors: [{ messageId: 'again', line: 6, suggestions: 1 }],
    },
    {
      name: 'a callback that throws is called again by the catch',
      code: load(`  fs.readFile(path, 'utf8', (err, text) => {
    if (err) return cb(err);
    try {
      cb(null, JSON.parse(text));
    } catch (e) {
      cb(e);
    }
  });`),
      errors: [{ message: '`cb` is called here, and if that throws, again on line 9', line: 7, suggestions: [] }],
    },
    {
      name: 'a finally that calls as well',
      code: load(`  try {
    if (!path) return cb(new Error('no path'));
  } finally {
    cb(null, path);
  }`),
      errors: [{ messageId: 'again', line: 5, suggestions: [] }],
    },
    {
      name: 'a callback that throws in a promise reaction',
      code: load(`  find(path).then((x) => cb(null, x)).catch(cb);`),
      errors: [{ message: '`cb` is called here, and if that throws, again on line 4', suggestions: [] }],
    },
    {
      name: 'a callback that throws in a chain of promise reactions',
      code: load(`  find(path)
    .then((x) => read(x))
    .then((text) => { cb(null, text); })
    .catch((err) => { cb(err); });`),
      errors: [{ messageId: 'ifItThrows', line: 6, suggestions: [] }],
    },
    {
      name: 'a return leaves only the function of one iteration',
      code: load(`  path.forEach((each) => {
    if (each.isOpen) return cb(null, each);
  });
  cb(new Error('none'));`),
      errors: [{ message: '`cb` is called here each time round, so it may be called more than once', line: 5, suggestions: [] }],
    },
    {
      name: 'an error in each iteration',
      code: load(`  let left = path.length;
  path.forEach((each) => {
    fs.unlink(each, (err) => {
      if (err) return cb(err);
      if (--left === 0) cb(null);
    });
  });`),
      errors: [{ messageId: 'eachRound', line: 7, suggestions: [] }],
    },
    {
      name: 'a loop that goes on',
      code: load(`  for (const each of path) {
    if (!each) cb(new Error('empty'));
  }
  cb(null, path);`),
      errors: [{ messageId: 'eachRound', line: 5, suggestions: [] }],
    },
    {
      name: 'a callback of any name',
      code: `
const fs = require('fs');
exports.read = (path, whenRead) => {
  fs.readFile(path, (er, text) => {
    if (er) whenRead(er);
    whenRead(null, text);
  });
};`,
      errors: [{ message: '`whenRead` is called here, and on the same path again on line 6', suggestions: 1 }],
    },
    {
      name: 'a worker of async',
      code: `
const async = require('async');
async.each(list, function (each, next) {
  if (!each) next(new Error('empty'));
  next(null, each);
}, done);`,
      errors: [{ messageId: 'again', line: 4, suggestions: 1 }],
    },
    {
      name: 'a middleware that calls next twice',
      code: `
app.use(function (req, res, next) {
  if (!req.user) next(new Error('who?'));
  next();
});`,
      errors: [{ messageId: 'again', line: 3, suggestions: 1 }],
    },
    {
      name: 'call and apply',
      code: load(`  if (!path) cb.call(this, new Error('no path'));
  cb.apply(null, [null, path]);`),
      errors: [{ messageId: 'again', line: 4, suggestions: 1 }],
    },
  ],
  typescript: {
    valid: [],
    invalid: [
      {
        name: 'a typed callback',
        code: `
import fs from 'node:fs';
export function load(path: string, cb: (err: Error | null, text?: string) => void): void {
  fs.readFile(path, 'utf8', (err, text) => {
    if (err) cb(err);
    cb(null, text as string);
  });
}`,
        errors: [{ messageId: 'again', line: 5, suggestions: 1 }],
      },
    ],
  },
});
