import type { CallbackSite, Scope, Source } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import { type FunctionNode, contains, hostOf, insideSameFunction, isFunction, isLoop, someNode } from './tree.js';
import { variableOf } from './variables.js';

const COMPARISON = /^(?:===?|!==?|[<>]=?)$/;

/** What a callback says of itself: `throw new Error('callback already called')`, `// this is executed multiple times` */
const SAYS_SO = /\b(?:call(?:ed)?(?: back)?|executed|invoked|fired?|run) (?:multiple times|several times|many times|more than once|twice|repeatedly)\b|\balready (?:been )?called\b/i;

/** Whether a callback by what it throws, or a comment in front of it or its statements, says that it is called more than once. */
export function tellsOfRepeatedCalls(source: Source, { call, callback }: CallbackSite): boolean {
  const { text, visitorKeys } = source;
  const throwsIt = someNode(callback.body, visitorKeys, (node) => node.type === T.ThrowStatement && SAYS_SO.test(text.slice(...node.range)), insideSameFunction);
  const isBlank = (start: number, end: number): boolean => start <= end && /^(?:\s|\/\/.*\n)*$/.test(text.slice(start, end));
  const isInFront = ([start, end]: TSESTree.Range): boolean => isBlank(end, call.range[0]) || isBlank(callback.body.range[0] + 1, start);
  return throwsIt || tellingComments(source).some(({ range }) => isInFront(range));
}

const telling = new WeakMap<TSESTree.Program, readonly TSESTree.Comment[]>();

/** The comments of a file that tell of several calls. */
function tellingComments({ ast }: Source): readonly TSESTree.Comment[] {
  let comments = telling.get(ast);
  if (!comments) telling.set(ast, (comments = ast.comments?.filter(({ value }) => SAYS_SO.test(value)) ?? []));
  return comments;
}

/**
 * Whether a callback counts how often it is called: nobody else changes the counter, it is compared with a number, and the call
 * itself is made once for each counter.
 */
export function countsItsCalls(source: Source, { call, callback }: CallbackSite): boolean {
  const scope = source.scopeManager.acquire(callback, true);
  return (scope?.through ?? []).some(({ identifier, resolved }) => {
    if (!resolved || !isIncremented(identifier)) return false;
    const isOwn = resolved.references.every((other) => other.init || !other.isWrite() || contains(callback, other.identifier));
    const isCompared = resolved.references.some((other) => contains(callback, other.identifier) && isCompareNumber(other.identifier));
    return isOwn && isCompared && isMadeOnceFor(source, call, resolved);
  });
}

function isIncremented({ parent }: TSESTree.Node): boolean {
  return parent?.type === T.UpdateExpression && parent.operator === '++';
}

/** `n === 2`, `++n === 1` */
function isCompareNumber(identifier: TSESTree.Node): boolean {
  const value = identifier.parent?.type === T.UpdateExpression ? identifier.parent : identifier;
  const { parent } = value;
  if (parent?.type !== T.BinaryExpression || !COMPARISON.test(parent.operator)) return false;
  const other = parent.left === value ? parent.right : parent.left;
  return other.type === T.Literal && typeof other.value === 'number';
}

/** Whether no loop and no function that may run again stands between a call and the function of a counter. */
function isMadeOnceFor(source: Source, call: TSESTree.Node, counter: Scope.Variable): boolean {
  const home = counter.scope.block as TSESTree.Node;
  for (let node = call; node !== home; ) {
    const host = hostOf(node);
    for (let part: TSESTree.Node | undefined = node; part && part !== host; part = part.parent) {
      if (isLoop(part)) return false;
      if (part === home) return true;
    }
    if (host === home) return true;
    if (!isFunction(host) || !isCalledOutright(source, host)) return false;
    node = host;
  }
  return true;
}

/** A function that is only called by its name, or handed on to be called, from outside of itself and of loops. */
function isCalledOutright(source: Source, fn: FunctionNode): boolean {
  return variableOf(source, fn)?.references.every(({ identifier, init }) => {
    if (init) return true;
    if (contains(fn, identifier) || identifier.parent?.type !== T.CallExpression) return false;
    const host = hostOf(identifier);
    for (let node: TSESTree.Node | undefined = identifier; node && node !== host; node = node.parent) if (isLoop(node)) return false;
    return true;
  }) ?? false;
}
