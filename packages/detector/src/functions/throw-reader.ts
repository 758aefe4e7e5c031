import type { TSESTree } from '@typescript-eslint/types';

import { type FunctionNode, isFunction } from '../syntax/function-node.js';
import { hostOf } from '../syntax/host-of.js';
import { verbOf } from '../syntax/names.js';
import { contains, isCalled } from '../syntax/surroundings.js';
import { hasRole } from '../vocabulary/vocabulary.js';
import { type CompletionHandler, mayBeAtOnce } from './handler/completion-handler.js';
import { usesOfArgument } from './index/callback-uses.js';
import type { FunctionIndex } from './index/function-index.js';
import type { ValueUses } from './index/value-uses.js';
import type { TimingOfArgument } from './timing/code-after-call.js';

/** The code that observes what a function throws before it returns: an assertion, or a `try` with a `catch`. */
export type ThrowReader = 'assertion' | 'try';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** What `throwReaderOf` asks about the functions of the file. */
interface FunctionFacts {
  readonly index: FunctionIndex;
  readonly uses: ValueUses;
  readonly timingOfArgument: TimingOfArgument;
  handlersOf(call: Call, argument: TSESTree.Node): readonly CompletionHandler[];
}

/**
 * Finds code in the file that observes what a function throws before it returns, and would miss it if the function became `async`:
 *
 * - an assertion that the function is passed to, `assert.throws(load)`;
 * - a `catch` around a call of it, or of a function that calls it;
 * - a function that it is passed to and that calls it in a `try`, `function attempt(work) { try { work(); } catch (e) { log(e); } }`, also in
 *   a file that is imported.
 *
 * Limit: callers in other files are not seen.
 *
 * @returns null if there is no such code
 */
export function throwReaderOf(fn: FunctionNode, functions: FunctionFacts): ThrowReader | null {
  const seen = new Set<FunctionNode>();
  const readerOf = (host: FunctionNode): ThrowReader | null => {
    if (seen.has(host)) return null;
    seen.add(host);
    if (functions.uses.mentionsOf(host).some(isExpectedToThrow)) return 'assertion';
    if (parameterCallsOf(host, functions).some(isInsideCatch) || isCalledInTryElsewhere(host, functions)) return 'try';
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

/** The calls that throw what a function throws: calls of the function, and calls of callees that call it before they return. */
function placesOf(fn: FunctionNode, functions: FunctionFacts): readonly TSESTree.Node[] {
  const given = functions.uses.mentionsOf(fn).flatMap((mention): readonly TSESTree.Node[] => {
    const { parent } = mention;
    if (parent?.type !== 'CallExpression' || parent.callee === mention) return [];
    const timing = functions.timingOfArgument(parent, mention);
    return mayBeAtOnce(timing) ? [parent] : [];
  });
  return [...functions.uses.callsOf(fn), ...given].filter((place) => !contains(fn, place));
}

/** The calls of the parameters that a function is passed as, directly or forwarded: `work()` in `attempt` for `attempt(fn)`. */
function parameterCallsOf(fn: FunctionNode, { index, uses }: FunctionFacts): readonly TSESTree.Node[] {
  const calls: TSESTree.Node[] = [];
  const mentions = new Set(uses.mentionsOf(fn));
  // The loop also visits the mentions that are added to the set while it runs.
  for (const mention of mentions) {
    const { parent } = mention;
    if ((parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') || parent.callee === mention) continue;
    for (const recipient of index.recipientsOf(parent, mention)) {
      const parameter = usesOfArgument(recipient, index.bindings);
      calls.push(...(parameter?.calls.map((name) => name.parent!) ?? []));
      for (const forwarded of parameter?.forwards ?? []) mentions.add(forwarded);
    }
  }
  return calls.filter((call) => !contains(fn, call));
}

/** Whether a function of another file that a function is passed to calls it in a `try`. */
function isCalledInTryElsewhere(fn: FunctionNode, functions: FunctionFacts): boolean {
  return functions.uses.mentionsOf(fn).some((mention) => {
    const { parent } = mention;
    const isPassed = parent?.type === 'CallExpression' && parent.callee !== mention && functions.index.recipientsOf(parent, mention).length === 0;
    return isPassed && functions.handlersOf(parent, mention).some(({ insideTry }) => insideTry);
  });
}

/** Whether a node is in a `try` block with a `catch`, within its function. */
function isInsideCatch(node: TSESTree.Node): boolean {
  let child = node;
  for (let { parent } = child; parent && !isFunction(parent); child = parent, parent = child.parent) {
    if (parent.type === 'TryStatement' && parent.block === child && parent.handler) return true;
  }
  return false;
}

/**
 * Whether a mention of a function is the subject of an assertion that it throws before it returns: `assert.throws(load)`,
 * `expect(load).to.throw()`, `load.should.throw()`.
 */
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

/** Whether a chain of members ends with an assertion about a thrown error: `expect(load).to.not.throw`. */
function asserts(start: TSESTree.Node): boolean {
  let node = start;
  while (node.parent?.type === 'MemberExpression' && node.parent.object === node) node = node.parent;
  return isCalled(node) ? expectsThrow(verbOf(node) ?? '') : node.parent?.type === 'ExpressionStatement' && expectsThrow(verbOf(node) ?? '');
}

function expectsThrow(name: string): boolean {
  return hasRole(name, 'expects-throw') || hasRole(name, 'expects-failure');
}
