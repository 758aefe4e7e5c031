// Finds the calls of control-flow functions, `async.series([...], cb)`, that straight code can replace as far as their syntax shows.

import { type ControlFlow, type FunctionNode, type Functions, type Scope, type Source, callbackOfAuto, contains, controlFlowOf, functionIndexOf, functionsOf, isFunction, itemsOfAny, limitedFlowOf, lookupApi, nodesOf, passesCallbackToAll } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { factsOf } from '../file/file-facts.js';
import type { FlowForm, ForwardedCallee, RewriteOptions } from '../plan/types.js';
import { matchAuto } from './auto-tasks.js';
import { matchCalled, matchWritten } from './flow-tasks.js';
import { matchHeld, matchTaskOfItems } from './held-tasks.js';
import { isKnownArray, isUnchanged } from './known-array.js';
import { promisedCallee } from './promised-callee.js';
import type { AutoTasks, CalledTask, Flow, FlowTask, WrittenTask } from './types.js';

/**
 * The control-flow calls of a file with a callback at the end, `async.each(files, function (file, next) {}, cb)`, whose functions are written in
 * place or have a name. For items, the list must be known to be an array: the library takes objects, iterables and nothing at all as well.
 */
export function flowsOf(source: Source, options: RewriteOptions): readonly FlowForm[] {
  const { paths } = functionIndexOf(source);
  return nodesOf(source).calls.flatMap((call) => {
    if (call.type !== 'CallExpression' || call.optional || call.arguments.some(({ type }) => type === 'SpreadElement')) return [];
    const path = paths.pathOf(call.callee)?.replaceAll('()', '') ?? null;
    const kind = path === null ? null : kindOf(path, call);
    const flow = path === null || kind === null ? null : matchFlow(source, call, { kind, functions: functionsOf(source, options.detect) }, { items: itemsOfAny(path, options.dependencies ?? {}), callback: callbackOfAuto(path, options.dependencies ?? {}) });
    const callees = flow && path !== null ? calleesOf(source, flow, path, options) : null;
    return flow && callees ? [{ form: 'flow', flow, callees }] : [];
  });
}

/** What a control-flow call does: `async.eachLimit(files, 1, ...)` goes over the files one after the other. */
function kindOf(path: string, { arguments: [, limit] }: TSESTree.CallExpression): ControlFlow | null {
  return controlFlowOf(path) ?? (limit?.type === 'Literal' && limit.value === 1 ? limitedFlowOf(path) : null);
}

/** The arguments of a control-flow call without its limit. */
function argumentsOf({ arguments: all }: TSESTree.CallExpression): readonly TSESTree.Expression[] {
  const given = all as TSESTree.Expression[];
  return given[1]?.type === 'Literal' ? given.toSpliced(1, 1) : given;
}

/** Whether a callback goes to a control-flow call as it is, `async.series([...], cb)`, and so may be missing: these libraries need none. */
export function isHandedToFlow({ references }: Scope.Variable, flows: readonly FlowForm[]): boolean {
  return flows.some(({ flow: { call } }) => references.some(({ identifier }) => identifier === call.arguments.at(-1)));
}

/** The functions of a control-flow call that are written in place. */
export function writtenIn({ tasks }: Flow): readonly WrittenTask['fn'][] {
  return tasks.flatMap((task) => (task.form === 'function' ? [task.fn] : []));
}

/** The variables that the library passes a callback as, by the functions of some control-flow calls that are written in place. */
export function callbacksOfTasks({ scopeManager }: Source, flows: readonly FlowForm[]): ReadonlyMap<FunctionNode, Scope.Variable> {
  return new Map(flows.flatMap(({ flow: { tasks } }) => tasks).flatMap((task) => {
    const variable = task.form === 'function' ? scopeManager.getDeclaredVariables(task.fn).find(({ identifiers }) => identifiers[0] === task.callback) : null;
    return task.form === 'function' && variable ? [[task.fn, variable] as const] : [];
  }));
}

/** What a control-flow function is, with what is known of the functions that it calls. */
interface Called {
  readonly kind: ControlFlow;
  readonly functions: Functions;
}

/** What the version of the library does. */
interface OfVersion {
  /** What it goes over where the list is not known to be an array; null where no expression does that. */
  readonly items: Flow['items'] | null;
  /** Where the tasks of `auto` get their callback. */
  readonly callback: 'first' | 'last' | null;
}

