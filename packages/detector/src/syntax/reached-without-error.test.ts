import { expect, test } from 'vitest';

import { callAt, functionAt, parse } from '../../test/nodes.js';
import { isReachedWithoutError } from './reached-without-error.js';

/** Whether the call `use(row)` in a callback is reached only without an error. */
function isReached(body: string): boolean {
  const source = parse(`load(function (err, row) { ${body} });`);
  const [use, callback] = [callAt(source, 'use('), functionAt(source, 'function (err')];
  return isReachedWithoutError(use, (node) => node.type === 'Identifier' && node.name === 'err', callback);
}

test.each([
  'if (err) return; use(row);',
  'if (err || !row) return cb(err); later(function () { use(row); });',
  'if (err != null) { throw err; } if (row) use(row);',
  'if (err) log(err); else use(row);',
  'if (!err && row) use(row);',
  'if (!(err || !row)) use(row);',
  'if (err && a || err && b) {} else if (err == null) use(row);',
  'cb(!err && use(row));',
  'cb(err || use(row));',
  'cb(err ? null : use(row));',
])('%s', (body) => {
  expect(isReached(body)).toBe(true);
});

test.each([
  'use(row);',
  'if (err) log(err); use(row);',
  'if (err && row) return; use(row);',
  'if (err && !row) log(err); else use(row);',
  'if (!err || row) use(row);',
  'if (!(err && row)) use(row);',
  'if (err.code) return; use(row);',
  'cb(err && use(row));',
])('not %s', (body) => {
  expect(isReached(body)).toBe(false);
});
