import type { TSESTree } from '@typescript-eslint/types';

import { isCallbackName } from './error-names.js';
import { calleeName, isFunction, matchCompiledName, matchParameterName, matchPropertyName, parametersOf, unwrap } from './nodes.js';
import type { CallbackFunction, CallbackKind } from './site.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

const tests =
  /^(?:describe|context|suite|it|test|specify|before|after|beforeEach|afterEach|beforeAll|afterAll|setup|teardown|suiteSetup|suiteTeardown|xit|xdescribe|xcontext|xspecify|xtest|fit|fdescribe|tap|tape)$/;
const timers =
  /^(?:setTimeout|setInterval|setImmediate|nextTick|queueMicrotask|requestAnimationFrame|requestIdleCallback|\$timeout|\$interval|defer)$/;
const subscribing =
  /^(?:on|once|addListener|addEventListener|prependListener|prependOnceListener|off|removeListener|removeEventListener|one|live|delegate|many|listenTo|listenToOnce|attachEvent)$/;
/** Those that databases have as well: `db.one('select ...', function (err, row) {})`. */
const queries = /^(?:one|many|live|delegate)$/;
const domEvents =
  /^(?:click|dblclick|change|submit|keyup|keydown|keypress|mousedown|mouseup|mousemove|mouseover|mouseout|mouseenter|mouseleave|hover|focus|blur|resize|scroll|ready|toggle)$/;
const arrayMethods =
  /^(?:forEach|map|filter|some|every|reduce|reduceRight|find|findIndex|findLast|findLastIndex|flatMap|sort|toSorted|each|eachRight|forEachRight)$/;
/** Array methods that no database or client of note offers with a callback. */
const onlyArrays =
  /^(?:forEach|map|filter|some|every|reduce|reduceRight|findIndex|findLast|findLastIndex|flatMap|sort|toSorted)$/;
const collectionMethods =
  /^(?:each|eachRight|forEachRight|forIn|forInRight|forOwn|forOwnRight|forEach|map|collect|flatMap|mapValues|mapKeys|filter|select|reject|find|findKey|findLast|findIndex|findLastIndex|detect|some|any|every|all|reduce|reduceRight|inject|foldl|foldr|sortBy|sort|groupBy|keyBy|indexBy|countBy|partition|uniq|uniqBy|unique|max|min|maxBy|minBy|sumBy|sum|meanBy|pick|pickBy|omit|omitBy|remove|pull|takeWhile|dropWhile|takeRightWhile|dropRightWhile|times|transform|unionBy|differenceBy|intersectionBy|mergeWith|assignWith|cloneDeepWith|isEqualWith|tap|thru|zipWith|grep|invokeMap|sortedIndexBy|orderBy|walk|extend|merge|assign)$/;
const handlerMethods =
  /^(?:get|post|put|patch|delete|del|head|options|all|use|param|route|opts|checkout|copy|lock|merge|mkactivity|mkcol|move|notify|propfind|proppatch|purge|report|search|subscribe|trace|unlock|unsubscribe)$/;

/** The kind that the callee's name and the function's place make certain, or null. */
export function matchConvention(call: Call, index: number, fn: CallbackFunction): CallbackKind | null {
  if (call.type === 'NewExpression') return null;
  const callee = unwrap(call.callee);
  const name = callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? matchCompiledName(callee) : null;
  if (callee.type === 'MemberExpression' && name === null) return matchMethod(call, callee, index, fn);
  if (callee.type === 'CallExpression' && calleeName(callee) === 'each' && isTestName(callee.callee)) return 'test';
  if (name === null) return null;
  if (tests.test(name) && isTestArgument(call, index)) return 'test';
  if (timers.test(name) && index === 0) return 'timer';
  return isModuleDefinition(name, call) ? 'other' : null;
}

/** `define(['a', 'b'], function (a, b) {})` */
function isModuleDefinition(name: string, call: Call): boolean {
  return /^(?:define|require|requirejs)$/.test(name) && call.arguments.some(({ type }) => type === 'ArrayExpression');
}

