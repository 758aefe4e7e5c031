import { expect, it } from 'vitest';

import { callAt, parse, textOf } from '../../../detector/test/nodes.js';
import { headOf, isRequire, lastOfHead } from './file-head.js';

it.each<[string, string[], number, string | null]>([
  ['no import', ['show();'], 0, null],
  ['an import', ["import a from 'a';", 'show();'], 1, "import a from 'a';"],
  ['requires', ["const a = require('a');", "const b = require('b').c;", 'show();'], 2, "const b = require('b').c;"],
  ['a require that is called', ["const a = require('a')(1);", 'show();'], 1, "const a = require('a')(1);"],
  ['a require that calls a function', ["const a = require('a')(() => show());", 'show();'], 0, null],
  ['a bare require', ["require('a');", 'show();'], 1, "require('a');"],
  ['a value in between', ["const a = require('a');", 'var n = 1;', "const b = require('b');", 'show();'], 3, "const b = require('b');"],
  ['a call in between', ["const a = require('a');", 'show();', "const b = require('b');"], 1, "const a = require('a');"],
  ['a function in front', ['function f() {}', "const a = require('a');", 'show();'], 2, "const a = require('a');"],
  ['a function below', ["const a = require('a');", 'function f() {}', "const b = require('b');"], 1, "const a = require('a');"],
  ['a method below', ["const a = require('a');", 'exports.f = function () {};', "const b = require('b');"], 1, "const a = require('a');"],
  ['a directive', ["'use strict';", 'show();'], 1, "'use strict';"],
  ['a directive and a require', ["'use strict';", "const a = require('a');"], 2, "const a = require('a');"],
  ['an import at the bottom', ['show();', "const a = require('a');"], 0, null],
])('%s', (_, lines, length, last) => {
  const source = parse(lines.join('\n'));
  expect(headOf(source.ast.body).map((statement) => textOf(source, statement))).toEqual(lines.slice(0, length));
  const statement = lastOfHead(source.ast.body);
  expect(statement && textOf(source, statement)).toBe(last);
});

it.each([
  ["require('a')", true],
  ['require(a)', false],
  ["other('a')", false],
  ["x.require('a')", false],
])('%s requires a module by its name: %j', (code, expected) => {
  expect(isRequire(callAt(parse(`${code};`), code), (request) => request?.type === 'Literal')).toBe(expected);
});
