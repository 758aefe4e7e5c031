import { expect, it } from 'vitest';

import { callAt, nodeAt, parse, textOf } from '../../../detector/test/nodes.js';
import { arrowOf, matchPosition, returnsFrom } from './position.js';

it.each([
  ['load(cb);', 'statement', 'load(cb);', false, null],
  ['void load(cb);', 'statement', 'void load(cb);', false, null],
  ['function f() { return load(cb); }', 'return', 'return load(cb);', true, null],
  ['f = () => load(cb);', 'arrow', 'load(cb)', false, '() => load(cb)'],
  ['f = () => void load(cb);', 'arrow', 'void load(cb)', false, '() => void load(cb)'],
  ['a && load(cb);', 'branch', 'a && load(cb);', false, null],
  ['a ? load(cb) : b();', 'branch', 'a ? load(cb) : b();', false, null],
  ['a && (b || load(cb));', 'branch', 'a && (b || load(cb));', false, null],
  ['function f() { return a && load(cb); }', 'branch', 'return a && load(cb);', true, null],
  ['f = () => a && load(cb);', 'branch', 'a && load(cb)', true, '() => a && load(cb)'],
])('%s: %s, %s, returns: %j, arrow: %s', (code, form, statement, returns, arrow) => {
  const source = parse(code);
  const position = matchPosition(callAt(source, 'load'))!;
  expect([position.form, textOf(source, position.statement)]).toEqual([form, statement]);
  expect(returnsFrom(position)).toBe(returns);
  const found = arrowOf(position);
  expect(found && textOf(source, found)).toBe(arrow);
});

it.each([
  'const job = load(cb);',
  'job = load(cb);',
  'show(load(cb));',
  'load(cb) && a;',
  'a ?? load(cb);',
  'load(cb) ? a : b;',
  'load(cb).end();',
  '!load(cb);',
  'if (load(cb)) show();',
  'async () => { await load(cb); };',
])('%s has no position', (code) => {
  expect(matchPosition(nodeAt(parse(code), 'load(cb)'))).toBeNull();
});
