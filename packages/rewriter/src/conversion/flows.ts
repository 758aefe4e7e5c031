// Finds the calls of control-flow functions, `async.series([...], cb)`, that straight code can replace as far as their syntax shows.

import { type ControlFlow, type FunctionNode, type Scope, type Source, contains, controlFlowOf, functionIndexOf, isFunction, nodesOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { hasOwnDirective } from '../callback/callback-shape.js';
import { factsOf } from '../file/file-facts.js';
import { isKnownArray } from './known-array.js';
import type { Flow } from './types.js';

/**
 * The control-flow calls of a file whose functions are written in place, with a callback at the end: `async.each(files, function (file, next)
 * {}, cb)`. For items, the list must be known to be an array: the library takes objects, iterables and nothing at all as well.
 */
export function flowsOf(source: Source): readonly Flow[] {
  const { paths } = functionIndexOf(source);
  return nodesOf(source).calls.flatMap((call) => {
    if (call.type !== 'CallExpression' || call.optional || call.arguments.some(({ type }) => type === 'SpreadElement')) return [];
    const path = paths.pathOf(call.callee)?.replaceAll('()', '') ?? null;
    const kind = path === null ? null : controlFlowOf(path);
    return kind === null ? [] : (matchFlow(source, call, kind) ?? []);
  });
}

function matchFlow(source: Source, call: TSESTree.CallExpression, kind: ControlFlow): Flow | null {
  const [first, second, third, ...others] = call.arguments as TSESTree.Expression[];
  if (kind === 'series' || kind === 'waterfall') {
    if (first?.type !== 'ArrayExpression' || first.elements.length === 0 || !second || third) return null;
    const tasks = first.elements.map((element) => (element && isTask(source, element) ? element : null));
    if (!tasks.every((task) => task !== null)) return null;
    const isPassed = kind === 'waterfall' ? passesResults(source, tasks, call) : tasks.every(({ params }) => params.length === 1);
    return isPassed ? { call, kind, list: null, tasks } : null;
  }
  if (!first || !second || !third || others.length > 0 || !isTask(source, second) || second.params.length !== 2) return null;
  const [item] = second.params;
  const isHidden = item?.type === 'Identifier' && factsOf(source).references.hasWithin(item.name, first.range);
  return isHidden || !isKnownArray(source, first, second) ? null : { call, kind, list: first, tasks: [second] };
}

type Task = Flow['tasks'][number];

/** Whether a function can become an async one in its place: it has a block, plain parameters, and no use of its own name. */
function isTask(source: Source, node: TSESTree.Node): node is Task {
  if (!isFunction(node) || node.async || node.generator || node.body.type !== 'BlockStatement' || hasOwnDirective(node)) return false;
  const declared = source.scopeManager.getDeclaredVariables(node);
  const own = node.type === 'FunctionExpression' && node.id ? declared.find(({ name }) => name === node.id?.name) : null;
  const isReplaced = declared.some(({ identifiers, references }) => identifiers[0] === node.params.at(-1) && references.some((reference) => reference.isWrite()));
  return (own?.references.length ?? 0) === 0 && !isReplaced && node.params.length > 0 && node.params.every((parameter) => isPlain(parameter, declared));
}

function isPlain(parameter: TSESTree.Parameter, declared: readonly Scope.Variable[]): boolean {
  return parameter.type === 'Identifier' && declared.some(({ defs, identifiers }) => defs.length === 1 && identifiers[0] === parameter);
}

/**
 * Whether each task of a `waterfall` takes the results of the one before under names that mean nothing else in the other tasks: they become
 * variables around all of them.
 */
function passesResults(source: Source, tasks: readonly Task[], { range }: TSESTree.CallExpression): boolean {
  const { references } = factsOf(source);
  const seen = new Set<string>();
  return tasks.every((task, index) => {
    const names = resultsOf(task);
    if (index === 0) return names.length === 0;
    return names.every(({ name }) => {
      if (seen.has(name) || references.within(name, range).some(({ identifier }) => !contains(task, identifier) && !isOwnName(source, name, identifier, tasks))) return false;
      seen.add(name);
      return true;
    });
  });
}

/** Whether a name in a task is one that the task declares itself. */
function isOwnName(source: Source, name: string, identifier: TSESTree.Node, tasks: readonly FunctionNode[]): boolean {
  const task = tasks.find((each) => contains(each, identifier));
  if (!task) return false;
  return source.scopeManager.scopes.some(
    ({ block, variables }) => contains(task, block as TSESTree.Node) && variables.some((variable) => variable.name === name && variable.references.some((reference) => reference.identifier === identifier)),
  );
}

/** The parameters of a task in front of its callback. */
export function resultsOf({ params }: Task): readonly TSESTree.Identifier[] {
  return params.slice(0, -1) as TSESTree.Identifier[];
}
