import type { TSESTree } from '@typescript-eslint/types';
import { expect, it } from 'vitest';

import { nodeAt, parse } from '../../test/nodes.js';
import { matchPatternKeys } from './pattern-keys.js';

it.each([
  ['{ x }', ['x']],
  ['{ a: x }', ['a']],
  ["{ 'a-b': x }", ['a-b']],
  ['{ a: { b: x } }', ['a', 'b']],
  ['{ a: { c }, b: { d: { x } } }', ['b', 'd', 'x']],
  ['{ a: x = 1 }', ['a']],
  ['{ [a]: x }', null],
  ['{ ...x }', null],
  ['{ a: [x] }', null],
])('const %s = y: %j', (pattern, expected) => {
  const source = parse(`const ${pattern} = y;`);
  const found = nodeAt(source, pattern) as TSESTree.ObjectPattern;
  const { identifiers: [name] } = source.scopeManager.scopes.flatMap(({ variables }) => variables).find((variable) => variable.name === 'x')!;
  expect(matchPatternKeys(found, name as TSESTree.Node)).toEqual(expected);
});