function matchMethod(
  call: TSESTree.CallExpression,
  callee: TSESTree.MemberExpression,
  index: number,
  fn: CallbackFunction,
): CallbackKind | null {
  const name = matchPropertyName(callee) ?? '';
  const object = unwrap(callee.object);
  if (isModuleDefinition(name, call)) return 'other';
  if ((name === 'then' || name === '_then') && index < 3) return 'promise-reaction';
  // then.call(promise, resolve, reject)
  if (name === 'call' && object.type === 'Identifier' && object.name === 'then' && index > 0) return 'promise-reaction';
  if (
    name === 'spread' ||
    (/^(?:catch|finally|fail|fin|always|otherwise|progress)$/.test(name) && index === call.arguments.length - 1)
  )
    return 'promise-reaction';
  if (name === 'done' && object.type === 'CallExpression' && index < 3) return 'promise-reaction';
  if (/^(?:error|success)$/.test(name) && call.arguments.length === 1 && object.type === 'CallExpression')
    return 'promise-reaction';
  if (name === 'bind' && index > 0 && call.arguments[0]?.type === 'Literal') return 'event-listener';
  if (subscribing.test(name) && index > 0 && !(queries.test(name) && isQuery(call, object, fn))) return 'event-listener';
  if (domEvents.test(name) && call.arguments.length === 1 && parametersOf(fn).length < 2) return 'event-listener';
  if (timers.test(name) && index === 0) return name === 'defer' && object.type !== 'Identifier' ? null : 'timer';
  // `socket.setTimeout(1000, function () {})` listens to `timeout`.
  if (name === 'setTimeout') return 'event-listener';
  if (
    /^(?:only|skip|each|serial|todo|failing|concurrent)$/.test(name) &&
    isTestArgument(call, index) &&
    isTestName(object)
  )
    return 'test';
  if (tests.test(name) && isTestArgument(call, index) && isTestRunner(object, call)) return 'test';
  if (isCollectionLibrary(object) && collectionMethods.test(name)) return 'iteration';
  if (/^replace(?:All)?$/.test(name) && index === 1 && call.arguments.length === 2)
    return isErrorFirstPair(fn) ? null : 'iteration';
  if (object.type === 'Identifier' && matchBuiltIn(object.name, name, index)) return 'iteration';
  if (arrayMethods.test(name) && index === 0 && isArrayLike(object)) return 'iteration';
  if (onlyArrays.test(name) && index === 0 && call.arguments.length <= 2) return 'iteration';
  if (handlerMethods.test(name) && isRequestHandler(call, index, name, fn)) return 'request-handler';
  return null;
}

/** Whether a call only puts its first argument into a list: `args.push(function (err) {})`; not `queue.push(task, function (err) {})`. */
export function isStoring(call: Call, argument: TSESTree.Node): boolean {
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression' || call.arguments[0] !== argument) return false;
  return /^(?:push|unshift|concat|indexOf|includes|fill)$/.test(matchPropertyName(callee) ?? '');
}

function matchBuiltIn(object: string, method: string, index: number): boolean {
  if (index !== 1) return false;
  return (object === 'Array' && method === 'from') || (object === 'JSON' && /^(?:parse|stringify)$/.test(method));
}

/** Whether lodash and its like have a function of this name that calls its argument for each element. */
export function isCollectionMethod(name: string): boolean {
  return collectionMethods.test(name);
}

/** The kind that a name suggests where nothing speaks for error-first. */
export function suggestKind(call: Call, index: number, fn: CallbackFunction): CallbackKind | null {
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
  if (callee.type === 'MemberExpression' && index === 0 && arrayMethods.test(name)) return 'iteration';
  if (/^on[A-Z]|^(?:on)?error$/.test(name) && call.arguments.length === 1) return 'event-listener';
  return null;
}

function isTestArgument(call: TSESTree.CallExpression, index: number): boolean {
  if (index !== call.arguments.length - 1 && call.arguments[index + 1]?.type !== 'Literal') return false;
  const [first] = call.arguments;
  return index === 0 || !first || !isFunction(first);
}

function isTestName(object: TSESTree.Node): boolean {
  const node = unwrap(object);
  if (node.type === 'Identifier') return tests.test(node.name);
  return node.type === 'MemberExpression' && isTestName(node.object);
}

