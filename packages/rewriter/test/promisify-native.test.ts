import { parseSource } from '@uncallback/detector/parse';
import { describe, expect, it } from 'vitest';

import { rewrite } from '../src/index.js';
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

it.each([
  // All names, some of them, one of them.
  ["const { stat } = require('fs');", "const { stat } = require('fs/promises');", 'stat(file)'],
  ["import { stat } from 'node:fs';", "import { stat } from 'node:fs/promises';", 'stat(file)'],
  ["var { watch, stat: look } = require('fs');", "var { watch } = require('fs');\nvar { stat: look } = require('fs/promises');", 'look(file)'],
  ["const { stat, watch } = require('fs');", "const { watch } = require('fs');\nconst { stat } = require('fs/promises');", 'stat(file)'],
  ["const {\n  stat,\n  watch,\n} = require('fs');", "const {\n  watch,\n} = require('fs');\nconst { stat } = require('fs/promises');", 'stat(file)'],
  ["import files, { stat } from 'fs';", "import files from 'fs';\nimport { stat } from 'fs/promises';", 'stat(file)'],
])('%s becomes %s', (head, expected, call) => {
  const callee = /stat: look/.test(head) ? 'look' : 'stat';
  const text = rewriteWith('native', `${head}\n${callOf(callee, 'file')}`);
  expect(text.startsWith(`${expected}\n`)).toBe(true);
  expect(text).toContain(`const value = await ${call};\n`);
  expect(text).not.toContain('promisify');
});

it.each([
  ["const { stat } = require('fs');", 'stat.call(null, file, done);'],
  ["const { stat } = require('fs');", 'exports.stat = stat;'],
  ["const { stat } = require('graceful-fs');", ''],
  // A comment about one of the names.
  ["const {\n  stat, // of files\n  watch,\n} = require('fs');", ''],
  ["const { stat: toString } = require('fs');\nconst { stat } = require('./own');", ''],
])('%s stays beside %s', (head, use) => {
  expect(rewriteWith('native', `${head}\n${callOf('stat', 'file')}${use}\n`)).toContain(`${head}\n`);
});

describe('a function of which the result has a method that returns a promise', () => {
  const head = "const AWS = require('aws-sdk');\nconst s3 = new AWS.S3();\nconst db = new AWS.DynamoDB.DocumentClient();";
  const rewritten = (callee: string, dependencies: Record<string, string> = {}): string => {
    const source = parseSource(`${head}\n${callOf(callee, 'options')}`, 'a.js');
    return rewrite(source, (text) => parseSource(text, 'a.js'), { promisify: 'native', dependencies }).text;
  };

  it.each([
    ['s3.getObject', {}, 's3.getObject(options).promise()'],
    ['db.query', { 'aws-sdk': '^2.3.0' }, 'db.query(options).promise()'],
    ['s3.upload', { 'aws-sdk': '^2.700.0' }, 's3.upload(options).promise()'],
    // Uploads have it since 2.6.12.
    ['s3.upload', { 'aws-sdk': '^2.3.0' }, 'promisify(s3.upload).call(s3, options)'],
    ['s3.getObject', { 'aws-sdk': '~2.2.0' }, 'promisify(s3.getObject).call(s3, options)'],
    // It returns no request.
    ['s3.createPresignedPost', {}, 'promisify(s3.createPresignedPost).call(s3, options)'],
  ])('%s, %j: %s', (callee, dependencies, expected) => {
    expect(rewritten(callee, dependencies)).toContain(`const value = await ${expected};\n`);
  });

  it('is promisified in the other styles', () => {
    expect(rewriteWith('inline', `${head}\n${callOf('s3.getObject', 'options')}`)).toContain('await promisify(s3.getObject).call(s3, options);');
  });
});
