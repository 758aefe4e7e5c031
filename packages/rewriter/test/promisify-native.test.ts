import { expect, it } from 'vitest';

import { callOf, rewriteWith } from './promisify-code.js';

it.each([
  ["const fs = require('fs');", 'fs.stat', 'file', 'fs.promises.stat(file)'],
  ["import * as files from 'node:fs';", 'files.readdir', 'file', 'files.promises.readdir(file)'],
  ["const fs = require('fs');", 'fs.readFile', "'a.txt', 'utf8'", "fs.promises.readFile('a.txt', 'utf8')"],
  ["const fs = require('fs');", 'fs.readFile', "dir + '/a.txt'", "fs.promises.readFile(dir + '/a.txt')"],
  ["const fs = require('fs');", 'fs.readFile', 'path.join(dir, name)', 'fs.promises.readFile(path.join(dir, name))'],
  ["const dns = require('dns');", 'dns.resolve4', 'host', 'dns.promises.resolve4(host)'],
  ["const dns = require('node:dns');", 'dns.reverse', 'ip', 'dns.promises.reverse(ip)'],
  ['', "require('fs').stat", 'file', "require('fs').promises.stat(file)"],
])('%s %s(%s) calls the promise variant, and imports nothing', (head, callee, args, expected) => {
  const text = rewriteWith('native', `${head}\n${callOf(callee, args)}`);
  expect(text).toContain(`const value = await ${expected};\n`);
  expect(text).not.toContain('promisify');
});

it.each([
  // May be a file descriptor, which the promise variant does not accept.
  ["const fs = require('fs');", 'fs.readFile', 'file', 'promisify(fs.readFile)(file)'],
  // The promise variant resolves to an object, the callback gets a number.
  ["const fs = require('fs');", 'fs.open', "'a', 'r'", "promisify(fs.open)('a', 'r')"],
  ["const { stat } = require('fs');", 'stat', 'file', 'promisify(stat)(file)'],
  ["const fs = require('graceful-fs');", 'fs.stat', 'file', 'promisify(fs.stat)(file)'],
  ["const fs = require('fs');", "fs['stat']", 'file', "promisify(fs['stat'])(file)"],
])('%s %s(%s) has no equivalent promise variant, and is promisified', (head, callee, args, expected) => {
  expect(rewriteWith('native', `${head}\n${callOf(callee, args)}`)).toContain(`const value = await ${expected};\n`);
});

it('the promise variant of a function with several results resolves to an object, too', () => {
  const lookup = "dns.lookup(host, (err, address, family) => {\n  if (err) throw err;\n  console.log(address, family);\n});\n";
  expect(rewriteWith('native', `const dns = require('dns');\n${lookup}`)).toContain('const { address, family } = await dns.promises.lookup(host);\n');
  const pipeline = 'stream.pipeline(from, to, (err) => {\n  if (err) throw err;\n  console.log(1);\n});\n';
  expect(rewriteWith('native', `const stream = require('stream');\n${pipeline}`)).toContain('await stream.promises.pipeline(from, to);\n');
});
