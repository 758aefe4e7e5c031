import type { TSESTree } from '@typescript-eslint/types';

import type { CallbackSite } from '../../site.js';
import type { Bindings } from '../../bindings/bindings.js';
import type * as Scope from '../../scope/scope.js';
import type { Source } from '../../source/source.js';
import { type FunctionNode, isFunction } from '../../syntax/function-node.js';
import { hostOf } from '../../syntax/host-of.js';
import { isLoop } from '../../syntax/node-tests.js';
import { insideSameFunction, someNode } from '../../syntax/search.js';
import { contains } from '../../syntax/surroundings.js';

/** Text about repeated calls: `throw new Error('callback already called')`, `// this is executed multiple times`. */
const repeatedCallText =
  /\b(?:call(?:ed)?(?: back)?|executed|invoked|fired?|run) (?:multiple times|several times|many times|more than once|twice|repeatedly)\b|\balready (?:been )?called\b/i;

/**
 * Whether a callback says that it is called more than once: in an error that it throws, `throw new Error('callback already called')`, or
 * in a comment directly before the call or the first statement of the callback.
 */
export function mentionsRepeatedCalls(source: Source, { call, callback }: CallbackSite): boolean {
  const { text, visitorKeys } = source;
  const throwsIt = someNode(callback.body, visitorKeys, (node) => node.type === 'ThrowStatement' && repeatedCallText.test(text.slice(...node.range)), insideSameFunction);
  const isBlank = (start: number, end: number): boolean => start <= end && /^(?:\s|\/\/.*\n)*$/.test(text.slice(start, end));
  const isInFront = ([start, end]: TSESTree.Range): boolean => isBlank(end, call.range[0]) || isBlank(callback.body.range[0] + 1, start);
  return throwsIt || commentsOnRepeatedCalls(source).some(({ range }) => isInFront(range));
}

const commentCache = new WeakMap<TSESTree.Program, readonly TSESTree.Comment[]>();

/** The comments of a file about repeated calls, collected once for each `Program`. */
function commentsOnRepeatedCalls({ ast }: Source): readonly TSESTree.Comment[] {
  let comments = commentCache.get(ast);
  if (!comments) commentCache.set(ast, (comments = ast.comments?.filter(({ value }) => repeatedCallText.test(value)) ?? []));
  return comments;
}

/**
 * Whether a callback counts how often it is called: `let n = 0; watch(path, (err) => { if (++n === 2) stop(); });`.
 *
 * Limit: only the callback may change the counter, it has to compare it with a number, and the call has to be made once for each counter.
 * A counter of several calls, as in a loop, says nothing about one call.
 */
export function countsItsCalls({ scopeManager }: Source, bindings: Bindings, { call, callback }: CallbackSite): boolean {
  return (scopeManager.acquire(callback, true)?.through ?? []).some(({ identifier, resolved }) => {
    if (!resolved || !isIncremented(identifier)) return false;
    const isOwn = resolved.references.every((other) => other.init || !other.isWrite() || contains(callback, other.identifier));
    const isCompared = resolved.references.some((other) => contains(callback, other.identifier) && isComparedWithNumber(other.identifier));
    return isOwn && isCompared && isCalledOncePer(call, resolved, bindings);
  });
}

function isIncremented({ parent }: TSESTree.Node): boolean {
  return parent?.type === 'UpdateExpression' && parent.operator === '++';
}

/** Whether a variable is compared with a number: `n === 2`, `++n === 1`. */
function isComparedWithNumber(name: TSESTree.Node): boolean {
  const value = name.parent?.type === 'UpdateExpression' ? name.parent : name;
  const { parent } = value;
  if (parent?.type !== 'BinaryExpression' || !/^(?:[!=]==?|[<>]=?)$/.test(parent.operator)) return false;
  const other = parent.left === value ? parent.right : parent.left;
  return other.type === 'Literal' && typeof other.value === 'number';
}

/** Whether there is no loop and no function that may run again between a call and the scope of its counter. */
function isCalledOncePer(call: TSESTree.Node, counter: Scope.Variable, bindings: Bindings): boolean {
  const home = counter.scope.block;
  for (let node = call; node !== home; ) {
    const host = hostOf(node);
    for (let part: TSESTree.Node | undefined = node; part && part !== host; part = part.parent) {
      if (isLoop(part)) return false;
      if (part === home) return true;
    }
    if (host === home) return true;
    if (!isFunction(host) || !isCalledDirectly(host, bindings)) return false;
    node = host;
  }
  return true;
}

/** Whether a function is only called by its name or passed as an argument, outside of itself and of loops. */
function isCalledDirectly(fn: FunctionNode, bindings: Bindings): boolean {
  return bindings.variableOfFunction(fn)?.references.every(({ identifier, init }) => {
    if (init) return true;
    if (contains(fn, identifier) || identifier.parent.type !== 'CallExpression') return false;
    const host = hostOf(identifier);
    for (let node: TSESTree.Node | undefined = identifier; node && node !== host; node = node.parent) if (isLoop(node)) return false;
    return true;
  }) ?? false;
}
