import { expect, it } from 'vitest';

import { functionIndexOf } from '../functions/index/function-index.js';
import { callAt, parse } from '../../test/nodes.js';
import { isTimerAlias } from './timer-alias.js';

it.each([
  ['const later = global.setImmediate || process.nextTick; later(f)', true],
  ["const later = typeof setImmediate === 'function' ? setImmediate : (fn) => fn(); later(f)", true],
  ['Runner.later = setTimeout; Runner.later(f)', true],
  ['const later = load; later(f)', false],
  ['later(f)', false],
])('%s: %j', (code, expected) => {
  const source = parse(code);
  expect(isTimerAlias(callAt(source, /(?:Runner\.)?later\(f\)$/.exec(code)![0]), functionIndexOf(source))).toBe(expected);
});