/** `t.test('x', fn)`, `mocha.it`, `tap.test`, `lab.experiment`. */
function isTestRunner(object: TSESTree.Node, call: TSESTree.CallExpression): boolean {
  if (object.type !== 'Identifier') return false;
  if (
    /^(?:t|tt|test|tap|tape|assert|mocha|lab|suite|tester|harness|qunit|QUnit|st|ava|c|sub|child|group)$/.test(
      object.name,
    )
  )
    return true;
  return (
    call.arguments[0]?.type === 'Literal' &&
    typeof call.arguments[0].value === 'string' &&
    /test|suite/i.test(object.name)
  );
}

function isCollectionLibrary(object: TSESTree.Node): boolean {
  return (
    object.type === 'Identifier' &&
    /^(?:_|lodash|underscore|R|ramda|\$|jQuery|Ember|Y|goog|angular|Promise|Bluebird|BB|BPromise)$/.test(object.name)
  );
}

/** An expression that can only be an array (or a string, or jQuery's list). */
function isArrayLike(node: TSESTree.Node): boolean {
  switch (node.type) {
    case 'ArrayExpression':
    case 'TemplateLiteral':
      return true;
    case 'CallExpression': {
      const callee = unwrap(node.callee);
      if (callee.type === 'Identifier') return /^(?:\$|jQuery|Array)$/.test(callee.name);
      const name = callee.type === 'MemberExpression' ? (matchPropertyName(callee) ?? '') : '';
      return /^(?:keys|values|entries|getOwnPropertyNames|split|slice|concat|map|filter|sort|reverse|from|splice|match|flat|flatMap|children|siblings|toArray)$/.test(
        name,
      );
    }
    default:
      return false;
  }
}

const first = /^_?(?:req|request|ctx|context|q)$/;
const second = /^_?(?:res|resp|rsp|response|reply|rep|next|h)$/;

/** Whether the names of a function's parameters read like those of a request handler. */
export function isRequestPair(names: readonly string[]): boolean {
  if (first.test(names[0] ?? '') && second.test(names[1] ?? '')) return true;
  return names.length === 4 && first.test(names[1] ?? '') && second.test(names[2] ?? '');
}

function isErrorFirstPair(fn: CallbackFunction): boolean {
  return /^_?(?:err|er|error)$/.test(matchParameterName(parametersOf(fn)[0])?.name ?? '');
}

/** Whether a function in the place of a listener takes an error, and neither jQuery nor the name of an event speaks for one. */
function isQuery(call: Call, object: TSESTree.Node, fn: CallbackFunction): boolean {
  const [event] = call.arguments;
  const isEvent = event?.type === 'Literal' && typeof event.value === 'string' && /^[\w.:-]+$/.test(event.value);
  const isSingle = parametersOf(fn).length < 2;
  return isErrorFirstPair(fn) && !(isEvent && (isSingle || isJQuery(object)));
}

/** `$(...)`, `$list`, `jQuery(...).parent()`. */
function isJQuery(object: TSESTree.Node): boolean {
  const node = unwrap(object);
  if (node.type === 'Identifier') return /^(?:\$|jQuery$)/.test(node.name);
  if (node.type === 'CallExpression') return isJQuery(node.callee);
  return node.type === 'MemberExpression' && (isJQuery(node.object) || /^\$/.test(matchPropertyName(node) ?? ''));
}

/** A handler of a route: the first argument is a path, and the parameters read like a request. */
function isRequestHandler(call: TSESTree.CallExpression, index: number, name: string, fn: CallbackFunction): boolean {
  const names = parametersOf(fn).map((parameter) => matchParameterName(parameter)?.name ?? '');
  if (isRequestPair(names)) return true;
  const path = call.arguments[0];
  const callee = unwrap(call.callee) as TSESTree.MemberExpression;
  const object = unwrap(callee.object);
  const isRouter =
    object.type === 'Identifier' && /^(?:app|router|server|api|route|routes|\w*[aA]pp|\w*Router)$/.test(object.name);
  if (/^(?:err|er|error)$/.test(names[0] ?? '') && names.length < 4) return false;
  if (name === 'use') return isRouter || names.some((parameter) => isCallbackName(parameter) && parameter === 'next');
  return isRouter && index > 0 && path !== undefined && !isFunction(path);
}
