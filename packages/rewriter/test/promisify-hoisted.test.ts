import { expect, it } from 'vitest';

import { callOf, rewriteWith } from './promisify-code.js';

it.each([
  ["const fs = require('fs');", 'fs.stat', 'const stat = promisify(fs.stat);', 'stat(file)'],
  ["import * as files from 'node:fs';", 'files.readdir', 'const readdir = promisify(files.readdir);', 'readdir(file)'],
  ["import { stat } from 'fs';", 'stat', 'const statAsync = promisify(stat);', 'statAsync(file)'],
  ["var { stat } = require('fs');", 'stat', 'const statAsync = promisify(stat);', 'statAsync(file)'],
  ["var stat = require('fs').stat;", 'stat', 'const statAsync = promisify(stat);', 'statAsync(file)'],
  ["var fs = require('graceful-fs');", 'fs.stat', 'const stat = promisify(fs.stat);', 'stat(file)'],
  ["var rimraf = require('rimraf');", 'rimraf', 'const rimrafAsync = promisify(rimraf);', 'rimrafAsync(file)'],
])('%s %s is promisified once, below the imports', (head, callee, constant, expected) => {
  const text = rewriteWith('hoisted', `${head}\n\nopen();\n${callOf(callee, 'file')}`);
  const end = head.startsWith('import') ? "'util';" : "('util');";
  expect(text.replaceAll('node:', '')).toContain(`${end}\n\n${constant}\n\nopen();\n`);
  expect(text).toContain(`await ${expected};\n`);
});

it.each([
  ['a receiver', "const db = require('./db');", 'db.find'],
  ['a module of the project', "const { readFile } = require('./fs');", 'readFile'],
  ['a variable that changes', "let fs = require('fs');\nfs = wrap(fs);", 'fs.stat'],
  ['a member that changes', "const fs = require('fs');\nfs.stat = wrap(fs.stat);", 'fs.stat'],
  ['some member that changes', "const fs = require('fs');\nfs[name] = wrap(fs[name]);", 'fs.stat'],
  ['a module that is handed on', "const fs = require('fs');\nrequire('graceful-fs').gracefulify(fs);", 'fs.stat'],
  ['a function that may be missing', "const fs = require('fs');\nif (fs.cp) open();", 'fs.cp'],
  ['a function that is missing on Linux', "const fs = require('fs');", 'fs.lchmod'],
  ['a module that is loaded late', "open();\nconst fs = require('fs');", 'fs.stat'],
  ['a module that may not be there', "let fs;\ntry { fs = require('fs'); } catch {}", 'fs.stat'],
])('%s is promisified in its place', (_, head, callee) => {
  const text = rewriteWith('hoisted', `${head}\n${callOf(callee, 'file')}`);
  expect(text).toMatch(/await promisify\(/);
  expect(text).not.toMatch(/^const \w+ = promisify/m);
});

it('a constant gets no name that the file uses anywhere', () => {
  const text = rewriteWith('hoisted', `const fs = require('fs');\nconst statAsync = 1;\n${callOf('fs.stat', 'file').replaceAll('value', 'stat')}`);
  expect(text).toContain('const statAsync2 = promisify(fs.stat);\n');
  expect(text).toContain('const stat = await statAsync2(file);\n');
});

it('functions that are rewritten one by one share a constant', () => {
  const first = rewriteWith('hoisted', `const fs = require('fs');\n\nfunction one(a) {\n${callOf('fs.stat', 'a')}}\n`);
  const second = rewriteWith('hoisted', `${first}\nfunction two(b) {\n${callOf('fs.stat', 'b')}${callOf('fs.readdir', 'b')}}\n`);
  expect(second.match(/promisify\(.*/g)).toEqual(['promisify(fs.stat);', 'promisify(fs.readdir);']);
});
