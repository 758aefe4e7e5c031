import type { TSESTree } from '@typescript-eslint/types';

import { calleeName } from '../../syntax/names.js';
import { hasRole } from '../../vocabulary/vocabulary.js';
import type { CallbackUses } from '../index/callback-uses.js';
import { isNothing } from './protocol.js';

/** Whether what a call passes to a callback that it takes as an argument does not count. */
export type ForwardsSafely = (call: TSESTree.CallExpression, mention: TSESTree.Node) => boolean;

/**
 * Whether a function passes no error of its own to its callback: it calls it with nothing, `cb()`, or with null first, `cb(null, x)`, and only
 * tests it otherwise. A function that stores the callback may pass an error.
 *
 * @param forwardsSafely whether what a call passes to the callback does not count, of a call that a mention is an argument of: to functions that
 *   never fail, for example
 */
export function passesNoError({ mentions }: CallbackUses, forwardsSafely: ForwardsSafely): boolean {
  const found = mentions.map((mention) => {
    const { parent } = mention;
    const isForwarded = parent?.type === 'CallExpression' && parent.callee !== mention && forwardsSafely(parent, mention);
    return isForwarded ? 'success' : readMention(mention);
  });
  return found.includes('success') && !found.includes('other');
}

function readMention(mention: TSESTree.Node): 'success' | 'test' | 'other' {
  const { parent } = mention;
  switch (parent?.type) {
    case 'CallExpression': {
      if (parent.callee === mention) return isSuccess(parent.arguments) ? 'success' : 'other';
      const isDeferred = parent.arguments[0] === mention && hasRole(calleeName(parent), 'defers');
      return isDeferred && (!hasRole(calleeName(parent), 'defers-with-arguments') || isSuccess(parent.arguments.slice(1))) ? 'success' : 'other';
    }
    case 'AssignmentExpression':
      // `cb = noop` so that it is not called again
      return parent.left === mention && parent.operator === '=' ? 'test' : 'other';
    case 'IfStatement':
    case 'UnaryExpression':
    case 'BinaryExpression':
      return 'test';
    case 'LogicalExpression':
    case 'ConditionalExpression':
      return (parent.type === 'LogicalExpression' ? parent.left : parent.test) === mention ? 'test' : 'other';
    default:
      return 'other';
  }
}

/** Whether the arguments of a callback say that there is no error: none, `null`, `undefined`, or one of these with results. */
function isSuccess(args: readonly TSESTree.CallExpressionArgument[]): boolean {
  const [first] = args;
  if (!first || (first.type === 'Identifier' && first.name === 'undefined')) return true;
  return first.type === 'Literal' && isNothing(first, args.length);
}
