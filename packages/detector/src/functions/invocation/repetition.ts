import type { TSESTree } from '@typescript-eslint/types';

import type { Source } from '../../source/source.js';
import { exits } from '../../syntax/exits.js';
import { type FunctionNode, isFunction } from '../../syntax/function-node.js';
import { hostOf } from '../../syntax/host-of.js';
import { matchPropertyName, verbOf } from '../../syntax/names.js';
import { isLoop } from '../../syntax/node-tests.js';
import { someNode } from '../../syntax/search.js';
import { contains, isCalled, reachesArgument } from '../../syntax/surroundings.js';
import { unwrap } from '../../syntax/unwrap.js';
import { hasRole } from '../../vocabulary/vocabulary.js';
import { matchTarget } from '../handler/protocol.js';
import type { CallbackUses } from '../index/callback-uses.js';
import type { FunctionIndex } from '../index/function-index.js';
import { isPassedToRepeater, isListener } from './repeaters.js';

/** Whether a function limits its callback to one call, in a statement of its own body: `cb = once(cb);`. */
export function isLimited({ text }: Source, { definition, mentions }: CallbackUses): boolean {
  return mentions.some(({ parent }) => {
    if (parent?.type !== 'AssignmentExpression' || parent.parent.parent !== definition.body) return false;
    return parent.right.type === 'CallExpression' && /\bonce\b/i.test(text.slice(...parent.right.range));
  });
}

/**
 * Whether a function calls its callback more than once: in a loop or an interval, in a listener of a repeated event, or by one call after
 * another, `cb(null, 1); cb(null, 2);`.
 *
 * Limit: a call that depends on a condition or leaves the loop does not count, `for (const id of ids) if (id) return cb(id);`.
 */
export function isRepeated(source: Source, index: FunctionIndex, uses: CallbackUses): boolean {
  const { definition, forwards, mentions } = uses;
  const recursions = forwards.filter(
    ({ parent }) => parent?.type === 'CallExpression' && index.definitionsOf(parent.callee).includes(definition),
  );
  const bound = mentions.flatMap((mention) => namesOfBound(mention, index));
  const calls = [...uses.calls, ...bound.filter(isCalled)];
  return [...calls, ...forwards, ...bound.filter(reachesArgument)].some((mention) => isCalledAgain(mention, { source, index, definition, calls, recursions }));
}

/** The names of a callback that is bound: each `pass` of `const pass = cb.bind(null, null)` and of `const pass = _.partial(cb, null)`. */
function namesOfBound(mention: TSESTree.Node, { bindings }: FunctionIndex): readonly TSESTree.Node[] {
  const { parent } = mention;
  const isPassed = parent?.type === 'CallExpression' && parent.arguments[0] === mention && hasRole(verbOf(parent.callee) ?? '', 'binds-arguments');
  const isMethod = parent?.type === 'MemberExpression' && parent.object === mention && isCalled(parent) && hasRole(matchPropertyName(parent) ?? '', 'binds-function');
  const call = isPassed ? parent : isMethod ? parent.parent : null;
  const target = call?.parent ? matchTarget(call.parent, call) : null;
  const variable = target && bindings.variableOf(target);
  return variable?.references.flatMap(({ identifier, init }): TSESTree.Node[] => (init ? [] : [identifier])) ?? [];
}

interface Surroundings {
  readonly source: Source;
  readonly index: FunctionIndex;
  readonly definition: FunctionNode;
  readonly calls: readonly TSESTree.Node[];
  /** The mentions that forward the callback to the function itself. */
  readonly recursions: readonly TSESTree.Node[];
}

function isCalledAgain(mention: TSESTree.Node, surroundings: Surroundings): boolean {
  const { source, index, definition } = surroundings;
  let isConditional = false;
  let leaves = false;
  let node = mention;
  if (isPassedToRepeater(node)) return true;
  for (let parent = node.parent; parent && node !== definition; node = parent, parent = parent.parent) {
    if (parent.type === 'ReturnStatement' || parent.type === 'ThrowStatement') leaves = true;
    if (/^(?:IfStatement|ConditionalExpression|LogicalExpression)$/.test(parent.type)) isConditional = true;
    if (parent.type === 'BlockStatement' && !leaves) {
      const later = parent.body.slice(parent.body.indexOf(node as TSESTree.Statement) + 1);
      for (const statement of later) {
        if (isCalled(mention) && completesAgain(mention, statement, parent, surroundings)) return true;
        if (exits(statement) || statement.type === 'BreakStatement') leaves = true;
      }
    }
    if (isLoop(parent) && !isConditional && !leaves) return true;
    if (!isFunction(parent) || parent === definition) continue;
    const names = index.bindings.variableOfFunction(parent)?.references.map(({ identifier }): TSESTree.Node => identifier) ?? [];
    const places = [parent, ...names];
    if (places.some(isPassedToRepeater)) return !isConditional || (places.some(isListener) && !isStopped(source, index, parent));
    leaves = false;
  }
  return false;
}

/** Whether a statement after a call of the callback calls it again, or calls the whole function again with it. */
function completesAgain(
  mention: TSESTree.Node,
  statement: TSESTree.Statement,
  block: TSESTree.BlockStatement,
  { calls, recursions }: Surroundings,
): boolean {
  const host = hostOf(mention);
  return (
    calls.some((other) => contains(statement, other) && hostOf(other) === host) ||
    recursions.some((other) => contains(host, block) && contains(statement, other))
  );
}

/** Whether a listener may call back only once: it stops the emitter, `input.destroy()`, or writes an outer variable, `isDone = true`. */
function isStopped(source: Source, index: FunctionIndex, listener: FunctionNode): boolean {
  return someNode(listener.body, source.visitorKeys, (node) => {
    if (node.type === 'CallExpression') return hasRole(verbOf(node.callee) ?? '', 'stops');
    const target = node.type === 'AssignmentExpression' ? node.left : node.type === 'UpdateExpression' ? node.argument : null;
    return target !== null && !isDeclaredIn(listener, target, index);
  });
}

/** Whether the target of an assignment is a variable of the function itself, or a property of one. */
function isDeclaredIn(fn: FunctionNode, target: TSESTree.Node, { bindings }: FunctionIndex): boolean {
  let root = unwrap(target);
  while (root.type === 'MemberExpression') root = unwrap(root.object);
  return bindings.variableOf(root)?.identifiers.some((name) => contains(fn, name)) ?? false;
}
