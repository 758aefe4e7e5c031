import { testRule } from '../../test/rule-testers.js';
import rule from './no-unchecked-error.js';

testRule('no-unchecked-error', rule, {
  valid: [
    { name: 'thrown', code: `require('fs').stat('a', (err, info) => { if (err) throw err; use(info); });` },
    {
      name: 'other names are errors too',
      code: `require('fs').stat('a', function (e, info) { if (e) return done(e); use(info); });`,
    },
    { name: 'passed on', code: `require('fs').stat('a', (err, info) => done(err, info));` },
    { name: 'a comment says that it is ignored', code: `require('fs').unlink('a', () => { /* errors are ignored */ });` },
    { name: 'a cleanup', code: `require('fs').unlink('a', () => { done(); });` },
    { name: 'nothing depends on it', code: `require('fs').writeFile('a', 'b', (err) => {});` },
    { name: 'the results are tested', code: `require('fs').stat('a', (err, info) => { if (info) use(info); });` },
    { name: 'a callee that never fails', code: `function load(cb) { cb(null, 1); } load((err, x) => { use(x); });` },
    { name: 'a name that says it', code: `require('fs').readFile('a', (ignoredError, data) => { use(data); });` },
    { name: 'an optional callback', code: `require('http').createServer().close(() => { done(); });` },
    { name: 'ignored on purpose', code: `require('fs').unlink('a', (_err) => { done(); });` },
    {
      name: 'ignored by a name that the option allows',
      code: `require('fs').unlink('a', (ignored) => { done(); });`,
      options: [{ ignorePattern: '^ignored$' }],
    },
    { name: 'an error event', code: `emitter.on('error', (err) => { count += 1; });` },
    { name: 'a rejection', code: `load().catch((err) => { count += 1; }); load().then(use, function (err) {});` },
    { name: 'an array of errors', code: `errors.map((err) => 1);` },
    { name: 'a plain function', code: `function report(err) { count += 1; }` },
    { name: 'an error middleware', code: `app.use(function (err, req, res, next) { res.sendStatus(500); });` },
    {
      name: 'an awaited call whose error is ignored, and nothing depends on it',
      code: `async function f() { try { await promisify(fs.unlink)('a'); } catch { /* error ignored, as before */ } }`,
    },
    {
      name: 'an awaited call about which somebody has decided',
      code: `async function f() { let x; try { x = await load(); } catch { /* it may be missing */ } use(x); }`,
    },
    { name: 'an error that is captured and checked', code: `async function f() { const [err, x] = await new Promise((resolve) => { db.load(1, (...results) => resolve(results)); }); if (err) throw err; use(x); }` },
    {
      name: 'an awaited call whose error has a name that says that it is ignored',
      code: `async function f() { const [ignored, x] = await new Promise((resolve) => { db.load(1, (...results) => resolve(results)); }); use(x); }`,
      options: [{ ignorePattern: '^ignored' }],
    },
    { name: 'excluded by a comment', code: `// uncallback-ignore: never fails\nrequire('fs').writeFile('a', 'b', () => { done(); });` },
    { name: 'an assigned handler', code: `socket.onerror = function (err) { socket.close(); };` },
  ],
  invalid: [
    {
      name: 'a function that other calls share',
      code: `const fs = require('fs'); function noop() {} fs.unlink('a', noop); fs.unlink('b', noop);`,
      options: [{ ignored: 'report' }],
      errors: [{ messageId: 'ignored', suggestions: [] }],
    },
    {
      name: 'outside of all functions, in a file with a comment about ignored errors',
      code: `const fs = require('fs'); function noop() {}\n/** Errors are ignored. */\nfunction run() {}\nfs.unlink('a', noop); fs.unlink('b', noop);`,
      options: [{ ignored: 'report' }],
      errors: [{ messageId: 'ignored', suggestions: [] }],
    },
    {
      name: 'a named function of one call',
      code: `const fs = require('fs'); function show(err, text) { use(text); } fs.readFile('a', show);`,
      errors: [
        {
          messageId: 'never-looked-at',
          suggestions: [
            { messageId: 'guard', output: `const fs = require('fs'); function show(err, text) { if (err) throw err; use(text); } fs.readFile('a', show);` },
            { messageId: 'ignore', output: `const fs = require('fs'); function show(_err, text) { use(text); } fs.readFile('a', show);` },
          ],
        },
      ],
    },
    {
      name: 'in a handler of requests: nothing catches what it would throw',
      code: `app.get('/', function (req, res) { require('fs').readFile('a', (err, text) => { res.send(text.length); }); });`,
      errors: [
        {
          messageId: 'never-looked-at',
          suggestions: [
            { messageId: 'ignore', output: `app.get('/', function (req, res) { require('fs').readFile('a', (_err, text) => { res.send(text.length); }); });` },
          ],
        },
      ],
    },
    {
      name: 'in a handler that has a next',
      code: `function show(req, res, next) { require('fs').readFile('a', (err, text) => { res.send(text.length); }); }`,
      errors: [
        {
          messageId: 'never-looked-at',
          suggestions: [
            { messageId: 'guard', output: `function show(req, res, next) { require('fs').readFile('a', (err, text) => { if (err) return next(err); res.send(text.length); }); }` },
            { messageId: 'ignore', output: `function show(req, res, next) { require('fs').readFile('a', (_err, text) => { res.send(text.length); }); }` },
          ],
        },
      ],
    },
    {
      name: 'in a listener of events',
      code: `server.on('connection', (socket) => { require('fs').readFile('a', (err, text) => { socket.write(text); }); });`,
      errors: [
        {
          messageId: 'never-looked-at',
          suggestions: [
            { messageId: 'ignore', output: `server.on('connection', (socket) => { require('fs').readFile('a', (_err, text) => { socket.write(text); }); });` },
          ],
        },
      ],
    },
    {
      name: 'on the path of another error, which is the one to report',
      code: `const fs = require('fs'); function save(path, cb) { fs.writeFile(path, 'x', (err) => { if (err) return fs.unlink(path, (e) => { cb(err); }); cb(null); }); }`,
      options: [{ ignored: 'report' }],
      errors: [
        {
          messageId: 'ignored',
          suggestions: [
            {
              messageId: 'ignore',
              output: `const fs = require('fs'); function save(path, cb) { fs.writeFile(path, 'x', (err) => { if (err) return fs.unlink(path, (_e) => { cb(err); }); cb(null); }); }`,
            },
          ],
        },
      ],
    },
    {
      name: 'in front of the report of another error',
      code: `const fs = require('fs'); function save(path, cb) { work(path, (error) => { fs.unlink(path, function (err) { cb(error); }); }); }`,
      options: [{ ignored: 'report' }],
      errors: [
        {
          messageId: 'ignored',
          suggestions: [
            {
              messageId: 'ignore',
              output: `const fs = require('fs'); function save(path, cb) { work(path, (error) => { fs.unlink(path, function (_err) { cb(error); }); }); }`,
            },
          ],
        },
      ],
    },
    {
      name: 'a comment of another function',
      code: `require('fs').unlink('a', (err) => { tidy(function () { /* ignored */ }); });`,
      options: [{ ignored: 'report' }],
      errors: [
        {
          messageId: 'ignored',
          suggestions: [
            {
              messageId: 'guard',
              output: `require('fs').unlink('a', (err) => { if (err) throw err; tidy(function () { /* ignored */ }); });`,
            },
            { messageId: 'ignore', output: `require('fs').unlink('a', (_err) => { tidy(function () { /* ignored */ }); });` },
          ],
        },
      ],
    },
    {
      name: 'an awaited call whose error is ignored as before, and its result is used',
      code: `async function f() { let x; try { x = await promisify(db.load).call(db, 1); } catch { /* error ignored, as before */ } use(x); }`,
      errors: [{ message: 'The error of `db.load` is still ignored, as its callback ignored it: handle it, or say why not' }],
    },
    {
      name: 'results of an awaited call without its error',
      code: `async function f() { const [, x] = await new Promise((resolve) => { db.load(1, (...results) => resolve(results)); }); use(x); }`,
      errors: [{ message: 'The error of `db.load` is still ignored, as its callback ignored it: handle it, or say why not' }],
    },
    {
      name: 'an error that is captured beside the results, and checked on some paths',
      code: `async function f() { const [err, ids] = await new Promise((resolve) => { db.ids(1, (...results) => resolve(results)); });\nif (err && strict) throw err;\nuse(ids.length); }`,
      errors: [{ message: '`err` is checked, but the work goes on: `ids` is used on line 3 although `db.ids` may have failed', line: 1 }],
    },
    {
      name: 'an error that a catch only logs',
      code: `async function f() { let x; try { x = await promisify(db.load).call(db, 1); } catch (err) { console.log(err); }\nuse(x.id); }`,
      errors: [{ message: '`err` is logged but not handled: `x` is used on line 2 although `db.load` may have failed' }],
    },
    {
      name: 'an awaited call whose error is ignored in front of other work',
      code: `const fs = require('fs'); async function f() { await promisify(fs.writeFile)('a', 'b').catch(() => {}); done(); }`,
      errors: [{ message: 'The error of `fs.writeFile` is still ignored, as its callback ignored it: handle it, or say why not' }],
    },
    {
      name: 'an awaited call whose error is ignored',
      code: `promisify(fs.unlink)('a').catch(() => {});`,
      options: [{ ignored: 'report' }],
      errors: [{ message: 'The error of `fs.unlink` is still ignored, as its callback ignored it: handle it, or say why not' }],
    },
    {
      name: 'missing, and the work goes on',
      code: `require('fs').writeFile('a', 'b', () => { done(); });`,
      errors: [
        {
          message: '`fs.writeFile` may fail, but its callback takes no error',
          suggestions: [
            { messageId: 'guard', output: `require('fs').writeFile('a', 'b', (err) => { if (err) throw err; done(); });` },
            { messageId: 'ignore', output: `require('fs').writeFile('a', 'b', (_err) => { done(); });` },
          ],
        },
      ],
    },
    {
      name: 'an optional callback, which is reported on demand with what is known of the failure',
      code: `require('http').createServer().close(() => { done(); });`,
      options: [{ ignored: 'report' }],
      errors: [
        {
          message: 'The error is ignored: `net.Server.close` fails only if the server was not open, and nothing here depends on it',
          suggestions: 2,
        },
      ],
    },
    {
      name: 'never checked: the host has a callback',
      code: `const fs = require('fs');
function load(path, cb) {
  fs.readFile(path, function (err, data) {
    cb(null, parse(data));
  });
}
`,
      errors: [
        {
          message: '`err` is never checked: `data` is used on line 4 although `fs.readFile` may have failed',
          line: 3,
          column: 31,
          endColumn: 34,
          suggestions: [
            {
              desc: 'Insert `if (err) return cb(err);`',
              output: `const fs = require('fs');
function load(path, cb) {
  fs.readFile(path, function (err, data) {
    if (err) return cb(err);
    cb(null, parse(data));
  });
}
`,
            },
            {
              desc: 'Ignore the error on purpose: name it `_err`',
              output: `const fs = require('fs');
function load(path, cb) {
  fs.readFile(path, function (_err, data) {
    cb(null, parse(data));
  });
}
`,
            },
          ],
        },
      ],
    },
    {
      name: 'never checked: in an executor, without semicolons, an expression body',
      code: `const fs = require('fs')
const load = (path) => new Promise((resolve, reject) => {
  fs.readFile(path, (error, data) => resolve(data))
})
`,
      errors: [
        {
          messageId: 'never-looked-at',
          suggestions: [
            {
              desc: 'Insert `if (error) return reject(error)`',
              output: `const fs = require('fs')
const load = (path) => new Promise((resolve, reject) => {
  fs.readFile(path, (error, data) => {
    if (error) return reject(error)
    return resolve(data)
  })
})
`,
            },
            {
              messageId: 'ignore',
              output: `const fs = require('fs')
const load = (path) => new Promise((resolve, reject) => {
  fs.readFile(path, (_error, data) => resolve(data))
})
`,
            },
          ],
        },
      ],
    },
    {
      name: 'never checked: no function to forward the error to',
      code: `require('fs').stat('a', (e, info) => { use(info); });`,
      errors: [
        {
          messageId: 'never-looked-at',
          suggestions: [
            {
              desc: 'Insert `if (e) throw e;`',
              output: `require('fs').stat('a', (e, info) => { if (e) throw e; use(info); });`,
            },
            { messageId: 'ignore', output: `require('fs').stat('a', (_e, info) => { use(info); });` },
          ],
        },
      ],
    },
    {
      name: 'a callback that is shadowed where the guard would stand',
      code: `
function load(path, done) {
  require('fs').stat(path, (err, done) => { use(done); });
}`,
      errors: [
        {
          messageId: 'never-looked-at',
          suggestions: [
            {
              messageId: 'guard',
              output: `
function load(path, done) {
  require('fs').stat(path, (err, done) => { if (err) throw err; use(done); });
}`,
            },
            {
              messageId: 'ignore',
              output: `
function load(path, done) {
  require('fs').stat(path, (_err, done) => { use(done); });
}`,
            },
          ],
        },
      ],
    },
    {
      name: 'a mention that is no check',
      code: `require('fs').stat('a', (err) => { err; });`,
      options: [{ ignored: 'report' }],
      errors: [
        {
          messageId: 'ignored',
          suggestions: [
            { messageId: 'guard', output: `require('fs').stat('a', (err) => { if (err) throw err; err; });` },
            { messageId: 'ignore', output: `require('fs').stat('a', (_err) => { _err; });` },
          ],
        },
      ],
    },
    {
      name: 'missing',
      code: `require('fs').unlink('a', () => {});`,
      options: [{ ignored: 'report' }],
      errors: [
        {
          message: 'The error is ignored: `fs.unlink` may have failed, and nothing here depends on it',
          column: 15,
          endColumn: 21,
          suggestions: [
            { messageId: 'guard', output: `require('fs').unlink('a', (err) => { if (err) throw err; });` },
            { messageId: 'ignore', output: `require('fs').unlink('a', (_err) => {});` },
          ],
        },
      ],
    },
    {
      name: 'missing, where the name means something else',
      code: `
require('fs').stat('a', (err) => {
  if (err) require('fs').unlink('a', function () { report(err); });
});`,
      options: [{ ignored: 'report' }],
      errors: [
        {
          messageId: 'ignored',
          suggestions: [
            {
              messageId: 'ignore',
              output: `
require('fs').stat('a', (err) => {
  if (err) require('fs').unlink('a', function (_err) { report(err); });
});`,
            },
          ],
        },
      ],
    },
    {
      name: 'logged, and the path goes on',
      code: `const fs = require('fs');
function load(path, callback) {
  fs.stat(path, (err, info) => {
    if (err) console.error(err);
    callback(null, info.size);
  });
}
`,
      errors: [
        {
          message:
            '`err` is logged but not handled: `info` is used on line 5 although `fs.stat` may have failed',
          line: 3,
          column: 18,
          suggestions: [
            {
              desc: 'Insert `if (err) return callback(err);`',
              output: `const fs = require('fs');
function load(path, callback) {
  fs.stat(path, (err, info) => {
    if (err) console.error(err);
    if (err) return callback(err);
    callback(null, info.size);
  });
}
`,
            },
          ],
        },
      ],
    },
    {
      name: 'checked on one path',
      code: `
require('fs').stat('a', (err, info) => {
  if (isStrict) {
    if (err) throw err;
  } else {
    names.forEach((name) => {
      use(name, info);
    });
  }
});`,
      errors: [
        {
          messageId: 'tested-one-branch',
          suggestions: [
            {
              messageId: 'guard',
              output: `
require('fs').stat('a', (err, info) => {
  if (isStrict) {
    if (err) throw err;
  } else {
    if (err) throw err;
    names.forEach((name) => {
      use(name, info);
    });
  }
});`,
            },
          ],
        },
      ],
    },
    {
      name: 'the error branch is not left',
      code: `
require('fs').stat('a', (err, info) => {
  if (err) { failures.push(err); } use(info);
});`,
      errors: [
        {
          messageId: 'not-left',
          suggestions: [
            {
              messageId: 'guard',
              output: `
require('fs').stat('a', (err, info) => {
  if (err) { failures.push(err); } if (err) throw err; use(info);
});`,
            },
          ],
        },
      ],
    },
    {
      name: 'overwritten',
      code: `
require('fs').stat('a', (err, info) => {
  err = null;
  use(err, info);
});`,
      errors: [{ messageId: 'overwritten', suggestions: 2 }],
    },
    {
      name: 'taken apart by a pattern',
      code: `require('fs').stat('a', ({ code }, info) => { use(info); });`,
      errors: [{ message: 'The error is never checked: `info` is used on line 1 although `fs.stat` may have failed' }],
    },
    {
      name: 'CRLF and tabs',
      code: `require('fs').stat('a', function (err, info) {\r\n\tuse(info);\r\n});\r\n`,
      errors: [
        {
          messageId: 'never-looked-at',
          suggestions: [
            {
              messageId: 'guard',
              output: `require('fs').stat('a', function (err, info) {\r\n\tif (err) throw err;\r\n\tuse(info);\r\n});\r\n`,
            },
            {
              messageId: 'ignore',
              output: `require('fs').stat('a', function (_err, info) {\r\n\tuse(info);\r\n});\r\n`,
            },
          ],
        },
      ],
    },
    {
      name: 'a function that is passed to two calls is reported once',
      code: `
const fs = require('fs');
function finish(err) { done(); }
fs.unlink('a', finish);
fs.unlink('b', finish);`,
      options: [{ ignored: 'report' }],
      errors: [{ messageId: 'ignored', line: 3, suggestions: [] }],
    },
  ],
  typescript: {
    valid: [
      {
        name: 'a this parameter is no error',
        code: `require('fs').stat('a', function (this: void, err: Error | null) { if (err) throw err; });`,
      },
    ],
    invalid: [
      {
        name: 'a typed parameter keeps its type',
        code: `require('fs').stat('a', (err: Error | null, info) => { use(info); });`,
        errors: [
          {
            messageId: 'never-looked-at',
            suggestions: [
              {
                messageId: 'guard',
                output: `require('fs').stat('a', (err: Error | null, info) => { if (err) throw err; use(info); });`,
              },
              {
                messageId: 'ignore',
                output: `require('fs').stat('a', (_err: Error | null, info) => { use(info); });`,
              },
            ],
          },
        ],
      },
    ],
  },
});
