import type { TSESTree } from '@typescript-eslint/types';

import { isCallbackName } from './parameter-names.js';
import { calleeName, matchCompiledName, matchParameterName, matchPropertyName } from '../syntax/names.js';
import { type FunctionNode, isFunction, parametersOf } from '../syntax/function-node.js';
import { unwrap } from '../syntax/unwrap.js';
import type { CallbackKind } from '../site.js';
import { hasRole } from './vocabulary.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/**
 * The kind of a function argument, where the name of the callee and the position of the argument leave no doubt: `timer` in
 * `setTimeout(fn, 1)`, `promise-reaction` in `load().then(fn)`. Null where they do.
 *
 * @param index the position of the function among the arguments
 * @param fn the function, whose parameter names may decide: `app.get('/', (req, res) => {})`
 */
export function matchConvention(call: Call, index: number, fn: FunctionNode): CallbackKind | null {
  if (call.type === 'NewExpression') return null;
  if (isTitled(call)) return 'test';
  const callee = unwrap(call.callee);
  const name = callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? matchCompiledName(callee) : null;
  if (hasRole(calleeName(call), 'adds-listener-by-name') && isEventName(call.arguments[index - 1])) return 'event-listener';
  if (callee.type === 'MemberExpression' && name === null) return matchMethod(call, callee, index, fn);
  if (callee.type === 'CallExpression' && calleeName(callee) === 'each' && isTestName(callee.callee)) return 'test';
  if (name === null) return null;
  if (hasRole(name, 'tests') && isTestArgument(call, index)) return 'test';
  if (hasRole(name, 'timer') && index === 0) return 'timer';
  if (hasRole(name, 'subscribes') && isText(call.arguments[index - 1])) return 'event-listener';
  if (hasRole(name, 'adds-listener')) return 'event-listener';
  return isModuleDefinition(name, call) ? 'other' : null;
}

/** Whether the value of a call has a sentence as its key, as a test of vows has: `{ 'of a missing file': fails(function (err) {}) }`. */
function isTitled({ parent }: Call): boolean {
  return parent.type === 'Property' && parent.key.type === 'Literal' && typeof parent.key.value === 'string' && /\S\s+\S/.test(parent.key.value);
}

/** Whether an argument is a text, such as the name of an event: `once(stream, 'finish', function () {})`. */
function isText(node: TSESTree.Node | undefined): boolean {
  return node?.type === 'Literal' && typeof node.value === 'string';
}

/** Whether an argument is the name of an event of streams, sockets or servers. */
function isEventName(node: TSESTree.Node | undefined): boolean {
  if (node?.type !== 'Literal' || typeof node.value !== 'string') return false;
  return hasRole(node.value, 'plain-event') || hasRole(node.value, 'repeated-event') || hasRole(node.value, 'listens-to-error-event') || hasRole(node.value, 'stops');
}

/** The kind of any argument, as `matchConvention` decides it. The argument may be an expression, `this.onData.bind(this)`; its parameters are then unknown. */
export function kindByPlace(call: Call, argument: TSESTree.Node): CallbackKind | null {
  const fn = unwrap(argument);
  return matchConvention(call, (call.arguments as TSESTree.Node[]).indexOf(argument), isFunction(fn) ? fn : emptyFunction);
}

/** Takes the place of a function that is not in the call itself: its parameters are not known. */
const emptyFunction = { type: 'FunctionExpression', params: [] } as unknown as TSESTree.FunctionExpression;

/** Whether a call defines a module of AMD: `define(['a', 'b'], function (a, b) {})`. */
function isModuleDefinition(name: string, call: Call): boolean {
  return hasRole(name, 'defines-module') && call.arguments.some(({ type }) => type === 'ArrayExpression');
}

