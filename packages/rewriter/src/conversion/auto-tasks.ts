// Recognizes the tasks of `async.auto({ read: function (next) {}, save: ['read', function (next) {}] }, cb)` that can be called layer by layer.

import { type Source, matchKeyName } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { matchWritten } from './flow-tasks.js';
import type { AutoTasks, WrittenTask } from './types.js';

/** A task with the keys of those that it waits for. */
interface Waiting {
  readonly key: string;
  readonly needs: readonly string[];
  readonly task: WrittenTask;
  /** The parameter that is the object of all results so far, if the task reads it. */
  readonly results: TSESTree.Identifier | null;
}

/**
 * The tasks of an object, in layers: those of a layer start together, when all of those in front of them have ended. Tasks that wait for some of
 * the tasks before them only have no layers, since they may start while others run.
 *
 * @param callback where a task that waits for others gets its callback, beside the results; null where that is not known
 * @returns null also where a task is not written in place, where tasks have several names for the results, and where several that wait for the same tasks
 *   do not start in their order, as in version 1
 */
export function matchAuto(source: Source, { properties }: TSESTree.ObjectExpression, callback: 'first' | 'last' | null): AutoTasks | null {
  const found: Waiting[] = [];
  for (const property of properties) {
    const key = property.type === 'Property' && !property.computed && property.kind === 'init' && property.key.type === 'Identifier' ? matchKeyName(property) : null;
    const waiting = property.type === 'Property' && key !== null && key !== '__proto__' ? matchWaiting(source, key, property.value, callback) : null;
    if (!waiting || found.some((each) => each.key === waiting.key)) return null;
    found.push(waiting);
  }
  const layers = layersOf(found);
  const names = new Set(found.flatMap(({ results }) => results?.name ?? []));
  if (!layers || names.size > 1) return null;
  // Before 2.0 the tasks that wait for the same ones start in reverse order: each new listener goes to the front.
  if (callback !== 'last' && layers.slice(1).some(({ length }) => length > 1)) return null;
  const { results = null } = found.find((each) => each.results !== null) ?? {};
  return { tasks: found.map(({ task }) => task), keys: found.map(({ key }) => key), layers, results, needs: found.flatMap(({ needs }) => needs) };
}

/** `function (next) {}`, `['read', 'check', function (next, results) {}]` */
function matchWaiting(source: Source, key: string, value: TSESTree.Node, callback: 'first' | 'last' | null): Waiting | null {
  const elements = value.type === 'ArrayExpression' ? value.elements : [value];
  const needs = elements.slice(0, -1).map((element) => (element?.type === 'Literal' && typeof element.value === 'string' ? element.value : null));
  const last = elements.at(-1);
  if (!last || needs.includes(null)) return null;
  // From version 2.0 on, only a task that waits for others gets the results.
  const isLast = callback === 'last' && needs.length > 0;
  const task = matchWritten(source, last, isLast ? 'last' : 'first');
  const [first, second, ...others] = task?.fn.params ?? [];
  if (!task || others.length > 0 || (isLast && !second) || (second && callback === null)) return null;
  const own = (isLast ? first : second) as TSESTree.Identifier | undefined;
  const variable = own && source.scopeManager.getDeclaredVariables(task.fn).find(({ identifiers }) => identifiers[0] === own);
  if (variable?.references.some((reference) => reference.isWrite())) return null;
  return { key, needs: needs as readonly string[], task, results: variable && variable.references.length > 0 ? own : null };
}

function layersOf(all: readonly Waiting[]): AutoTasks['layers'] | null {
  const layers: number[][] = [];
  /** The tasks that have certainly ended when a task starts. */
  const ended = new Map<string, ReadonlySet<string>>();
  const layerOf = new Map<string, number>();
  for (const [index, { key, needs }] of all.entries()) {
    if (needs.some((need) => !ended.has(need))) return null;
    const before = new Set(needs.flatMap((need) => [need, ...ended.get(need)!]));
    const layer = Math.max(-1, ...needs.map((need) => layerOf.get(need)!)) + 1;
    ended.set(key, before);
    layerOf.set(key, layer);
    (layers[layer] ??= []).push(index);
  }
  const isBarrier = ({ key }: Waiting): boolean => all.every((other) => layerOf.get(other.key)! >= layerOf.get(key)! || ended.get(key)!.has(other.key));
  return all.length > 0 && all.every(isBarrier) ? layers : null;
}
