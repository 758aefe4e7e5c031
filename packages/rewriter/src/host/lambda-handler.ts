// Handlers of AWS Lambda, which get a callback or report their outcome by `context.done`, and whose runtime awaits a promise instead.

import { type FunctionNode, type Scope, type Source, contains, functionIndexOf, hasRole, hostOf, insideSameFunction, isCalled, isFunction, matchPropertyName, nodesOf, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { referencesToArguments } from '../syntax/arguments-use.js';
import { expressionOf } from '../syntax/expressions.js';
import { isExportedAs } from './lambda-exports.js';

/** How a handler reports its outcome. */
export interface LambdaHandlerUse {
  readonly fn: FunctionNode;
  /** The export by which the configuration names it. */
  readonly name: string;
  /** The third parameter; null where it takes none. */
  readonly callback: Scope.Variable | null;
  /** The mentions of `context.done`, `context.succeed` and `context.fail` that are called. */
  readonly ofContext: readonly TSESTree.MemberExpression[];
}

/**
 * The functions of a file that AWS Lambda calls and that report their outcome by a callback. See
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 *
 * @param names the exports that the project's configuration names
 * @returns only functions that are the export itself: not what a wrapper makes of one, `middy(handler)`
 */
export function lambdaHandlersOf(source: Source, names: readonly string[]): readonly LambdaHandlerUse[] {
  if (names.length === 0) return [];
  return nodesOf(source).functions.flatMap((fn): LambdaHandlerUse[] => {
    const name = names.find((each) => isExportedAs(source, fn, each));
    const [, context, third, ...others] = fn.params;
    if (name === undefined || others.length > 0 || fn.async || fn.generator) return [];
    if ([context, third].some((parameter) => parameter && parameter.type !== 'Identifier')) return [];
    const variables = source.scopeManager.getDeclaredVariables(fn);
    const variableOf = (parameter: TSESTree.Parameter | undefined): Scope.Variable | null => variables.find(({ identifiers }) => identifiers.includes(parameter as TSESTree.Identifier)) ?? null;
    const ofContext = (variableOf(context)?.references ?? []).flatMap(({ identifier: { parent } }) => (parent.type === 'MemberExpression' && isOutcome(parent) ? [parent] : []));
    const callback = variableOf(third);
    return callback || ofContext.length > 0 ? [{ fn, name, callback, ofContext }] : [];
  });
}

/** `context.done`, `context.succeed`, `context.fail`, if it is called. */
function isOutcome(member: TSESTree.MemberExpression): boolean {
  return isCalled(member) && hasRole(matchPropertyName(member) ?? '', 'ends-cloud-function');
}

/** Why a handler keeps its callback, in words. */
export const lambdaObstacles = {
  'uses-arguments': 'it uses its `arguments`, or is no function with a block',
  'pending-work': 'it may start other work, for which the runtime waits with a callback, and not with a promise',
  'not-every-path': 'not every path ends with one call of it, or it is passed on',
} as const;

/** The code of a reason. */
export type LambdaObstacle = keyof typeof lambdaObstacles;

/**
 * Whether a handler may return a promise: with a callback the runtime waits until no work is left, with a promise it does not. So other work must not be
 * pending, unless the handler sets `callbackWaitsForEmptyEventLoop` to false, by which the runtime does not wait either.
 *
 * @param awaited the calls that the output awaits
 * @returns what is in the way; null for nothing
 */
export function obstacleOf(source: Source, { fn, callback, ofContext }: LambdaHandlerUse, awaited: ReadonlySet<TSESTree.Node>): LambdaObstacle | null {
  if (fn.body.type !== 'BlockStatement' || referencesToArguments(source, fn).length > 0) return 'uses-arguments';
  // `context.done` and its likes answer at once.
  if (!callback || doesNotWait(source, fn)) return null;
  const outcomes = new Set<TSESTree.Node>([...ofContext, ...(callback?.references ?? []).map(({ identifier }) => identifier as TSESTree.Node)]);
  return startsWork(source, fn.body, (call) => awaited.has(call) || outcomes.has(call.callee), new Set()) ? 'pending-work' : null;
}

/** `context.callbackWaitsForEmptyEventLoop = false;` as a statement of the handler. */
function doesNotWait(source: Source, fn: FunctionNode): boolean {
  return someNode(fn.body, source.visitorKeys, (node) => node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression' && matchPropertyName(node.left) === 'callbackWaitsForEmptyEventLoop' && node.right.type === 'Literal' && node.right.value === false, insideSameFunction);
}

/**
 * Whether code may start work that nobody awaits: a call with a function among its arguments, or one whose value is dropped. Calls of
 * functions of the file are followed.
 */
function startsWork(source: Source, body: TSESTree.Node, isKnown: (call: TSESTree.CallExpression) => boolean, seen: Set<FunctionNode>): boolean {
  return someNode(body, source.visitorKeys, (node) => {
    if (node.type !== 'CallExpression' || isKnown(node) || isOfLanguage(node)) return false;
    const definitions = functionIndexOf(source).definitionsOf(node.callee);
    if (definitions.length > 0) return definitions.some((fn) => !contains(body, fn) && !seen.has(fn) && startsWork(source, fn.body, isKnown, seen.add(fn)));
    if (node.arguments.some((argument) => isFunction(argument))) return !isIteration(node);
    return node.parent.type === 'ExpressionStatement' && expressionOf(node.parent) === node && hostOf(node) !== source.ast;
  });
}

/** `JSON.parse(text)`, `console.log(text)` */
function isOfLanguage({ callee }: TSESTree.CallExpression): boolean {
  let root: TSESTree.Node = callee;
  while (root.type === 'MemberExpression') root = root.object;
  return root.type === 'Identifier' && hasRole(root.name, 'synchronous-builtin');
}

/** `items.map((item) => item.id)` */
function isIteration({ callee }: TSESTree.CallExpression): boolean {
  return callee.type === 'MemberExpression' && hasRole(matchPropertyName(callee) ?? '', 'iterates');
}
