import type { TSESTree } from '@typescript-eslint/types';

import type { Source } from '../../source/source.js';
import type { Bindings } from '../../bindings/bindings.js';
import { matchPropertyName } from '../../syntax/names.js';
import { isNullish } from '../../syntax/node-tests.js';
import { contains } from '../../syntax/surroundings.js';
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
export function resultsOf({ text }: Source, { calls, forwards }: CallbackUses, bindings: Bindings): Results {
  const lists = calls.map(({ parent }) => (parent as TSESTree.CallExpression).arguments);
  const callbackified = forwards.filter(({ parent }) => parent?.type === 'CallExpression' && isCallbackified(parent));
  const isOpen = forwards.length > callbackified.length || lists.some((args) => args.some(({ type }) => type === 'SpreadElement'));
  const longest = lists.reduce<readonly TSESTree.Node[]>((most, args) => (args.length > most.length ? args : most), []);
  return {
    results: {
      count: isOpen ? 'unknown' : Math.max(callbackified.length > 0 ? 1 : 0, longest.length - 1),
      names: isOpen ? [] : longest.slice(1).map((value) => nameOf(value)),
    },
    alwaysPassed: forwards.length > 0 || isOpen ? [] : [...new Set([...(lists.length < 2 ? [] : positionsAlike(lists, text)), ...positionsBesideErrors(lists, bindings)])],
  };
}

/**
 * The positions at which something is passed beside each error that is no result of what failed: 1 for `cb(err, request)`, where `request` is a
 * parameter of a function around the callback with the error, and of `cb(err, {})`.
 */
function positionsBesideErrors(lists: readonly (readonly TSESTree.Node[])[], bindings: Bindings): readonly number[] {
  const failed = lists.filter(([first]) => first && !(first.type === 'Literal' && first.value === null) && !isNullish(first));
  const [first = []] = failed;
  return first.flatMap((_, position) => (position > 0 && failed.every((args) => isIndependent(args[0]!, args[position], bindings)) && lists.every((args) => args.length > position) ? [position] : []));
}

/** Whether a value does not come from the function that has an error as its parameter. */
function isIndependent(error: TSESTree.Node, value: TSESTree.Node | undefined, bindings: Bindings): boolean {
  const failing = bindings.variableOf(error)?.defs[0];
  if (!value || failing?.type !== 'Parameter') return false;
  if (value.type === 'ThisExpression') return true;
  if (value.type === 'ObjectExpression' || value.type === 'ArrayExpression') return value.type === 'ObjectExpression' ? value.properties.length === 0 : value.elements.length === 0;
  const variable = value.type === 'Identifier' ? bindings.variableOf(value) : null;
  const [definition] = variable?.defs ?? [];
  if (!definition || contains(failing.node, definition.name)) return false;
  return definition.type === 'Parameter' ? bindings.valuesOf(variable!).length === 0 : definition.node.parent?.type === 'VariableDeclaration' && definition.node.parent.kind === 'const';
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
