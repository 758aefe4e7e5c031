import type { CallbackSite, Source } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import { calleeName } from './callee.js';
import { definitionsOf } from './own-definitions.js';

/** Callees whose name says that they call back again and again. */
const REPEATING =
  /^(?:watch|on[A-Z]|each|forEach|listen|subscribe|observe|poll|tail|schedule|repeat|throttle|debounce|(?:set|add|register)\w*(?:Callback|Handler|Listener|Hook)$)/;

/** The same, but for a function of the file, which shows what it does. */
const VAGUE = /^(?:walk|every|follow|hook|timer|setTimer|interval|receive|changes)$/;

/** Those that are given the name of what the callback is to do from then on: `program.command('build', function (err, args) {})`. */
const NAMING = /^(?:command|filter|helper|task|before|after|pre)$/;

/** What a socket's other side calls back once: `socket.emit('save', doc, function (err) {})`. Any number of listeners may do so elsewhere. */
const CONNECTION = /socket|client|conn|channel|peer|^(?:io|ws)$/i;

/** Whether the name of a callee says that it calls back any number of times. */
export function isRepeatingByName(source: Source, { callee, arguments: [first] }: CallbackSite['call']): boolean {
  const name = calleeName(callee) ?? '';
  if (REPEATING.test(name)) return true;
  if (definitionsOf(source, callee).length > 0) return false;
  if (VAGUE.test(name)) return true;
  if (NAMING.test(name)) return first?.type === T.Literal && typeof first.value === 'string';
  return name === 'emit' && callee.type === T.MemberExpression && !CONNECTION.test(nameOf(callee.object));
}

/** `socket` of `socket`, `this.socket` and `connect().socket`. */
function nameOf(node: TSESTree.Expression): string {
  return node.type === T.Identifier ? node.name : (calleeName(node) ?? '');
}
