import type { TSESTree } from '@typescript-eslint/types';

import { exits } from '../../syntax/exits.js';
import { type FunctionNode, isFunction, parametersOf } from '../../syntax/function-node.js';
import { type Host, hostOf } from '../../syntax/host-of.js';
import { matchParameterName } from '../../syntax/names.js';
import { isLoop } from '../../syntax/node-tests.js';
import { contains, isCalled } from '../../syntax/surroundings.js';
import { isStoring, kindByPlace } from '../../vocabulary/callback-kinds.js';
import { isCallbackName } from '../../vocabulary/parameter-names.js';
import { type CompletionHandler, type Timing, mayBeAtOnce } from '../handler/completion-handler.js';
import { usesOfArgument } from '../index/callback-uses.js';
import type { FunctionIndex } from '../index/function-index.js';

/** A function that says when the callee of a call calls one of its arguments. */
export type TimingOfArgument = (call: TSESTree.CallExpression | TSESTree.NewExpression, argument: TSESTree.Node) => Timing;

/** What `hasCodeAfter` asks about the callees that run functions around a call. */
export interface Callees {
  readonly index: FunctionIndex;
  /** When a callee calls a function that is passed to it. */
  readonly timingOfArgument: TimingOfArgument;
  /** What the known definitions of a callee do with a function that is passed to it. */
  handlersOf(call: TSESTree.CallExpression | TSESTree.NewExpression, argument: TSESTree.Node): readonly CompletionHandler[];
}

/**
 * Whether code in the file runs after a call, so that it could notice if the callback of the call runs later than before the rewrite:
 * `show(list)` of `each(ids, cb); show(list);`. Code after a call of the enclosing function counts, too, and so on outwards.
 *
 * Limit: callers in other files are not seen; see `mayHaveCodeAfterInOtherFiles`. Functions that are called later end the search.
 */
export function hasCodeAfter(call: TSESTree.Node, callees: Callees): boolean {
  const seen = new Set<TSESTree.Node>();
  const isNoticed = (place: TSESTree.Node): boolean => {
    if (seen.has(place)) return false;
    seen.add(place);
    const host = hostOf(place);
    return runsCodeAfter(place, host) || (isFunction(host) && placesThatRun(host, callees).some((next) => next === 'loop' || isNoticed(next)));
  };
  return isNoticed(call);
}

/**
 * Whether other files may run code after a call: it is in a function that they may call. False for a call in the module itself and in
 * a callback that is called later anyway, `setTimeout(() => load(cb), 10)`.
 *
 * @param timingOf when a callee calls a function that is passed to it
 */
export function mayHaveCodeAfterInOtherFiles(call: TSESTree.Node, timingOf: TimingOfArgument): boolean {
  const host = hostOf(call);
  if (!isFunction(host)) return false;
  const { parent } = host;
  if (isCalled(host)) return mayHaveCodeAfterInOtherFiles(parent, timingOf);
  if (parent.type !== 'CallExpression' && parent.type !== 'NewExpression') return true;
  // A function in a list is called by the code that takes it out, which may be in another file.
  if (parent.type === 'CallExpression' && isStoring(parent, host)) return true;
  const timing = timingOf(parent, host);
  if (timing === 'unknown' && takesCallback(host) && kindByPlace(parent, host) === null) return true;
  return mayBeAtOnce(timing) && mayHaveCodeAfterInOtherFiles(parent, timingOf);
}

/**
 * Whether a function has a callback to call: one that is passed to a callee out of sight, `hooks.tap('load', (request, callback) => {})`, is a
 * step of some work, of which the caller may need the outcome at once. Any other one is assumed to be called later, as a callback is.
 */
function takesCallback(fn: FunctionNode): boolean {
  return isCallbackName(matchParameterName(parametersOf(fn).at(-1))?.name ?? '');
}

/** Whether a statement with an effect runs after a place in the same function, or the place is in a loop. */
function runsCodeAfter(place: TSESTree.Node, host: Host): boolean {
  for (let node = place, { parent } = node; parent && node !== host; node = parent, parent = node.parent) {
    if (isLoop(parent)) return true;
    const list = statementsOf(parent);
    const later = list?.slice(list.indexOf(node as TSESTree.Statement) + 1) ?? [];
    for (const statement of later) {
      if (hasEffect(statement)) return true;
      if (exits(statement)) return false;
    }
    if (node.type === 'ReturnStatement') return false;
    if (parent.type === 'TryStatement' && parent.finalizer && parent.finalizer !== node) return true;
    if (parent.type === 'SequenceExpression' && parent.expressions.at(-1) !== node) return true;
  }
  return false;
}

function statementsOf(node: TSESTree.Node): readonly TSESTree.Statement[] | null {
  if (node.type === 'BlockStatement' || node.type === 'StaticBlock' || node.type === 'Program') return node.body;
  return node.type === 'SwitchCase' ? node.consequent : null;
}

/** Whether a statement may have a side effect or returns a value that is not constant. */
function hasEffect(statement: TSESTree.Statement): boolean {
  switch (statement.type) {
    case 'FunctionDeclaration':
    case 'EmptyStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return false;
    case 'BlockStatement':
      return statement.body.some(hasEffect);
    case 'ReturnStatement':
      return statement.argument !== null && !isConstant(statement.argument);
    case 'VariableDeclaration':
      return statement.declarations.some(({ init }) => init !== null && !isConstant(init) && !isFunction(init));
    default:
      return !/^(?:TS|Import|Export)/.test(statement.type);
  }
}

/** Whether a value is constant: `true`, `undefined`, `void 0`. */
function isConstant(node: TSESTree.Node): boolean {
  if (node.type === 'Literal') return true;
  if (node.type === 'UnaryExpression') return isConstant(node.argument);
  return node.type === 'Identifier' && node.name === 'undefined';
}

/** The places in the file where a function is called; `loop` if a callee out of sight may call it for each element. */
function placesThatRun(fn: FunctionNode, callees: Callees): readonly (TSESTree.Node | 'loop')[] {
  const { index } = callees;
  const variable = index.bindings.variableOfFunction(fn);
  const mentions = [fn, ...(variable?.references.map(({ identifier }): TSESTree.Node => identifier) ?? [])];
  const given = mentions.flatMap((mention) => placesOfMention(mention, callees));
  return [...given, ...index.callersOf(fn).filter((call) => !contains(fn, call))];
}

function placesOfMention(mention: TSESTree.Node, callees: Callees): readonly (TSESTree.Node | 'loop')[] {
  const { parent } = mention;
  if (isFunction(mention) && isCalled(mention)) return [parent!];
  if (parent?.type !== 'CallExpression' || parent.callee === mention) return [];
  if (!mayBeAtOnce(callees.timingOfArgument(parent, mention))) return [];
  const { index } = callees;
  const recipients = index.recipientsOf(parent, mention);
  if (recipients.length > 0) return [parent, ...recipients.flatMap((recipient) => usesOfArgument(recipient, index.bindings)?.calls ?? [])];
  // Without a known definition, the callee is taken for an iteration such as `forEach`, which runs the function again.
  const handlers = callees.handlersOf(parent, mention);
  return handlers.length === 0 || handlers.some(({ invoked }) => invoked === 'repeated' || invoked === 'per-item') ? ['loop'] : [parent];
}
