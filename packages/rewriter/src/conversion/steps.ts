// Finds the inner functions of a host that complete it: the named steps of its work.

import { type FunctionNode, type Scope, type Source, contains, nodesOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Hosts } from '../host/hosts.js';
import type { Rewrite } from '../plan/types.js';
import { placeOf } from './place.js';
import type { Candidate, Step } from './types.js';

/** Whether a rewritten call mentions the callback of a host or a step of it, in itself or in the named function that it passes. */
export function mayComplete({ callback, steps }: Pick<Candidate, 'callback' | 'steps'>, { call, site }: Pick<Rewrite, 'call' | 'site'>): boolean {
  const uses = [...callback.references.map(({ identifier }): TSESTree.Node => identifier), ...steps.flatMap((step) => step.uses)];
  return uses.some((use) => contains(call, use) || contains(site.callback, use));
}

/** An inner function that a variable holds for good, with the mentions of the variable. */
interface Inner {
  readonly fn: FunctionNode;
  readonly mentions: readonly TSESTree.Node[];
}

/**
 * The inner functions of a host that mention its callback, or another function that does, and are only ever called, or passed as the last
 * argument: `getNodeDir` of `findPython(python, function (err) { if (err) return callback(err); getNodeDir(); });`, `next` of
 * `fs.stat(path, next)`. Whether each of their paths completes the host, and each use of them is the last step of its path, is found later.
 *
 * Not a step: a function that takes a callback itself, is a generator or async, is an arrow function without braces, or is a value in
 * another place.
 *
 * @param callback the variable that holds the callback of the host
 */
export function stepsOf(source: Source, host: FunctionNode, callback: Scope.Variable, hosts: Hosts): readonly Step[] {
  const inner = nodesOf(source).functions.flatMap((fn) => (fn !== host && contains(host, fn) ? (describe(source, fn) ?? []) : []));
  return reaching(callback, inner).flatMap(({ fn, mentions }) => {
    if (fn.body.type !== 'BlockStatement' || fn.async || fn.generator || hosts.factsOf(fn).takesCallback) return [];
    return mentions.every(isStepUse) ? [{ fn: fn as Step['fn'], uses: mentions }] : [];
  });
}

/** `next()`, `fs.stat(path, next)` */
function isStepUse(mention: TSESTree.Node): boolean {
  const { parent } = mention;
  return parent?.type === 'CallExpression' && (parent.callee === mention || parent.arguments.at(-1) === mention);
}

function describe(source: Source, fn: FunctionNode): Inner | null {
  const place = placeOf(source, fn);
  if (place?.form !== 'variable') return describeCalledInPlace(source, fn);
  return { fn, mentions: place.variable.references.filter(({ writeExpr }) => writeExpr !== fn).map(({ identifier }) => identifier) };
}

/** `(function next() { ... next(); ... })();`, a function that is called where it is written, and then by its own name only. */
function describeCalledInPlace(source: Source, fn: FunctionNode): Inner | null {
  const { parent } = fn;
  const isCalled = parent.type === 'CallExpression' && parent.callee === fn && parent.parent.type === 'ExpressionStatement';
  const own = isCalled && fn.type === 'FunctionExpression' ? source.scopeManager.getDeclaredVariables(fn).find(({ name }) => name === fn.id?.name) : null;
  if (!own || own.references.length === 0 || own.references.some((reference) => reference.isWrite())) return null;
  return { fn, mentions: [fn, ...own.references.map(({ identifier }) => identifier as TSESTree.Node)] };
}

/** The functions that mention the callback, or a function that does. */
function reaching(callback: Scope.Variable, inner: readonly Inner[]): readonly Inner[] {
  const mentions = callback.references.map(({ identifier }): TSESTree.Node => identifier);
  const found = new Set<Inner>();
  for (let next = inner; next.length > 0; ) {
    next = inner.filter((each) => !found.has(each) && mentions.some((mention) => contains(each.fn, mention)));
    for (const each of next) {
      found.add(each);
      mentions.push(...each.mentions);
    }
  }
  return [...found];
}
