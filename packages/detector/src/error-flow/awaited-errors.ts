import type { TSESTree } from '@typescript-eslint/types';

import { type DetectOptions, type FileContext, fileContextOf } from '../classify/file-context.js';
import type { Bindings } from '../bindings/bindings.js';
import type * as Scope from '../scope/scope.js';
import type { ErrorFacts } from '../site.js';
import { nodesInside, nodesOf } from '../source/file-nodes.js';
import type { Source } from '../source/source.js';
import { type FunctionNode, enclosingFunction, isFunction } from '../syntax/function-node.js';
import { type ErrorReceiver, readErrorFacts } from './error-handling.js';
import { type ErrorOrigin, isErrorFirstCall, originOfAwaited } from './error-origin.js';
import { isWeakErrorName } from '../vocabulary/parameter-names.js';
import { type Capture, findCaptures } from './captures.js';
import { mayReject } from './may-reject.js';

/** An awaited call whose error is ignored or not checked on every path, as the callback before did. */
export interface AwaitedError extends Pick<Capture, 'form' | 'node' | 'callee' | 'call'> {
  /** The name that the error gets; null if none gets it. */
  readonly name: TSESTree.Identifier | null;
  readonly error: ErrorFacts;
  /** The statements that run behind the call until something else is awaited. */
  readonly direct: readonly TSESTree.Node[];
}

/**
 * Finds the awaited calls whose error is not checked on every path, in the order of the text: a rewrite keeps what a program does, and its faults.
 * `gradeAwaitedError` says how bad it is.
 */
export function findAwaitedErrors(source: Source, options: DetectOptions = {}): readonly AwaitedError[] {
  const captures = findCaptures(source);
  if (captures.length === 0) return [];
  const context = fileContextOf(source, options);
  const { bindings } = context;
  return captures.flatMap((capture): AwaitedError | [] => {
    if (!isOfError(capture, context)) return [];
    const host = enclosingFunction(capture.node) ?? source.ast;
    const body = codeBehind(capture.origin);
    const { form, node, callee, call, error: name } = capture;
    const error = readErrorFacts(name && bindings.variableOf(name), () => receiverOf(capture, host, body, bindings), bindings, source, capture.argument ? originOfAwaited(call, capture.argument, context) : { ...unknownOrigin, mayOccur: () => mayReject(call, context) });
    return error.gap ? { form, node, callee, call, name, error, direct: untilNextAwait(body, source) } : [];
  });
}

/** Whether what a variable gets first is an error. `const [code, signal] = await new Promise((resolve) => child.on('exit', (...args) => resolve(args)))` has none. */
function isOfError({ error, argument, call, isFirst }: Capture, context: FileContext): boolean {
  if (argument === null || !isFirst) return true;
  return (error !== null && (context.bindings.isErrorName(error.name) || isWeakErrorName(error.name))) || isErrorFirstCall(call, argument, context);
}

/** What is known of a call that takes no callback, as its function lost it. */
const unknownOrigin: Omit<ErrorOrigin, 'mayOccur'> = { api: null, isMild: () => false, alwaysPassed: () => [] };

function receiverOf({ form, origin, error, results }: Capture, host: FunctionNode | TSESTree.Program, body: readonly TSESTree.Node[], bindings: Bindings): ErrorReceiver {
  const variablesOf = (pattern: TSESTree.Node): Scope.Variable[] => namesOf(pattern).flatMap((name) => bindings.variableOf(name) ?? []);
  return { host, origin, isCaught: form === 'caught', takesError: error !== null, errors: error ? variablesOf(error) : [], results: results.map(variablesOf), body, completes: isFunction(host) && !isBlock(host) };
}

/** The names that a pattern gives values: `a`, `b` and `c` of `[a, { b, ...c }]`. */
function namesOf(pattern: TSESTree.Node): readonly TSESTree.Identifier[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern];
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? namesOf(element) : []));
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) => namesOf(property.type === 'Property' ? property.value : property));
    case 'AssignmentPattern':
      return namesOf(pattern.left);
    case 'RestElement':
      return namesOf(pattern.argument);
    default:
      return [];
  }
}

/** Whether a function is an async block, for whose end nobody waits: `(async () => { ... })();`. */
function isBlock({ parent }: FunctionNode): boolean {
  return parent.type === 'CallExpression' && isFunction(parent.callee) && parent.parent.type === 'ExpressionStatement';
}

/** The statements of a function that run behind a node, if nothing leaves the function: those of the blocks around it, too. */
function codeBehind(node: TSESTree.Node): readonly TSESTree.Statement[] {
  const found: TSESTree.Statement[] = [];
  for (let current = node; current.parent && !isFunction(current); current = current.parent) {
    const { parent } = current;
    const list = parent.type === 'BlockStatement' || parent.type === 'Program' ? parent.body : parent.type === 'SwitchCase' ? parent.consequent : [];
    found.push(...list.slice((list as readonly TSESTree.Node[]).indexOf(current) + 1));
  }
  return found;
}

/** The statements in front of the first one that awaits something else. */
function untilNextAwait(body: readonly TSESTree.Statement[], source: Source): readonly TSESTree.Statement[] {
  const { awaits } = nodesOf(source);
  const next = body.findIndex((statement) => nodesInside(awaits, statement).length > 0);
  return next < 0 ? body : body.slice(0, next);
}
