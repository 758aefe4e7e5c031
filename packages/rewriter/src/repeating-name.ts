import { type CallbackSite, type Source, hasRole } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import { calleeName } from './callee.js';
import { definitionsOf } from './own-definitions.js';

/** Whether the name of a callee says that it calls back any number of times. */
export function isRepeatingByName(source: Source, { callee, arguments: [first] }: CallbackSite['call']): boolean {
  const name = calleeName(callee) ?? '';
  if (hasRole(name, 'repeats')) return true;
  if (definitionsOf(source, callee).length > 0) return false;
  if (hasRole(name, 'may-repeat')) return true;
  if (hasRole(name, 'names-what-follows')) return first?.type === T.Literal && typeof first.value === 'string';
  // What a socket's other side calls back once: `socket.emit('save', doc, function (err) {})`. Any number of listeners may do so elsewhere.
  return name === 'emit' && callee.type === T.MemberExpression && !hasRole(nameOf(callee.object), 'connection');
}

/** `socket` of `socket`, `this.socket` and `connect().socket`. */
function nameOf(node: TSESTree.Expression): string {
  return node.type === T.Identifier ? node.name : (calleeName(node) ?? '');
}