function matchFlow(source: Source, call: TSESTree.CallExpression, { kind, functions }: Called, { items: itemsOf, callback }: OfVersion): Flow | null {
  const [first, second, third, ...others] = argumentsOf(call);
  if (!first || !second) return null;
  if (kind === 'auto') return third || first.type !== 'ObjectExpression' ? null : autoFlow(call, matchAuto(source, first, callback));
  if (kind === 'series' || kind === 'parallel' || kind === 'waterfall') return third ? null : matchTasks(source, call, { kind, functions }, first);
  if (!third || others.length > 0) return null;
  const written = matchWritten(source, second);
  const task = written ?? matchCalled(source, second, [first], false);
  if (!task || (written && written.fn.params.length !== 2)) return null;
  const [item] = written?.fn.params ?? [];
  if (kind === 'times' || kind === 'times-series') {
    return isHidden(source, kind, item, first) ? null : { call, kind: kind === 'times' ? 'map' : 'map-series', list: first, item: item ?? null, items: 'numbers', held: null, tasks: [task], keys: null };
  }
  // Where all functions start at once, nobody changes the list meanwhile.
  const isKept = (first.type === 'MemberExpression' && (kind === 'each' || kind === 'map')) || isUnchanged(source, first, second);
  const items = isKnownArray(source, first, second) ? 'array' : isKept ? itemsOf : null;
  return isHidden(source, kind, item, first) || !items ? null : { call, kind, list: first, item: item ?? null, items, held: null, tasks: [task], keys: null };
}

/** Whether the callback of a call that is written in place, or a task of `auto`, reads the results of the tasks, which the library collects. */
export function readsResults({ scopeManager }: Source, { call, kind, auto }: Flow): boolean {
  if (kind === 'each' || kind === 'each-series' || kind === 'waterfall') return false;
  const last = call.arguments.at(-1);
  const results = last && isFunction(last) ? last.params[1] : undefined;
  if (!last || !isFunction(last) || !results) return auto !== undefined && auto.results !== null;
  return results.type !== 'Identifier' || scopeManager.getDeclaredVariables(last).some(({ identifiers, references }) => identifiers[0] === results && references.length > 0);
}

/** Whether the name of an item would mean the item in the list itself: `for (const file of read(file))`. */
function isHidden(source: Source, kind: ControlFlow, item: TSESTree.Parameter | undefined, list: TSESTree.Expression): boolean {
  if (item?.type !== 'Identifier' || kind === 'each' || kind === 'map' || kind === 'times') return false;
  return factsOf(source).references.within(item.name, list.range).some(({ resolved }) => !resolved || !contains(list, resolved.scope.block as TSESTree.Node));
}

/** Where each layer has one task, and none reads the results, `auto` does what `series` does; with one layer, what `parallel` does. */
function autoFlow(call: TSESTree.CallExpression, auto: AutoTasks | null): Flow | null {
  if (!auto) return null;
  const { tasks, keys, layers, results, needs } = auto;
  const kind = results !== null ? 'auto' : layers.length === 1 && tasks.length > 1 ? 'parallel' : layers.every(({ length }) => length === 1) ? 'series' : 'auto';
  return { call, kind, list: null, item: null, items: 'array', held: null, tasks, keys, needs, ...(kind === 'auto' && { auto: { layers, results } }) };
}

/** A call with tasks: a list or an object of them, or a list that is made somewhere else. */
function matchTasks(source: Source, call: TSESTree.CallExpression, { kind, functions }: Called, given: TSESTree.Expression): Flow | null {
  const mapped = kind === 'waterfall' ? null : matchTaskOfItems(source, given);
  if (mapped && !factsOf(source).references.hasWithin(mapped.item.name, mapped.list.range)) {
    return { call, kind: kind === 'series' ? 'map-series' : 'map', list: mapped.list, item: mapped.item, items: 'array', held: null, tasks: [mapped.task], keys: null };
  }
  const held = kind === 'waterfall' ? null : matchHeld(source, given);
  if (held) return { call, kind, list: given, item: null, items: 'array', held: held.isWhole ? 'whole' : 'growing', tasks: held.tasks, keys: null };
  const keys = given.type === 'ObjectExpression' && kind !== 'waterfall' ? keysOf(given) : null;
  const nodes = given.type === 'ArrayExpression' ? given.elements : given.type === 'ObjectExpression' && keys ? given.properties.map((property) => (property as TSESTree.Property).value) : [];
  const tasks: FlowTask[] = [];
  for (const [index, node] of nodes.entries()) {
    const task = node && (matchWritten(source, node) ?? matchCalledAt(source, nodes, index, { kind, functions }));
    if (!task || (kind !== 'waterfall' && task.form === 'function' && task.fn.params.length !== 1)) return null;
    tasks.push(task);
  }
  if (tasks.length === 0 || (kind === 'waterfall' && !passesResults(source, tasks, call))) return null;
  return { call, kind, list: null, item: null, items: 'array', held: null, tasks, keys };
}

