import type { TSESTree } from '@typescript-eslint/types';

import type { Source } from '../../source/source.js';
import { matchPropertyName } from '../../syntax/names.js';
import { isNullish } from '../../syntax/node-tests.js';
import { unwrap } from '../../syntax/unwrap.js';
import type { CallbackUses } from '../index/callback-uses.js';
import type { CompletionHandler } from './completion-handler.js';
import { isCallbackified } from './protocol.js';

type Results = Pick<CompletionHandler, 'results' | 'alwaysPassed'>;

/**
 * Which results a function passes to its callback after the error: at most two for `cb(null, rows, fields)`, one for
 * `callbackify(async () => { ... })(cb)`.
 *
 * @returns an unknown count and no names if the callback is forwarded to another callee or called with a spread, `cb(...args)`
 */
export function resultsOf({ text }: Source, { calls, forwards }: CallbackUses): Results {
  const lists = calls.map(({ parent }) => (parent as TSESTree.CallExpression).arguments);
  const callbackified = forwards.filter(({ parent }) => parent?.type === 'CallExpression' && isCallbackified(parent));
  const isOpen = forwards.length > callbackified.length || lists.some((args) => args.some(({ type }) => type === 'SpreadElement'));
  const longest = lists.reduce<readonly TSESTree.Node[]>((most, args) => (args.length > most.length ? args : most), []);
  return {
    results: {
      count: isOpen ? 'unknown' : Math.max(callbackified.length > 0 ? 1 : 0, longest.length - 1),
      names: isOpen ? [] : longest.slice(1).map((value) => nameOf(value)),
    },
    alwaysPassed: forwards.length > 0 || isOpen || lists.length < 2 ? [] : positionsAlike(lists, text),
  };
}

/** The positions after the error at which each call passes one variable: 1 for `cb(err, request)` and `cb(null, request)`. */
function positionsAlike(lists: readonly (readonly TSESTree.Node[])[], text: string): readonly number[] {
  const [first = [], ...others] = lists;
  return first.flatMap((value, position) => {
    const written = text.slice(...value.range);
    const isAlike = others.every((args) => args[position] !== undefined && text.slice(...args[position].range) === written);
    return position > 0 && value.type === 'Identifier' && !isNullish(value) && isAlike ? [position] : [];
  });
}

/** The name of a result: `row` of `cb(null, row)`, `rows` of `cb(null, result.rows)`; empty if there is none. */
function nameOf(value: TSESTree.Node): string {
  const node = unwrap(value);
  if (node.type === 'Identifier') return isNullish(node) ? '' : node.name;
  return node.type === 'MemberExpression' ? (matchPropertyName(node) ?? '') : '';
}
