import { describe, expect, it } from 'vitest';

import type { TSESTree } from '@typescript-eslint/types';
import { callAt, parse, textOf } from '../../test/nodes.js';
import { matchReactions } from './reactions.js';

describe('matchReactions', () => {
  it.each<[string, string, readonly (readonly [fulfilled: string | null, rejected: string | null])[]]>([
    ['load().then(a)', 'load()', [['a', null]]],
    ['load().then(a, b)', 'load()', [['a', 'b']]],
    ['load().then(a, b).catch(c)', 'load()', [['a', 'b'], [null, 'c']]],
    ['loading.catch(NotFound, c)', 'loading', [[null, 'c']]],
    ['loading.fail(c)', 'loading', [[null, 'c']]],
    ['loading.finally(end)', 'loading', [['end', 'end']]],
    ['loading.spread(a).done(b)', 'loading', [['a', null], ['b', null]]],
    ['load().other().then(a)', 'load().other()', [['a', null]]],
  ])('%s: %s, %j', (code, promise, reactions) => {
    const source = parse(`${code};`);
    const found = matchReactions(callAt(source, '') as TSESTree.CallExpression);
    const name = (node: TSESTree.Node | null): string | null => node && textOf(source, node);
    expect(found && name(found.promise)).toBe(promise);
    expect(found?.reactions.map(({ fulfilled, rejected }) => [name(fulfilled), name(rejected)])).toEqual(reactions);
  });

  it.each(['then(a)', 'load()', 'loading.other(a)', 'loading.then()', 'loading.then(a, b, c, d)', 'loading.catch()', 'loading.finally(a, b)', 'loading[then](a)'])('%s is none', (code) => {
    expect(matchReactions(callAt(parse(`${code};`), '') as TSESTree.CallExpression)).toBeNull();
  });
});
