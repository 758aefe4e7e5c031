import type { TSESTree } from '@typescript-eslint/types';

import { type FunctionNode, isFunction } from '../syntax/function-node.js';
import { verbOf } from '../syntax/names.js';
import { contains, isCalled } from '../syntax/surroundings.js';
import { hostOf } from '../syntax/host-of.js';
import { hasRole } from '../vocabulary/vocabulary.js';
import { mayBeAtOnce } from './handler/completion-handler.js';
import type { Functions } from './functions.js';

/** Who looks at what a function throws before it returns. */
export type ThrowReader = 'assertion' | 'try';

/**
 * Whether something in the file looks at what a function throws before it returns: an assertion that is given the function, or a `catch`
 * around a call of it, or around a call of a function that calls it. Callers in other files are out of sight.
 *
 * @returns null where nothing does
 */
export function throwReaderOf(fn: FunctionNode, functions: Functions): ThrowReader | null {
  const seen = new Set<FunctionNode>();
  const readerOf = (host: FunctionNode): ThrowReader | null => {
    if (seen.has(host)) return null;
    seen.add(host);
    if (functions.uses.mentionsOf(host).some(isExpectedToThrow)) return 'assertion';
    for (const place of placesOf(host, functions)) {
      if (isInsideCatch(place)) return 'try';
      const outer = hostOf(place);
      const reader = isFunction(outer) && !outer.generator ? readerOf(outer) : null;
      if (reader) return reader;
    }
    return null;
  };
  return readerOf(fn);
}

/** The calls from which what a function throws comes out: its own, and those of callees that call it before they return. */
function placesOf(fn: FunctionNode, functions: Functions): readonly TSESTree.Node[] {
  const given = functions.uses.mentionsOf(fn).flatMap((mention): readonly TSESTree.Node[] => {
    const { parent } = mention;
    if (parent?.type !== 'CallExpression' || parent.callee === mention) return [];
    const timing = functions.timingOfArgument(parent, mention);
    return mayBeAtOnce(timing) ? [parent] : [];
  });
  return [...functions.uses.callsOf(fn), ...given].filter((place) => !contains(fn, place));
}

/** Whether a node is in the `try` block of a statement with a `catch`, in its own function. */
function isInsideCatch(node: TSESTree.Node): boolean {
  let child = node;
  for (let { parent } = child; parent && !isFunction(parent); child = parent, parent = child.parent) {
    if (parent.type === 'TryStatement' && parent.block === child && parent.handler) return true;
  }
  return false;
}

/** `assert.throws(load)`, `expect(load).to.throw()`, `load.should.throw()`: an assertion about what a function throws at once. */
export function isExpectedToThrow(mention: TSESTree.Node): boolean {
  const { parent } = mention;
  if (parent?.type === 'MemberExpression' && parent.object === mention) {
    const isMethod = parent.property.type === 'Identifier' && hasRole(parent.property.name, 'function-method');
    return !isMethod && (isFunction(mention) || asserts(parent));
  }
  if (parent?.type !== 'CallExpression' || parent.callee === mention) return false;
  const name = verbOf(parent.callee) ?? '';
  if (name === 'expect') return isFunction(mention) || asserts(parent);
  return expectsThrow(name);
}

/** Whether a chain of members ends in an assertion about what is thrown: `expect(load).to.not.throw`. */
function asserts(start: TSESTree.Node): boolean {
  let node = start;
  while (node.parent?.type === 'MemberExpression' && node.parent.object === node) node = node.parent;
  return isCalled(node) ? expectsThrow(verbOf(node) ?? '') : node.parent?.type === 'ExpressionStatement' && expectsThrow(verbOf(node) ?? '');
}

function expectsThrow(name: string): boolean {
  return hasRole(name, 'expects-throw') || hasRole(name, 'expects-failure');
}
