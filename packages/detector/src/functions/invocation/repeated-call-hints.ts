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

/** What a callback says of itself: `throw new Error('callback already called')`, `// this is executed multiple times`. */
const repeatedCallText =
  /\b(?:call(?:ed)?(?: back)?|executed|invoked|fired?|run) (?:multiple times|several times|many times|more than once|twice|repeatedly)\b|\balready (?:been )?called\b/i;

/** Whether a callback by what it throws, or by a comment in front of it or its statements, says that it is called more than once. */
export function mentionsRepeatedCalls(source: Source, { call, callback }: CallbackSite): boolean {
  const { text, visitorKeys } = source;
  const throwsIt = someNode(callback.body, visitorKeys, (node) => node.type === 'ThrowStatement' && repeatedCallText.test(text.slice(...node.range)), insideSameFunction);
  const isBlank = (start: number, end: number): boolean => start <= end && /^(?:\s|\/\/.*\n)*$/.test(text.slice(start, end));
  const isInFront = ([start, end]: TSESTree.Range): boolean => isBlank(end, call.range[0]) || isBlank(callback.body.range[0] + 1, start);
  return throwsIt || commentsOnRepeatedCalls(source).some(({ range }) => isInFront(range));
}

const commentCache = new WeakMap<TSESTree.Program, readonly TSESTree.Comment[]>();

/** The comments of a file that tell of several calls. */
function commentsOnRepeatedCalls({ ast }: Source): readonly TSESTree.Comment[] {
  let comments = commentCache.get(ast);
  if (!comments) commentCache.set(ast, (comments = ast.comments?.filter(({ value }) => repeatedCallText.test(value)) ?? []));
  return comments;
}

/**
 * Whether a callback counts how often it is called: nobody else changes the counter, it is compared with a number, and the call
 * itself is made once for each counter.
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

/** `n === 2`, `++n === 1` */
function isComparedWithNumber(name: TSESTree.Node): boolean {
  const value = name.parent?.type === 'UpdateExpression' ? name.parent : name;
  const { parent } = value;
  if (parent?.type !== 'BinaryExpression' || !/^(?:[!=]==?|[<>]=?)$/.test(parent.operator)) return false;
  const other = parent.left === value ? parent.right : parent.left;
  return other.type === 'Literal' && typeof other.value === 'number';
}

/** Whether no loop and no function that may run again is between a call and the function of a counter. */
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

/** Whether a function is only called by its name, or passed to be called, from outside of itself and of loops. */
function isCalledDirectly(fn: FunctionNode, bindings: Bindings): boolean {
  return bindings.variableOfFunction(fn)?.references.every(({ identifier, init }) => {
    if (init) return true;
    if (contains(fn, identifier) || identifier.parent.type !== 'CallExpression') return false;
    const host = hostOf(identifier);
    for (let node: TSESTree.Node | undefined = identifier; node && node !== host; node = node.parent) if (isLoop(node)) return false;
    return true;
  }) ?? false;
}
