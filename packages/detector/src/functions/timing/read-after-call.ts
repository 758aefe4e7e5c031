import type { TSESTree } from '@typescript-eslint/types';

import { thisExpressionsIn } from '../../source/file-nodes.js';
import type { Source } from '../../source/source.js';
import { type FunctionNode, isFunction } from '../../syntax/function-node.js';
import { type Host, hostOf } from '../../syntax/host-of.js';
import { matchPropertyName, verbOf } from '../../syntax/names.js';
import { insideSameThis } from '../../syntax/search.js';
import { contains } from '../../syntax/surroundings.js';
import { hasRole } from '../../vocabulary/vocabulary.js';
import type { FunctionIndex } from '../index/function-index.js';
import { isPassedToRepeater } from '../invocation/repeaters.js';
import { type Effect, effectsOf, onlyChanges } from './callback-effects.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/**
 * Whether code after a call reads what its callback writes, without waiting for the callback: then the callee has to call back before it
 * returns. `let found; find(id, (err, row) => { found = row; }); return found;`.
 */
export function isReadAfterCall(source: Source, index: FunctionIndex, call: Call, callback: FunctionNode): boolean {
  const effects = effectsOf(source, index, callback);
  return effects.length > 0 && isReadAfter(source, index, call, effects);
}

/** Whether one of the effects is read after a call, or after an enclosing call of the same callee or of an iteration. */
function isReadAfter(source: Source, index: FunctionIndex, call: Call, effects: readonly Effect[]): boolean {
  // Code after an `await` waits for the callback.
  if (call.parent.type === 'AwaitExpression') return false;
  const host = synchronousHostOf(call);
  const outer = host.parent;
  const isMadeFrom =
    outer?.type === 'CallExpression' &&
    outer.callee !== host &&
    (isPassedToRepeater(host) || source.text.slice(...outer.callee.range) === source.text.slice(...call.callee.range));
  if (isMadeFrom && isReadAfter(source, index, outer, effects)) return true;
  return effects.some((effect) => readsOf(source, effect, host).some((read) => runsAfter(read, call, host)));
}

/** The reads of what an effect changes. For `this`, only those in one function. */
function readsOf(source: Source, { variable, property }: Effect, host: Host): readonly TSESTree.Node[] {
  if (variable === 'this') return property === null ? [] : membersOfThis(source, host, property);
  return variable.references.flatMap((reference): readonly TSESTree.Node[] => {
    const { identifier } = reference;
    const isRead = reference.isRead() && !onlyChanges(identifier) && (property === null || isMember(identifier, property));
    return isRead ? [identifier] : [];
  });
}

function membersOfThis(source: Source, host: Host, property: string): readonly TSESTree.Node[] {
  return thisExpressionsIn(host, source, insideSameThis).filter((node) => isMember(node, property) && !onlyChanges(node));
}

/** Whether an object is used for a certain property: `box` of `box.value`. A computed property, `box[key]`, may be any. */
export function isMember(object: TSESTree.Node, property: string): boolean {
  const member = object.parent;
  if (member?.type !== 'MemberExpression' || member.object !== object) return false;
  const name = matchPropertyName(member);
  return name === null || name === property;
}

function runsAfter(read: TSESTree.Node, call: Call, host: Host): boolean {
  return read.range[0] > call.range[1] && synchronousHostOf(read) === host && !isOtherBranch(call, read);
}

/**
 * The function that a node runs with: an immediately invoked function, one for `callbackify` and the executor of `new Promise(...)` are
 * parts of the function around them.
 */
function synchronousHostOf(node: TSESTree.Node): Host {
  const host = hostOf(node);
  const { parent } = host;
  if (!isFunction(host) || !parent) return host;
  const isCalledAtOnce =
    (parent.type === 'CallExpression' && (parent.callee === host || hasRole(verbOf(parent.callee) ?? '', 'makes-callback-form'))) ||
    (parent.type === 'NewExpression' && verbOf(parent.callee) === 'Promise');
  return isCalledAtOnce ? synchronousHostOf(parent) : host;
}

/** Whether two nodes are in different branches of an `if`, so that only one of them runs. */
function isOtherBranch(call: TSESTree.Node, other: TSESTree.Node): boolean {
  for (let node: TSESTree.Node | undefined = call; node && !isFunction(node); node = node.parent) {
    if (node.parent?.type === 'IfStatement' && contains(node.parent, other) && !contains(node, other)) return true;
  }
  return false;
}
