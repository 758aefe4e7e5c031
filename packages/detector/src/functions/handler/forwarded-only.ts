import type { TSESTree } from '@typescript-eslint/types';

import { isFunction } from '../../syntax/function-node.js';
import { calleeName } from '../../syntax/names.js';
import { unwrap } from '../../syntax/unwrap.js';
import { kindByPlace } from '../../vocabulary/callback-kinds.js';
import { hasRole } from '../../vocabulary/vocabulary.js';
import type { CallbackUses } from '../index/callback-uses.js';

/**
 * Whether a function takes a callback by a name of completion callbacks and does nothing but forward it together with data, as the last argument of
 * a call that by its name is no listener, timer or iteration: `commit(cb) { this.connection.send(text, cb); }`. Not where nothing is passed along, as
 * in `wait(cb) { this.client.wait(cb); }`, nor another function, behind which a callback often says only that all is done: `list.wait(visit, cb)`.
 *
 * Limit: what the call does with it is not known.
 */
export function isOnlyForwarded({ variable, mentions }: CallbackUses): boolean {
  return hasRole(variable.name, 'completion') && mentions.length > 0 && mentions.every(isForwardedAsCompletion);
}

function isForwardedAsCompletion(mention: TSESTree.Node): boolean {
  const { parent } = mention;
  if (parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') return false;
  const name = calleeName(parent);
  const isLast = parent.callee !== mention && parent.arguments.at(-1) === mention;
  return isLast && passesData(parent) && kindByPlace(parent, mention) === null && !hasRole(name, 'stores-or-wraps') && !hasRole(name, 'waits-for-state');
}

/** Whether a call passes data beside a callback, or makes an object that has it, `new Job(cb)`. */
function passesData({ type, arguments: args }: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const before = args.slice(0, -1);
  return (before.length > 0 || type === 'NewExpression') && !before.some((each) => isFunction(unwrap(each)));
}
