import type { TSESTree } from '@typescript-eslint/types';

import type { Source } from '../../source/source.js';
import { matchPropertyName } from '../../syntax/names.js';
import { isNullish } from '../../syntax/node-tests.js';
import { unwrap } from '../../syntax/unwrap.js';
import type { CallbackUses } from '../index/callback-uses.js';
import type { CompletionHandler } from './completion-handler.js';

type Results = Pick<CompletionHandler, 'results' | 'alwaysPassed'>;

/** What a function gives to its callback behind the error. */
export function resultsOf({ text }: Source, { calls, forwards }: CallbackUses): Results {
  const lists = calls.map(({ parent }) => (parent as TSESTree.CallExpression).arguments);
  const isOpen = forwards.length > 0 || lists.some((args) => args.some(({ type }) => type === 'SpreadElement'));
  const longest = lists.reduce<readonly TSESTree.Node[]>((most, args) => (args.length > most.length ? args : most), []);
  return {
    results: {
      count: isOpen ? 'unknown' : Math.max(0, longest.length - 1),
      names: isOpen ? [] : longest.slice(1).map((value) => nameOf(value)),
    },
    alwaysPassed: isOpen || lists.length < 2 ? [] : positionsAlike(lists, text),
  };
}

/** The positions behind the error at which each call gives the same variable: 1 of `cb(err, request)` and `cb(null, request)`. */
function positionsAlike(lists: readonly (readonly TSESTree.Node[])[], text: string): readonly number[] {
  const [first = [], ...others] = lists;
  return first.flatMap((value, position) => {
    const written = text.slice(...value.range);
    const isAlike = others.every((args) => args[position] !== undefined && text.slice(...args[position].range) === written);
    return position > 0 && value.type === 'Identifier' && !isNullish(value) && isAlike ? [position] : [];
  });
}

/** What a function calls a result that it gives: `row` of `cb(null, row)`, `rows` of `cb(null, result.rows)`; empty where it has no name. */
function nameOf(value: TSESTree.Node): string {
  const node = unwrap(value);
  if (node.type === 'Identifier') return isNullish(node) ? '' : node.name;
  return node.type === 'MemberExpression' ? (matchPropertyName(node) ?? '') : '';
}
