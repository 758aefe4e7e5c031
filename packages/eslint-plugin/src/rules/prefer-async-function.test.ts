import { testRule } from '../../test/rule-testers.js';
import rule from './prefer-async-function.js';

const read = `const fs = require('fs');

function read(name, cb) {
  fs.readFile(name, 'utf8', (err, text) => {
    if (err) return cb(err);
    cb(null, text.trim());
  });
}
`;

const uses = `
app.get('/a', (req, res) => {
  read('a', (err, text) => {
    if (err) return res.sendStatus(500);
    res.send(text);
  });
});
exports.size = function (name, cb) {
  read(name, (err, text) => {
    if (err) return cb(err);
    cb(null, text.length);
  });
};
`;

testRule('prefer-async-function', rule, {
  valid: [
    { name: 'an async function', code: `async function load(path) { return await require('fs').promises.readFile(path); }` },
    { name: 'a function that keeps its callback', code: 'exports.load = function (names, cb) { for (const name of names) db.find(name, (err, row) => { if (err) return cb(err); cb(null, row); }); };' },
    { name: 'a callback without a function that takes one', code: "require('fs').readFile('a', (err, text) => { if (err) throw err; console.log(text); });" },
    { name: 'an argument that keeps its parameters', code: 'queue.each(ids, function (id, next) { db.find(id, (err, row) => { if (err) return next(err); save(row, (err) => { if (err) return next(err); next(null, row); }); }); });' },
  ],
  invalid: [
    {
      name: 'one whose users are all in the file: a suggestion converts it with them, and nothing else',
      code: read + uses,
      filename: 'lib/a.js',
      errors: [
        {
          message: '`read` can be async, with its 2 callers',
          line: 3,
          column: 1,
          endLine: 3,
          endColumn: 25,
          suggestions: [
            {
              desc: 'Convert `read` and its 2 callers',
              output: `const fs = require('fs');
const { promisify, callbackify } = require('util');

async function read(name) {
  const text = await promisify(fs.readFile)(name, 'utf8');
  return text.trim();
}

app.get('/a', async (req, res) => {
  let text;
  try {
    text = await read('a');
  } catch {
    return res.sendStatus(500);
  }
  res.send(text);
});
exports.size = function (name, cb) {
  callbackify(async () => {
    const text = await read(name);
    return text.length;
  })(cb);
};
`,
            },
          ],
        },
        { message: '`size` can be async, with a callback form for others; `uncallback --function lib/a.js:size` converts it with its callers in all files', line: 16 },
      ],
    },
    {
      name: 'one that is exported',
      code: `${read}module.exports = read;\n`,
      filename: 'lib/a.js',
      errors: [{ message: '`read` can be async, with a callback form for others; `uncallback --function lib/a.js:read` converts it with its callers in all files' }],
    },
  ],
});
