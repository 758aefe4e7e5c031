import type { TSESTree } from '@typescript-eslint/types';
import type * as Scope from '../scope/scope.js';
import { detectCallbacks } from '../detect.js';
import { type DetectOptions, type FileContext, fileContextOf } from '../classify/file-context.js';
import { type FunctionNode, isFunction, parametersOf } from '../syntax/function-node.js';
import type { CallbackSite } from '../site.js';
import type { Source } from '../source/source.js';
import { isMiddleware, matchCallbackParameter } from './callback-parameter.js';
import { type Repetition, CompletionFlow } from './completion-flow.js';
import type { Branch } from './paths.js';

/** The paths through a function on which it does not call its error-first callback exactly once. */
export interface CompletionFaults {
  readonly host: FunctionNode;
  /** The callback parameter. */
  readonly callback: Scope.Variable;
  /** Pairs of places on one path that both call or forward the callback: `if (err) cb(err); cb(null);`. */
  readonly repetitions: readonly Repetition[];
  /** The last tests on paths that never call it: the `if (err)` of `if (err) return; cb(null);`, with the outcome `truthy`. */
  readonly omissions: readonly Branch[];
}

/**
 * Finds the functions of a file that may call their error-first callback twice or never.
 *
 * @param source the parsed file
 * @param options those of `detectCallbacks`
 * @returns one entry for each callback parameter that is called twice or not at all on some path
 */
export function detectCompletionFaults(source: Source, options: DetectOptions = {}): readonly CompletionFaults[] {
  const context = fileContextOf(source, options);
  const sites = new Map(detectCallbacks(source, options).map((site) => [site.argument as TSESTree.Node, site]));
  const results = new Set([...sites.values()].flatMap(({ kind, callback }) => (kind === 'error-first' ? [callback] : [])));
  const functions = source.scopeManager.scopes.flatMap(({ type, block }) =>
    type === 'function' && isFunction(block) ? [block] : [],
  );
  // The parameters of an error-first callback are results, not callbacks that it has to call.
  return [...new Set(functions)].filter((host) => !results.has(host)).flatMap((host) =>
    parametersOf(host).flatMap((parameter, index) => {
      const callback = matchCallbackParameter(host, parameter, index, context);
      return callback ? followCallback(host, callback, context, sites, source) : [];
    }),
  );
}

function followCallback(
  host: FunctionNode,
  callback: Scope.Variable,
  context: FileContext,
  sites: ReadonlyMap<TSESTree.Node, CallbackSite>,
  source: Source,
): CompletionFaults[] {
  const flow = new CompletionFlow(host, callback, context, sites, source);
  const exits = flow.run();
  const mayOmit = isMiddleware(host) || isOverloaded(callback) || !isCompleted(callback);
  const omissions = exits.flatMap(({ completion, isUnknown, mayBeIntentional, branch }) =>
    completion || isUnknown || mayBeIntentional || !branch || mayOmit ? [] : [branch],
  );
  const unique = omissions.filter(
    ({ node, outcome }, i) => omissions.findIndex((each) => each.node === node && each.outcome === outcome) === i,
  );
  // The `done` of a test does not throw.
  const isTest = sites.get(host)?.kind === 'test';
  const repetitions = flow.repetitions.filter(
    (found) => !(found.isThrown && isTest) && (flow.repetitions.length > 1 || !isEmission(found)),
  );
  return repetitions.length + unique.length > 0 ? [{ host, callback, repetitions, omissions: unique }] : [];
}

/** Whether a repetition is one `callback(null, item)` in a loop. If it is the only one, the callback is meant to be called for each item. */
function isEmission({ first, again }: Repetition): boolean {
  const [value] = first === again && first.type === 'CallExpression' ? first.arguments : [];
  return value?.type === 'Literal' && value.value === null;
}

/** Whether the function does something else without a callback: `if (callback) { ... } else return cached;`. */
function isOverloaded({ references }: Scope.Variable): boolean {
  return references.some(({ identifier }) => {
    let node: TSESTree.Node = identifier;
    while (/^(?:Unary|Binary|Logical)Expression$/.test(node.parent?.type ?? '')) node = node.parent!;
    const test = node.parent;
    if (test?.type !== 'IfStatement' || test.test !== node) return false;
    return test.alternate !== null || (test.parent.type === 'IfStatement' && test.parent.alternate === test);
  });
}

/** Whether a callback is called without an error, `cb()`, `cb(null, x)`, or forwarded, `load(cb)`. Otherwise it may be for errors only. */
function isCompleted({ references }: Scope.Variable): boolean {
  return references.some(({ identifier }) => {
    const { parent } = identifier;
    if (parent.type !== 'CallExpression') return false;
    const [first] = parent.arguments;
    return parent.callee !== identifier || !first || (first.type === 'Literal' && !first.value) || parent.arguments.length > 1;
  });
}
