import type { TSESTree } from '@typescript-eslint/types';
import { expect, it } from 'vitest';

import { errorIn, nodeAt, parse } from '../../../detector/test/nodes.js';
import { isReference, matchErrorTest } from './error-test.js';

it.each([
  ['err', true],
  ['!!err', true],
  ['err != null', true],
  ['null != err', true],
  ['err != undefined', true],
  ['!(err == null)', true],
  ['!err', false],
  ['!!!err', false],
  ['err == null', false],
  ['undefined == err', false],
  ['err === null', null],
  ['err == 1', null],
  ['err.code', null],
  ['err && x', null],
  ['x', null],
  ['!x', null],
  ['isFatal(err)', null],
])('%s: %j', (test, expected) => {
  const source = parse(`load((err, x) => { if (${test}) throw err; });`);
  const statement = nodeAt(source, `if (${test}) throw err;`) as TSESTree.IfStatement;
  expect(matchErrorTest(statement.test, errorIn(source))).toBe(expected);
  expect(isReference(statement.test, errorIn(source))).toBe(test === 'err');
});