/** `matchConvention` for a method call. */
function matchMethod(
  call: TSESTree.CallExpression,
  callee: TSESTree.MemberExpression,
  index: number,
  fn: FunctionNode,
): CallbackKind | null {
  const name = matchPropertyName(callee) ?? '';
  const object = unwrap(callee.object);
  if (isModuleDefinition(name, call)) return 'other';
  if ((name === 'then' || name === '_then') && index < 3) return 'promise-reaction';
  // `then.call(promise, resolve, reject)`
  if (name === 'call' && object.type === 'Identifier' && object.name === 'then' && index > 0) return 'promise-reaction';
  if (
    name === 'spread' ||
    (hasRole(name, 'reacts') && index === call.arguments.length - 1)
  )
    return 'promise-reaction';
  if (name === 'done' && object.type === 'CallExpression' && index < 3) return 'promise-reaction';
  if (/^(?:error|success)$/.test(name) && call.arguments.length === 1 && object.type === 'CallExpression')
    return 'promise-reaction';
  if (name === 'bind' && isEventBinding(call, index)) return 'event-listener';
  if (name === 'ready' && isJQuery(object) && call.arguments.length === 1) return 'event-listener';
  if (hasRole(name, 'unsubscribes')) return 'event-listener';
  if (index > 0 && (hasRole(name, 'subscribes') || (hasRole(name, 'subscribes-or-queries') && !isQuery(call, object, fn)))) return 'event-listener';
  if (hasRole(name, 'dom-event') && call.arguments.length === 1 && parametersOf(fn).length < 2) return 'event-listener';
  if (hasRole(name, 'timer') && index === 0) return name === 'defer' && object.type !== 'Identifier' ? null : 'timer';
  // `socket.setTimeout(1000, fn)` adds a listener of `timeout`: https://nodejs.org/api/net.html#socketsettimeouttimeout-callback
  if (name === 'setTimeout') return 'event-listener';
  if (
    hasRole(name, 'modifies-test') &&
    isTestArgument(call, index) &&
    isTestName(object)
  )
    return 'test';
  if (hasRole(name, 'tests') && isTestArgument(call, index) && isTestRunner(object, call)) return 'test';
  if (hasRole(name, 'runs-in-context')) return 'other';
  if (isCollectionLibrary(object) && hasRole(name, 'iterates-collections')) return 'iteration';
  if (hasRole(name, 'replaces-text') && index === 1 && call.arguments.length === 2)
    return isErrorFirstPair(fn) ? null : 'iteration';
  if (object.type === 'Identifier' && matchBuiltIn(object.name, name, index)) return 'iteration';
  if (hasRole(name, 'iterates') && index === 0 && isArrayLike(object)) return 'iteration';
  if (hasRole(name, 'iterates-arrays') && index === 0 && call.arguments.length <= 2) return 'iteration';
  if (hasRole(name, 'routes') && isRequestHandler(call, index, name, fn)) return 'request-handler';
  return null;
}

/** Whether a timer passes an argument to the function that it calls: `done` of `setTimeout(load, 10, path, done)`. */
export function isPassedByTimer(call: Call, argument: TSESTree.Node): boolean {
  const name = calleeName(call);
  const index = (call.arguments as TSESTree.Node[]).indexOf(argument);
  return (hasRole(name, 'defers-with-arguments') && index > 0) || (hasRole(name, 'timer') && index > 1);
}

/** Whether a call of `bind` adds a listener, with data for it or without: `list.bind('click', { id }, fn)`. Not `client.bind(name, password, fn)`. */
function isEventBinding({ arguments: args }: Call, index: number): boolean {
  return args[0]?.type === 'Literal' && (index === 1 || (index === 2 && args[1]?.type === 'ObjectExpression'));
}

/** Whether a call only puts its first argument into a list, `args.push(fn)`, or looks for it there. Not for `fn` in `queue.push(task, fn)`. */
export function isStoring(call: Call, argument: TSESTree.Node): boolean {
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression' || call.arguments[0] !== argument) return false;
  return hasRole(matchPropertyName(callee) ?? '', 'stores');
}

/**
 * Whether a call registers a function, under a name or by its own: `registry.add('save', fn)`, `app.plugin(fn)`. It runs whenever the owner of
 * the registry wants it to, who may read what it returns.
 */
export function isRegistration(call: Call, argument: TSESTree.Node): boolean {
  return hasRole(calleeName(call), 'registers') || (call.arguments[0] !== argument && isWord(call.arguments[0]));
}

/** Whether a node is a text of one word, as the name of an event or of a hook is: `'save'`, `'doc:change'`. Not a path or a query. */
function isWord(node: TSESTree.Node | undefined): boolean {
  return node?.type === 'Literal' && typeof node.value === 'string' && /^[\w.:-]+$/.test(node.value);
}

/** Whether the second argument of a static method is called for each item: `Array.from(list, fn)`, `JSON.parse(text, fn)`. */
function matchBuiltIn(object: string, method: string, index: number): boolean {
  if (index !== 1) return false;
  return (object === 'Array' && method === 'from') || (object === 'JSON' && /^(?:parse|stringify)$/.test(method));
}

/** The kind that names suggest, to be used only if there is no evidence for an error-first callback: `list.find(fn)`, `el.onClick(fn)`. */
export function suggestKind(call: Call, index: number, fn: FunctionNode): CallbackKind | null {
  if (call.type === 'NewExpression') return null;
  const callee = unwrap(call.callee);
  const names = parametersOf(fn).map((parameter) => matchParameterName(parameter)?.name ?? '');
  if (isRequestPair(names)) return 'request-handler';
  const name =
    callee.type === 'MemberExpression'
      ? (matchPropertyName(callee) ?? '')
      : callee.type === 'Identifier'
        ? callee.name
        : '';
  if (callee.type === 'MemberExpression' && index === 0 && hasRole(name, 'iterates')) return 'iteration';
  if ((hasRole(name, 'on-event') || hasRole(name, 'listens-to-error-event')) && call.arguments.length === 1) return 'event-listener';
  return null;
}

