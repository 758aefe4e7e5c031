import type { TSESTree } from '@typescript-eslint/types';
import { expect, it } from 'vitest';

import { parse } from '../../test/nodes.js';
import { isErrorLike } from './error-values.js';

it.each<[expression: string, expected: boolean]>([
  ['err', true],
  ['new TypeError("no key")', true],
  ['createError(404)', true],
  ['Error[404]("no such package")', true],
  ['HttpError.notFound()', true],
  ['err || new Error()', true],
  ['found ? null : new Error()', true],
  ['row', false],
  ['errors[404]()', false],
  ['find(key)', false],
])('%s: %s', (expression, expected) => {
  const statement = parse(`(${expression});`).ast.body[0] as TSESTree.ExpressionStatement;
  expect(isErrorLike(statement.expression)).toBe(expected);
});
