import { expect, it } from 'vitest';

import { nodeAt, parse } from '../../../detector/test/nodes.js';
import { leavesByThrow, throwsAtOnce } from './throws-at-once.js';

it.each([
  ['throw err;', true],
  ['JSON.parse(x)', true],
  ['other.parse(x)', false],
  ['JSON.stringify(x)', false],
  ['assert.ok(x)', true],
  ['readFileSync(x)', true],
  ['fs.readFileSync(x)', true],
  ['new URL(x)', true],
  ['new Url(x)', false],
  ['URL(x)', false],
  ['require(name)', true],
  ["require('name')", false],
  ['load(x)', false],
  ['x.y', false],
])('%s: %j', (code, expected) => {
  const source = parse(code.startsWith('throw') ? code : `${code};`);
  expect(throwsAtOnce(nodeAt(source, code))).toBe(expected);
});

it.each([
  ['try { JSON.parse(x); } catch (e) { show(e); }', false],
  ['try { f(function () { JSON.parse(x); }); } catch (e) { show(e); }', true],
  ['if (a) { JSON.parse(x); }', true],
])('%s: %j', (code, expected) => {
  expect(throwsAtOnce(nodeAt(parse(code), 'JSON.parse(x)'))).toBe(expected);
});

it.each([
  ['throw err;', true],
  ["assert(id, 'no id');", true],
  ["Hoek.assert(id, 'no id');", true],
  ['assert.ok(id);', true],
  ['JSON.parse(id);', false],
  ['load(() => assert(id));', false],
  ['try { assert(id); } catch (e) { show(e); }', false],
])('%s leaves a function: %j', (code, expected) => {
  const source = parse(code);
  expect(leavesByThrow(source, source.ast)).toBe(expected);
});