/** Whether an argument is in the position of a test's function: the last one, or in front of a literal (a timeout). */
function isTestArgument(call: TSESTree.CallExpression, index: number): boolean {
  if (index !== call.arguments.length - 1 && call.arguments[index + 1]?.type !== 'Literal') return false;
  const [first] = call.arguments;
  return index === 0 || !first || !isFunction(first);
}

/** Whether an expression is a function of a test framework or a member of one: `it`, `describe.skip`. */
function isTestName(object: TSESTree.Node): boolean {
  const node = unwrap(object);
  if (node.type === 'Identifier') return hasRole(node.name, 'tests');
  return node.type === 'MemberExpression' && isTestName(node.object);
}

/** Whether an object is a test runner: `t` of `t.test('x', fn)`, `lab` of `lab.test('x', fn)`. */
function isTestRunner(object: TSESTree.Node, call: TSESTree.CallExpression): boolean {
  if (object.type !== 'Identifier') return false;
  if (
    hasRole(object.name, 'test-runner')
  )
    return true;
  return (
    call.arguments[0]?.type === 'Literal' &&
    typeof call.arguments[0].value === 'string' &&
    hasRole(object.name, 'names-tests')
  );
}

/** Whether an object is a library for collections: `_`. */
export function isCollectionLibrary(object: TSESTree.Node): boolean {
  return (
    object.type === 'Identifier' &&
    hasRole(object.name, 'collection-library')
  );
}

/** Whether an expression can only evaluate to an array, a string or a list of jQuery, `[a]`, `text.split('')`, `$('a')`, or is called a list of errors. */
function isArrayLike(node: TSESTree.Node): boolean {
  switch (node.type) {
    case 'ArrayExpression':
    case 'TemplateLiteral':
      return true;
    case 'Identifier':
      return hasRole(node.name, 'errors');
    case 'CallExpression': {
      const callee = unwrap(node.callee);
      if (callee.type === 'Identifier') return hasRole(callee.name, 'makes-list');
      const name = callee.type === 'MemberExpression' ? (matchPropertyName(callee) ?? '') : '';
      return hasRole(name, 'returns-list');
    }
    default:
      return false;
  }
}

/** Whether the names of a function's parameters are those of a request handler: `req, res`, `req, res, next`, `err, req, res, next`. */
export function isRequestPair(names: readonly string[]): boolean {
  const isPairAt = (index: number): boolean => hasRole(names[index] ?? '', 'request') && hasRole(names[index + 1] ?? '', 'response');
  return isPairAt(0) || (names.length === 4 && isPairAt(1));
}

function isErrorFirstPair(fn: FunctionNode): boolean {
  return hasRole(matchParameterName(parametersOf(fn)[0])?.name ?? '', 'error');
}

/**
 * Whether a function argument of a method such as `one` or `many` is the callback of a database, not a listener: it takes an error, and
 * the first argument is not the name of an event. `db.one('SELECT 1', (err, row) => {})`, not `$a.one('click', (e) => {})`.
 */
function isQuery(call: Call, object: TSESTree.Node, fn: FunctionNode): boolean {
  const isSingle = parametersOf(fn).length < 2;
  return isErrorFirstPair(fn) && !(isWord(call.arguments[0]) && (isSingle || isJQuery(object)));
}

/** Whether an expression is jQuery or a list of it: `$(...)`, `$list`, `jQuery(...).parent()`. */
export function isJQuery(object: TSESTree.Node): boolean {
  const node = unwrap(object);
  if (node.type === 'Identifier') return hasRole(node.name, 'jquery');
  if (node.type === 'CallExpression') return isJQuery(node.callee);
  return node.type === 'MemberExpression' && (isJQuery(node.object) || hasRole(matchPropertyName(node) ?? '', 'jquery'));
}

/** Whether a function argument of a method such as `get` or `use` handles requests: its parameters or the object of the method show it. */
function isRequestHandler(call: TSESTree.CallExpression, index: number, name: string, fn: FunctionNode): boolean {
  const names = parametersOf(fn).map((parameter) => matchParameterName(parameter)?.name ?? '');
  if (isRequestPair(names)) return true;
  const path = call.arguments[0];
  const callee = unwrap(call.callee) as TSESTree.MemberExpression;
  const object = unwrap(callee.object);
  const isRouter =
    object.type === 'Identifier' && hasRole(object.name, 'router');
  if (hasRole(names[0] ?? '', 'error') && names.length < 4) return false;
  if (name === 'use') return isRouter || names.some((parameter) => isCallbackName(parameter) && parameter === 'next');
  return isRouter && index > 0 && path !== undefined && !isFunction(path);
}
