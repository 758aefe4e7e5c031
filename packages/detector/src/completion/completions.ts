import type { TSESTree } from '@typescript-eslint/types';
import type * as Scope from '../scope/scope.js';
import { isRequestPair } from '../vocabulary/callback-kinds.js';
import { detectCallbacks } from '../detect.js';
import { isCallbackName } from '../vocabulary/parameter-names.js';
import { type DetectOptions, type FileContext, fileContextOf } from '../classify/file-context.js';
import { calleeName, matchParameterName } from '../syntax/names.js';
import { type FunctionNode, isFunction, parametersOf } from '../syntax/function-node.js';
import type { CallbackSite } from '../site.js';
import type { Source } from '../source/source.js';
import { hasRole } from '../vocabulary/vocabulary.js';
import { type Repetition, CompletionFlow } from './completion-flow.js';
import type { Branch } from './paths.js';

/** What a function does with an error-first callback that it is given, where that is not: call it once on every path. */
export interface CompletionFaults {
  readonly host: FunctionNode;
  /** The parameter. */
  readonly callback: Scope.Variable;
  /** Pairs of places on one path that both call the callback or hand it on. */
  readonly repetitions: readonly Repetition[];
  /** The last tests on paths that do not call it at all. */
  readonly omissions: readonly Branch[];
}

/**
 * Follows every error-first callback parameter of a file.
 *
 * @param source the parsed file
 * @param options what the user adds to the catalogue
 * @returns one entry for each parameter that is called twice on some path, or on some path not at all
 */
export function detectCompletionFaults(source: Source, options: DetectOptions = {}): readonly CompletionFaults[] {
  const knowledge = fileContextOf(source, options);
  const sites = new Map(detectCallbacks(source, options).map((site) => [site.argument as TSESTree.Node, site]));
  const results = new Set([...sites.values()].flatMap(({ kind, callback }) => (kind === 'error-first' ? [callback] : [])));
  const functions = source.scopeManager.scopes.flatMap(({ type, block }) =>
    type === 'function' && isFunction(block) ? [block] : [],
  );
  // The parameters of an error-first callback are results.
  return [...new Set(functions)].filter((host) => !results.has(host)).flatMap((host) =>
    parametersOf(host).flatMap((parameter, index) => {
      const callback = matchCallbackParameter(host, parameter, index, knowledge);
      return callback ? followCallback(host, callback, knowledge, sites, source) : [];
    }),
  );
}

function followCallback(
  host: FunctionNode,
  callback: Scope.Variable,
  knowledge: FileContext,
  sites: ReadonlyMap<TSESTree.Node, CallbackSite>,
  source: Source,
): CompletionFaults[] {
  const flow = new CompletionFlow(host, callback, knowledge, sites, source);
  const exits = flow.run();
  const mayOmit = isMiddleware(host) || isOverloaded(callback) || !isCompleted(callback);
  const omissions = exits.flatMap(({ completion, isUnknown, isUnsure, branch }) =>
    completion || isUnknown || isUnsure || !branch || mayOmit ? [] : [branch],
  );
  const unique = omissions.filter(
    ({ node, outcome }, i) => omissions.findIndex((each) => each.node === node && each.outcome === outcome) === i,
  );
  // What ends a test does not throw.
  const isTest = sites.get(host)?.kind === 'test';
  const repetitions = flow.repetitions.filter(
    (found) => !(found.isThrown && isTest) && (flow.repetitions.length > 1 || !isEmission(found)),
  );
  return repetitions.length + unique.length > 0 ? [{ host, callback, repetitions, omissions: unique }] : [];
}

/** The variable of a parameter that is an error-first callback by what the function does with it, or null. */
function matchCallbackParameter(
  host: FunctionNode,
  parameter: TSESTree.Parameter,
  index: number,
  { bindings, functions }: FileContext,
): Scope.Variable | null {
  const name = matchParameterName(parameter);
  if (!name || isExecutor(host) || hasRole(name.name, 'failure-callback')) return null;
  const protocol = functions.protocolOfParameter(host, index);
  const variable = protocol === 'error-first' || protocol === 'likely-error-first' ? bindings.variableOf(name) : null;
  const later = parametersOf(host).slice(index + 1);
  if (!variable || variable.references.some(isMoved)) return null;
  // In front of another callback stands what is called for each element.
  if (later.some((each) => isCallbackName(matchParameterName(each)?.name ?? ''))) return null;
  return later.length === 0 || variable.references.some(({ identifier }) => isCallee(identifier)) ? variable : null;
}

/** `callback(null, each)` in every round and nowhere else: that is what the callback is for. */
function isEmission({ first, again }: Repetition): boolean {
  const [value] = first === again && first.type === 'CallExpression' ? first.arguments : [];
  return value?.type === 'Literal' && value.value === null;
}

/** `if (callback) { ... } else return cached;`: without a callback the function does something else. */
function isOverloaded({ references }: Scope.Variable): boolean {
  return references.some(({ identifier }) => {
    let node: TSESTree.Node = identifier;
    while (/^(?:Unary|Binary|Logical)Expression$/.test(node.parent?.type ?? '')) node = node.parent!;
    const test = node.parent;
    if (test?.type !== 'IfStatement' || test.test !== node) return false;
    return test.alternate !== null || (test.parent.type === 'IfStatement' && test.parent.alternate === test);
  });
}

/** Whether a callback is told of success somewhere: `cb()`, `cb(null, x)`; or handed on. */
function isCompleted({ references }: Scope.Variable): boolean {
  return references.some(({ identifier }) => {
    const { parent } = identifier;
    if (parent.type !== 'CallExpression') return false;
    const [first] = parent.arguments;
    return parent.callee !== identifier || !first || (first.type === 'Literal' && !first.value) || parent.arguments.length > 1;
  });
}

/** `callback = options`: the parameter holds the callback only where arguments are left out. */
function isMoved({ identifier }: Scope.Reference): boolean {
  const { parent } = identifier;
  return parent.type === 'AssignmentExpression' && parent.right === identifier && parent.left.type === 'Identifier';
}

function isCallee(name: TSESTree.Node): boolean {
  return name.parent?.type === 'CallExpression' && name.parent.callee === name;
}

/** `new Promise(function (resolve, reject) {})` */
function isExecutor({ parent }: FunctionNode): boolean {
  return parent?.type === 'NewExpression' && hasRole(calleeName(parent), 'makes-promise');
}

/** A response is another way to end a request. */
function isMiddleware(host: FunctionNode): boolean {
  return isRequestPair(parametersOf(host).map((parameter) => matchParameterName(parameter)?.name ?? ''));
}
