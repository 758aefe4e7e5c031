import { expect, it } from 'vitest';

import { callAt, parse } from '../../../test/nodes.js';
import { functionIndexOf } from '../index/function-index.js';
import { ReturnedHandles } from './returned-handle.js';

it.each([
  ['function f(cb) { const req = send(cb); return req; }', true],
  ['function f(cb) { send(cb); return this; }', true],
  ['function f(cb) { send(cb); return { close }; }', true],
  ['async function f(cb) { send(cb); }', true],
  ['const f = (cb) => setTimeout(cb, 1);', true],
  ['function f(cb) { return g(cb); } function g(cb) { send(cb); return this; }', true],
  ["const api = require('api'); function f(cb) { return api.run(cb); }", true],
  ["const api = require('api'); function f(cb) { return api.other(cb); }", false],
  ['function f(cb) { send(cb); }', false],
  ['function f(cb) { return send(cb); }', false],
  ['function f(cb) { if (!id) return false; send(cb); }', false],
  ['function f(cb) { send(cb); return false; }', true],
  ['function f(cb) { send(cb); return undefined; }', false],
  ['function f(cb) { if (!cb) return promise; send(cb); }', false],
  ['function f(cb) { return cb.promise; }', false],
  ['const other = 1;', false],
])('%s: f(cb) returns something to go on with: %j', (code, expected) => {
  const source = parse(`${code} f(done);`);
  const handles = new ReturnedHandles(source, functionIndexOf(source), (path) => path === 'api.run', ({ path }) => path[0] === 'exec');
  expect(handles.ofCall(callAt(source, 'f(done)'))).toBe(expected);
});