/** The keys of an object of tasks, in their order; null where one is no plain name, `__proto__`, or like an index, which comes first. */
function keysOf({ properties }: TSESTree.ObjectExpression): readonly string[] | null {
  const keys = properties.map((property) => (property.type === 'Property' && !property.computed && property.kind === 'init' && property.key.type === 'Identifier' ? property.key.name : null));
  return keys.every((key) => key !== null && key !== '__proto__') && new Set(keys).size === keys.length ? (keys as string[]) : null;
}

/** A task with a name. In a `waterfall`, it is passed as many results as its parameters show; without a definition in the file, none. */
function matchCalledAt(source: Source, nodes: readonly (TSESTree.Node | null)[], index: number, { kind, functions }: Called): CalledTask | null {
  const node = nodes[index]!;
  const task = matchCalled(source, node, [], index === 0);
  if (!task || kind !== 'waterfall' || index === 0) return task;
  const count = functions.parameterCountOf(task.call.callee);
  const taken = count === null ? 0 : count - 1 - task.given.length;
  // The expression of the task before stands for each result.
  return taken < 0 ? null : matchCalled(source, node, Array.from({ length: taken }, () => nodes[index - 1] as TSESTree.Expression), false);
}

/** How the functions with names are made to return promises; null where one cannot. */
function calleesOf(source: Source, { tasks }: Flow, path: string, options: RewriteOptions): FlowForm['callees'] | null {
  const callees = new Map<TSESTree.CallExpression, ForwardedCallee>();
  for (const task of tasks) {
    if (task.form !== 'call') continue;
    const callee = calleeOf(source, task, path, options);
    if (!callee) return null;
    callees.set(task.call, callee);
  }
  return callees;
}

function calleeOf(source: Source, { call, node, self, losesReceiver }: CalledTask, path: string, options: RewriteOptions): ForwardedCallee | null {
  const api = functionIndexOf(source).paths.pathOf(call.callee)?.replaceAll('()', '') ?? null;
  const facts = api === null ? null : lookupApi(api, { catalog: options.detect?.catalog, dependencies: options.dependencies });
  const isDefined = facts !== null || functionsOf(source, options.detect).hasDefinition(call, node);
  // The library may await an unknown function, which then gets no callback.
  if (!isDefined && !passesCallbackToAll(path, options.dependencies ?? {})) return null;
  const promised = promisedCallee(source, call, true, options);
  if (!promised) return null;
  if (self) return promised.callee.form === 'function' ? { ...promised, callee: { form: 'call', target: call.callee } } : null;
  return losesReceiver && promised.callee.form === 'method' ? { ...promised, callee: { form: 'function' } } : promised;
}

/**
 * Whether each task of a `waterfall` takes the results of the one before under names that mean nothing else in the other tasks: they become
 * variables around all of them.
 */
function passesResults(source: Source, tasks: readonly FlowTask[], { range }: TSESTree.CallExpression): boolean {
  const { references } = factsOf(source);
  const seen = new Set<string>();
  return tasks.every((task, index) => {
    if (task.form === 'call') return true;
    const names = resultsOf(task);
    if (index === 0) return names.length === 0;
    return names.every(({ name }) => {
      if (seen.has(name) || references.within(name, range).some(({ identifier }) => !contains(task.fn, identifier) && !isOwnName(source, name, identifier, tasks))) return false;
      seen.add(name);
      return true;
    });
  });
}

/** Whether a name in a task is one that the task declares itself. */
export function isOwnName(source: Source, name: string, identifier: TSESTree.Node, tasks: readonly FlowTask[]): boolean {
  const task = tasks.find((each): each is WrittenTask => each.form === 'function' && contains(each.fn, identifier))?.fn;
  if (!task) return false;
  return source.scopeManager.scopes.some(
    ({ block, variables }) => contains(task, block as TSESTree.Node) && variables.some((variable) => variable.name === name && variable.references.some((reference) => reference.identifier === identifier)),
  );
}

/** The parameters of a task in front of its callback. */
export function resultsOf({ fn }: WrittenTask): readonly TSESTree.Identifier[] {
  return fn.params.slice(0, -1) as TSESTree.Identifier[];
}

/** How many results of the task before a task of a `waterfall` takes. */
export function takenBy(task: FlowTask): number {
  return task.form === 'function' ? task.fn.params.length - 1 : task.call.arguments.length - 1 - task.given.length;
}

/** The function of a control-flow call that contains a node, if it is written in place. */
export function isWrittenIn(flow: Flow, fn: FunctionNode): boolean {
  return writtenIn(flow).some((task) => task === fn);
}
