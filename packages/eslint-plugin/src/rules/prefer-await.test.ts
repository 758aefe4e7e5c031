import { testRule } from '../../test/rule-testers.js';
import rule from './prefer-await.js';

testRule('prefer-await', rule, {
  valid: [
    { name: 'an await', code: `async function load(path) { return await require('fs').promises.readFile(path); }` },
    {
      name: 'a callback that is refused',
      code: `const child = require('child_process').exec('ls', (err, stdout) => { if (err) throw err; use(stdout); });`,
    },
    {
      name: 'a method of `this` outside of any class that is refused',
      code: `exports.load = function (done) { this.read((err, text) => { if (err) return done(err); done(null, text); }); };`,
    },
    {
      name: 'a nested callback, where another rule reports it',
      code: `const fs = require('fs'); const child = require('child_process').exec('ls', (err) => { if (err) throw err; fs.stat('a', (err, info) => { if (err) throw err; use(info); }); });`,
      options: [{ nested: 'allow' }],
    },
    { name: 'callbacks of other kinds', code: `emitter.on('error', (err) => { throw err; }); [1].map((n) => n);` },
    {
      name: 'a flat callback in a function that keeps its own callback',
      code: `
        const fs = require('fs');
        function load(path, callback) {
          fs.readFile(path, (err, text) => {
            if (err) return callback(err);
            callback(null, JSON.parse(text));
          });
        }
        load('a', handle);`,
    },
  ],
  invalid: [
    {
      name: 'a flat callback: its host becomes async',
      code: `import fs from 'fs';
import express from 'express';
const app = express();
app.get('/', function (req, res) {
  fs.readFile('a', 'utf8', function (err, text) {
    if (err) return res.sendStatus(500);
    res.send(text);
  });
});
`,
      errors: [
        {
          message: 'The callback of `fs.readFile` can be an `await`',
          line: 5,
          column: 6,
          endColumn: 14,
          suggestions: [
            {
              messageId: 'rewrite',
              output: `import fs from 'fs';
import express from 'express';
import { promisify } from 'util';
const app = express();
app.get('/', async function (req, res) {
  let text;
  try {
    text = await promisify(fs.readFile)('a', 'utf8');
  } catch {
    return res.sendStatus(500);
  }
  res.send(text);
});
`,
            },
          ],
        },
      ],
    },
    {
      name: 'a suggestion rewrites one function and leaves the others',
      code: `const fs = require('fs');
function first() {
  fs.unlink('a', (err) => {
    if (err) throw err;
  });
}
function second() {
  fs.unlink('b', (err) => {
    if (err) throw err;
  });
}
`,
      errors: [
        {
          messageId: 'preferAwait',
          line: 3,
          suggestions: [
            {
              messageId: 'rewrite',
              output: `const fs = require('fs');
const { promisify } = require('util');
async function first() {
  await promisify(fs.unlink)('a');
}
function second() {
  fs.unlink('b', (err) => {
    if (err) throw err;
  });
}
`,
            },
          ],
        },
        {
          messageId: 'preferAwait',
          line: 8,
          suggestions: [
            {
              messageId: 'rewrite',
              output: `const fs = require('fs');
const { promisify } = require('util');
function first() {
  fs.unlink('a', (err) => {
    if (err) throw err;
  });
}
async function second() {
  await promisify(fs.unlink)('b');
}
`,
            },
          ],
        },
      ],
    },
    {
      name: 'the setting plans as --idiomatic does',
      code: `const fs = require('fs');
function load(path, callback) {
  fs.readFile(path, 'utf8', (err, text) => {
    if (err) return callback(err);
    callback(null, JSON.parse(text));
  });
}
`,
      settings: { uncallback: { idiomatic: true } },
      errors: [
        {
          messageId: 'preferAwait',
          line: 3,
          suggestions: [
            {
              messageId: 'rewrite',
              output: `const fs = require('fs');
const { promisify, callbackify } = require('util');
function load(path, callback) {
  callbackify(async () => {
    const text = await promisify(fs.readFile)(path, 'utf8');
    return JSON.parse(text);
  })(callback);
}
`,
            },
          ],
        },
      ],
    },
  ],
});
