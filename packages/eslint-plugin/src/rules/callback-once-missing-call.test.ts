import { testRule } from '../../test/rule-testers.js';
import rule from './callback-once.js';

/** A function with an error-first callback, whose body starts on line 4. */
const load = (body: string) => `
const fs = require('fs');
function load(path, cb) {
${body}
}
`;

testRule('callback-once, calls that are missing', rule, {
  valid: [],
  invalid: [
    {
      name: 'an error that is dropped',
      code: load(`  fs.readFile(path, (err, text) => {
    if (err) return;
    cb(null, text);
  });`),
      errors: [{ message: '`cb` is not called where `err` is truthy', line: 5, column: 9, endColumn: 12 }],
    },
    {
      name: 'an error that is only logged',
      code: load(`  fs.readFile(path, (err, text) => {
    if (err) return console.error(err);
    cb(null, text);
  });`),
      errors: [{ message: '`cb` is not called where `err` is truthy' }],
    },
    {
      name: 'no else',
      code: load(`  fs.stat(path, (err, info) => {
    if (err) return cb(err);
    if (info.size > 0 && info.isFile()) {
      cb(null, info);
    }
  });`),
      errors: [
        { message: '`cb` is not called where `info.size > 0` is falsy' },
        { message: '`cb` is not called where `info.isFile()` is falsy' },
      ],
    },
    {
      name: 'a failure that is swallowed',
      code: load(`  fs.readFile(path, (err, text) => {
    if (err) return cb(err);
    try {
      cb(null, JSON.parse(text));
    } catch (e) {
      console.error(e);
    }
  });`),
      errors: [{ message: '`cb` is not called where the `try` on line 6 fails', line: 8 }],
    },
    {
      name: 'a later test of something else',
      code: load(`  fs.stat(path, (err, info) => {
    if (info) cb(null, info);
    if (path.verbose) console.log(info);
  });`),
      errors: [{ message: '`cb` is not called where `info` is falsy', line: 5 }],
    },
  ],
});
