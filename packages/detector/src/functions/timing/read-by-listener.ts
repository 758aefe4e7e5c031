import type { TSESTree } from '@typescript-eslint/types';

import { nodesOf } from '../../source/file-nodes.js';
import type { Source } from '../../source/source.js';
import { type FunctionNode, isFunction } from '../../syntax/function-node.js';
import { hostOf } from '../../syntax/host-of.js';
import { matchPropertyName } from '../../syntax/names.js';
import { contains, isCalled } from '../../syntax/surroundings.js';
import { unwrap } from '../../syntax/unwrap.js';
import { hasRole } from '../../vocabulary/vocabulary.js';
import type { FunctionIndex } from '../index/function-index.js';
import { type Effect, effectsOf, onlyChanges } from './callback-effects.js';
import { isMember } from './read-after-call.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** How many calls deep functions of the file are followed. */
const maximumDepth = 2;

/**
 * Whether a listener on the receiver of a call reads what the callback of the call writes. The receiver may emit right after it has called
 * back, before the code after an `await` runs:
 *
 *     queue.push(task, function (err, x) { results.push(x); });
 *     queue.on('drain', function () { show(results); });
 *
 * Limit: only listeners that are added in a function around the call count, and only what they read when they run themselves, not in
 * callbacks of theirs.
 */
export function isReadByListener(source: Source, index: FunctionIndex, call: Call, callback: FunctionNode): boolean {
  const target = unwrap(call.callee);
  if (target.type !== 'MemberExpression') return false;
  const effects = effectsOf(source, index, callback);
  if (effects.length === 0) return false;
  const mentions = mentionsOf(unwrap(target.object), source, index).filter((mention) => contains(hostOf(mention), call));
  const listeners = mentions.flatMap((mention) => listenersAt(mention, index));
  return listeners.some((listener) => listener !== callback && effects.some((effect) => isReadIn(listener, effect, index)));
}

/** The mentions of a receiver that is a variable, `this` or a property of `this`. */
function mentionsOf(receiver: TSESTree.Node, source: Source, { bindings }: FunctionIndex): readonly TSESTree.Node[] {
  const variable = bindings.variableOf(receiver);
  if (variable) return variable.references.map(({ identifier }): TSESTree.Node => identifier);
  const isThis = receiver.type === 'ThisExpression';
  if (!isThis && (receiver.type !== 'MemberExpression' || receiver.object.type !== 'ThisExpression')) return [];
  const members = nodesOf(source).thisExpressions.flatMap((object) => (object.parent.type === 'MemberExpression' && object.parent.object === object ? [object.parent] : []));
  if (isThis) return members.map(({ object }) => object);
  const name = matchPropertyName(receiver);
  return members.filter((member) => matchPropertyName(member) === name);
}

/** The listeners that a mention of the receiver adds: `queue.on('drain', f).on('end', g)`, `queue.drain(f)`, `queue.drain = f`. */
function listenersAt(receiver: TSESTree.Node, index: FunctionIndex): readonly FunctionNode[] {
  const member = receiver.parent;
  if (member?.type !== 'MemberExpression' || member.object !== receiver) return [];
  const name = matchPropertyName(member) ?? '';
  const takesListener = hasRole(name, 'queue-event') || hasRole(name, 'on-event');
  if (member.parent.type === 'AssignmentExpression' && member.parent.left === member) return takesListener ? functionsAmong([member.parent.right], index) : [];
  if (!isCalled(member)) return [];
  const call = member.parent as TSESTree.CallExpression;
  const listens = takesListener || hasRole(name, 'subscribes-to-emitter');
  return [...(listens ? functionsAmong(call.arguments, index) : []), ...listenersAt(call, index)];
}

function functionsAmong(values: readonly TSESTree.Node[], { bindings }: FunctionIndex): readonly FunctionNode[] {
  return values.flatMap((value) => bindings.functionOf(unwrap(value)) ?? []);
}

function isReadIn(listener: FunctionNode, effect: Effect, index: FunctionIndex, depth = 0): boolean {
  const { variable, property } = effect;
  if (variable === 'this' || depth > maximumDepth) return false;
  const called = index.callsIn(listener).flatMap((call) => index.bindings.functionOf(call.callee) ?? []);
  if (called.some((fn) => fn !== listener && isReadIn(fn, effect, index, depth + 1))) return true;
  return variable.references.some((reference) => {
    const { identifier } = reference;
    return reference.isRead() && contains(listener, identifier) && (property === null || isMember(identifier, property)) && isOwnRead(identifier, listener);
  });
}

/** Whether a mention is read when the listener itself runs, not later in a function inside it. */
function isOwnRead(mention: TSESTree.Node, listener: FunctionNode): boolean {
  if (onlyChanges(mention)) return false;
  for (let node = mention.parent; node && node !== listener; node = node.parent) if (isFunction(node) && !isCalled(node)) return false;
  return true;
}
