import type { TSESTree } from '@typescript-eslint/types';

import { calleeName } from '../../syntax/names.js';
import { kindByPlace } from '../../vocabulary/callback-kinds.js';
import { hasRole } from '../../vocabulary/vocabulary.js';
import type { CallbackUses } from '../index/callback-uses.js';

/**
 * Whether a function takes a callback by a name of completion callbacks and does nothing but forward it, as the last argument of a call that by its
 * name is no listener, timer or iteration: `commit(cb) { this.connection.send(text, cb); }`.
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
  return isLast && kindByPlace(parent, mention) === null && !hasRole(name, 'stores-or-wraps') && !hasRole(name, 'waits-for-state');
}
