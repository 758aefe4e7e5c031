import { lookupApi } from '@uncallback/detector';
import { expect, it } from 'vitest';

import { parse, siteIn, textOf } from '../../../detector/test/nodes.js';
import { matchConstantCallee } from './constant-callee.js';

const call = "fs.stat('a', (err, s) => { if (err) throw err; use(s); });";
const named = "stat('a', (err, s) => { if (err) throw err; use(s); });";

it.each([
  [`const fs = require('fs');\n${call}`, 'fs.stat'],
  [`import fs from 'fs';\n${call}`, 'fs.stat'],
  [`import * as fs from 'fs';\n${call}`, 'fs.stat'],
  [`const { stat } = require('fs');\n${named}`, 'stat'],
  [`import { stat } from 'fs';\n${named}`, 'stat'],
  [`const stat = require('fs').stat;\n${named}`, 'stat'],
  [`const fs = require('fs');\nfs.readFile = other;\n${call}`, 'fs.stat'],
  [`const fs = require('fs');\nfs.stat = other;\n${call}`, null],
  [`const fs = require('fs');\nif (fs.stat) show();\n${call}`, null],
  [`const fs = require('fs');\npatch(fs);\n${call}`, null],
  [`const fs = require('fs');\ndelete fs.stat;\n${call}`, null],
  [`let fs = require('fs');\nfs = other;\n${call}`, null],
  [`show();\nconst fs = require('fs');\n${call}`, null],
  [`function f() { const fs = require('fs'); ${call} }`, null],
])('%s: %s', (code, expected) => {
  const source = parse(code);
  const callee = matchConstantCallee(source, siteIn(source), lookupApi('fs.stat', {}));
  expect(callee && textOf(source, callee)).toBe(expected);
});

it('matches no callee without facts', () => {
  const source = parse(`const fs = require('fs');\n${call}`);
  expect(matchConstantCallee(source, siteIn(source), null)).toBeNull();
});
