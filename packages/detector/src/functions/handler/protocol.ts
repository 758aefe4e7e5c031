import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../../bindings/bindings.js';
import type * as Scope from '../../scope/scope.js';
import { type FunctionNode, isFunction, parametersOf } from '../../syntax/function-node.js';
import { calleeName, matchParameterName, matchPropertyName } from '../../syntax/names.js';
import { unwrap } from '../../syntax/unwrap.js';
import { matchConvention } from '../../vocabulary/callback-kinds.js';
import { isErrorLike } from '../../vocabulary/error-values.js';
import { isWeakErrorName } from '../../vocabulary/parameter-names.js';
import { hasRole } from '../../vocabulary/vocabulary.js';
import { keyText, memberKeyOf } from '../index/property-keys.js';
import type { FunctionIndex } from '../index/function-index.js';
import { memberKey } from '../index/property-values.js';
import type { CompletionHandler, Protocol } from './completion-handler.js';
import { isCaught, isForFailures } from './failure-callback.js';

/** Which kinds of calls of a callback were found. */
interface Signs {
  /** `cb(null, x)` */
  nothing: boolean;
  /** `cb(null)`, which may also be a missing value if `cb(found)` is called, too. */
  bareNull: boolean;
  /** `cb(err)` */
  error: boolean;
  /** `stream.on('error', cb)` */
  errorEvent: boolean;
  /** `stream.on('end', cb)` */
  plainEvent: boolean;
  /** `request.on('response', cb)` */
  valueEvent: boolean;
  /** `cb(x)` */
  value: boolean;
  /** `cb(isThere, count)`: a value first, and another one after it. */
  values: boolean;
  /** `cb()` */
  bare: boolean;
  /** `loading.catch(cb)`, `loading.then(show, cb)` */
  rejection: boolean;
}

type Call = TSESTree.CallExpression | TSESTree.NewExpression;
type ImportedHandlers = (call: Call, argument: TSESTree.Node) => readonly CompletionHandler[];

/**
 * Finds out which arguments the functions of one file pass to their callbacks: `error-first` for `function load(cb) { cb(null, 1); }`. The
 * callback is followed into functions of the file and catalogued APIs that it is forwarded to.
 */
export class Protocols {
  readonly #index: FunctionIndex;
  readonly #bindings: Bindings;
  readonly #isErrorFirstApi: (path: string, count: number) => boolean;
  readonly #isError: (variable: Scope.Variable) => boolean;
  readonly #importedHandlersOf: ImportedHandlers;
  readonly #known = { last: new Map<Scope.Variable, Protocol>(), before: new Map<Scope.Variable, Protocol>() };
  readonly #ofMethods = new Map<string, Protocol>();
  readonly #ofProperties = new Map<string, Protocol>();
  readonly #ofCollections = new Map<string | Scope.Variable, Protocol>();
  readonly #followsCollections: boolean;
  readonly #isErrorFirstCall: (call: Call) => boolean;

  /**
   * @param index the functions of the file
   * @param bindings the variables of the file, with the names for errors from the configuration
   * @param isErrorFirstApi whether the catalogue has a path as a function that calls the last of a number of arguments error-first
   * @param isError whether a variable is the error parameter of a callback that was found to be error-first, whatever its name is
   * @param importedHandlersOf what the functions of other files that a callee may be do with an argument
   * @param isErrorFirstCall whether the last argument of a call is error-first, as the callbacks of other calls of its callee show
   * @param followsCollections whether a callback is followed into lists and maps, `this.waiting.push(cb)`, which are found by their names only
   */
  constructor(
    index: FunctionIndex,
    bindings: Bindings,
    isErrorFirstApi: (path: string, count: number) => boolean,
    isError: (variable: Scope.Variable) => boolean,
    importedHandlersOf: ImportedHandlers,
    isErrorFirstCall: (call: Call) => boolean,
    followsCollections: boolean,
  ) {
    this.#index = index;
    this.#bindings = bindings;
    this.#isErrorFirstApi = isErrorFirstApi;
    this.#isError = isError;
    this.#importedHandlersOf = importedHandlersOf;
    this.#isErrorFirstCall = isErrorFirstCall;
    this.#followsCollections = followsCollections;
  }

  /** The protocol by which the callee of a call calls its argument at a position; `unknown` if no definition of the callee is known. */
  ofArgument(call: Call, index: number): Protocol {
    const callee = unwrap(call.callee);
    const [only, ...others] = this.#index.definitionsOf(callee);
    if (!only) return protocolOfAll(this.#importedHandlersOf(call, call.arguments[index]!).map(({ protocol }) => protocol));
    const isLast = index === call.arguments.length - 1;
    return others.length === 0 ? this.ofParameter(only, index, isLast) : this.#ofAllMethods(callee, [only, ...others], index, isLast);
  }

  /** The protocol of several methods with one name. */
  #ofAllMethods(callee: TSESTree.Node, methods: readonly FunctionNode[], index: number, isLast: boolean): Protocol {
    const key = `${index} ${isLast} ${callee.type === 'MemberExpression' ? memberKeyOf(callee, this.#bindings) : ''}`;
    const known = this.#ofMethods.get(key);
    if (known !== undefined) return known;
    this.#ofMethods.set(key, 'unknown');
    const protocol = protocolOfAll(methods.map((fn) => this.ofParameter(fn, index, isLast)));
    this.#ofMethods.set(key, protocol);
    return protocol;
  }

  /**
   * The protocol by which a function calls its parameter at a position; `unknown` if that has no name.
   *
   * @param isLast whether it is passed the last argument of a call, so that it may be moved to a later parameter, `if (!cb) cb = options;`
   */
  ofParameter(fn: FunctionNode, index: number, isLast: boolean): Protocol {
    const name = matchParameterName(parametersOf(fn)[index]);
    const variable = name && this.#bindings.variableOf(name);
    const protocol = variable ? this.#ofVariable(variable, isLast) : 'unknown';
    return protocol === 'likely-error-first' && isForFailures(fn, variable!, this.#bindings) ? 'failure-only' : protocol;
  }

  #ofVariable(variable: Scope.Variable, isLast = true): Protocol {
    const ofVariables = isLast ? this.#known.last : this.#known.before;
    const known = ofVariables.get(variable);
    if (known !== undefined) return known;
    ofVariables.set(variable, 'unknown'); // ends the recursion of a function that forwards its callback to itself
    const signs = noSigns();
    for (const { identifier } of variable.references) this.#readReference(identifier, signs, isLast ? null : variable);
    const protocol = protocolOf(signs);
    ofVariables.set(variable, protocol);
    return protocol;
  }

  /** @param unmoved a parameter that is certainly not moved to another one, since that has an argument of its own; null if there is none */
  #readReference(name: TSESTree.Node, signs: Signs, unmoved: Scope.Variable | null): void {
    const { parent } = name;
    if (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') {
      const index = parent.arguments.indexOf(name as TSESTree.CallExpressionArgument);
      if (parent.callee === name) this.#readCall(parent.arguments, signs);
      else if (index >= 0) this.#readForwarding(parent, index, signs);
    } else if (parent?.type === 'MemberExpression' && parent.object === name) {
      const call = parent.parent;
      if (call.type !== 'CallExpression' || call.callee !== parent) return;
      if (matchPropertyName(parent) === 'call') this.#readCall(call.arguments.slice(1), signs);
    } else {
      // `callback = options`, if the options are left out, and `done = callback || noop`
      const value = parent?.type === 'LogicalExpression' && parent.left === name ? parent : name;
      const target = value.parent && matchTarget(value.parent, value);
      const variable = target && this.#bindings.variableOf(target);
      if (variable && !(unmoved && isOtherParameter(variable, unmoved))) addProtocol(this.#ofVariable(variable), signs);
      const property = matchStored(value);
      if (property !== null) addProtocol(this.#ofProperty(property), signs);
    }
    const collection = this.#followsCollections ? matchCollection(name) : null;
    if (collection) addProtocol(this.#ofCollection(collection), signs);
  }

  /** The protocol by which the file calls the elements of a list or a map: `this.waiting.shift()(null, x)`, `this.callbacks[id](err)`. */
  #ofCollection(collection: TSESTree.Node): Protocol {
    const key = collection.type === 'MemberExpression' ? memberKey(collection) : this.#bindings.variableOf(collection);
    if (key === null) return 'unknown';
    const known = this.#ofCollections.get(key);
    if (known !== undefined) return known;
    this.#ofCollections.set(key, 'unknown');
    const signs = noSigns();
    const reads: readonly TSESTree.Node[] = typeof key === 'string' ? this.#index.readsOfProperty(key) : key.references.map(({ identifier }) => identifier);
    for (const read of reads) this.#readElement(read, signs);
    const protocol = protocolOf(signs);
    this.#ofCollections.set(key, protocol);
    return protocol;
  }

  #readElement(collection: TSESTree.Node, signs: Signs): void {
    const element = matchElement(collection);
    if (!element) return;
    const variable = this.#bindings.variableOf(element);
    if (variable) addProtocol(this.#ofVariable(variable), signs);
    else this.#readReference(element, signs, null);
  }

  /** The protocol by which the file calls what is stored in a property: `{ cb }` or `task.cb = cb`, later `task.cb(err)` or `const { cb } = task`. */
  #ofProperty(key: string): Protocol {
    const known = this.#ofProperties.get(key);
    if (known !== undefined) return known;
    this.#ofProperties.set(key, 'unknown');
    const signs = noSigns();
    for (const member of this.#index.readsOfProperty(key)) this.#readReference(member, signs, null);
    const protocol = protocolOf(signs);
    this.#ofProperties.set(key, protocol);
    return protocol;
  }

  #readCall(args: readonly TSESTree.CallExpressionArgument[], signs: Signs): void {
    const [first] = args;
    const variable = first ? this.#bindings.variableOf(first) : null;
    // What the first argument shows by itself comes first: each answer of `isError` may call for another round of classification.
    if (first && args.length > 1 && this.#isErrorOfCallback(first)) signs.nothing = true;
    else if (first && args.length === 1 && (isCaught(variable) || (isErrorLike(first) && !isNothing(first, 1)))) signs.error = true;
    else if (variable !== null && this.#isError(variable)) signs[args.length > 1 ? 'nothing' : 'error'] = true;
    else readArguments(args, signs);
  }

  /** Whether a value is the error parameter of the enclosing callback. It is null on success, so `cb(err, x)` counts like `cb(null, x)`. */
  #isErrorOfCallback(node: TSESTree.Node): boolean {
    const variable = this.#bindings.variableOf(node);
    const [definition] = variable?.defs ?? [];
    if (definition?.type !== 'Parameter' || !isFunction(definition.node)) return false;
    const fn = definition.node;
    const { parent } = fn;
    if (matchParameterName(parametersOf(fn)[0]) !== definition.name || parent?.type !== 'CallExpression') return false;
    const index = parent.arguments.length - 1;
    if (parent.arguments[index] !== fn || matchConvention(parent, index, fn)) return false;
    if (hasRole(definition.name.name, 'errors')) return false; // a list of errors may be set and empty
    if (this.#bindings.isErrorName(definition.name.name)) return true;
    const path = this.#index.paths.pathOf(parent.callee)?.replaceAll('()', '');
    const isKnown = path !== undefined && this.#isErrorFirstApi(path, parent.arguments.length);
    return isWeakErrorName(definition.name.name) && (isKnown || this.ofArgument(parent, index) === 'error-first');
  }

  /** `process.nextTick(cb, null, x)`, `fs.readFile(path, cb)`, `this.load(path, cb)`, `new Job(path, cb)`, `done = once(cb)`. */
  #readForwarding(call: Call, index: number, signs: Signs): void {
    if (index === 0 && hasRole(calleeName(call), 'defers-with-arguments'))
      return readArguments(call.arguments.slice(1), signs);
    if (isRejectionHandler(call, index)) signs.rejection = true;
    const event = matchEvent(call, index);
    if (event !== null) {
      signs[event === 'error' ? 'errorEvent' : hasRole(event, 'plain-event') ? 'plainEvent' : 'valueEvent'] = true;
      return;
    }
    if (isCallbackified(call)) return addProtocol('error-first', signs);
    const isLast = index === call.arguments.length - 1;
    const path = this.#index.paths.pathOf(call.callee)?.replaceAll('()', '');
    if (path && isLast && this.#isErrorFirstApi(path, call.arguments.length)) return addProtocol('error-first', signs);
    if (isLast && this.#isErrorFirstCall(call)) return addProtocol('error-first', signs);
    const target = isLast && call.type === 'CallExpression' && call.parent ? matchTarget(call.parent, call) : null;
    const variable = target && this.#bindings.variableOf(target);
    addProtocol(variable ? this.#ofVariable(variable) : this.ofArgument(call, index), signs);
  }
}

/**
 * The key of the property that a callback is stored in: `cb` of `{ cb: done }` and `task.cb = done`; null if the value is not stored, or
 * under a name that is not one of callbacks, which other code may use for something else.
 */
function matchStored(value: TSESTree.Node): string | null {
  const { parent } = value;
  let key: string | null = null;
  if (parent?.type === 'Property' && parent.value === value && parent.parent.type === 'ObjectExpression') key = keyText(parent.key, parent.computed);
  if (parent?.type === 'AssignmentExpression' && parent.right === value && parent.left.type === 'MemberExpression') key = memberKey(parent.left);
  return key !== null && hasRole(key, 'completion') ? key : null;
}

/** The list or map that a value is put into: `this.waiting` of `this.waiting.push(cb)`, `callbacks` of `callbacks[id] = cb` and `callbacks.set(id, cb)`. */
function matchCollection(value: TSESTree.Node): TSESTree.Node | null {
  const { parent } = value;
  if (parent?.type === 'AssignmentExpression' && parent.right === value) {
    return parent.left.type === 'MemberExpression' && parent.left.computed ? unwrap(parent.left.object) : null;
  }
  const callee = parent?.type === 'CallExpression' && parent.callee !== value ? unwrap(parent.callee) : null;
  if (callee?.type !== 'MemberExpression') return null;
  const name = matchPropertyName(callee) ?? '';
  return hasRole(name, 'appends') || hasRole(name, 'sets-entry') ? unwrap(callee.object) : null;
}

/**
 * What a mention of a list or a map takes from it: `waiting.shift()`, `callbacks[id]`, `callbacks.get(id)`, the parameter of
 * `waiting.forEach((cb) => {})`, `cb` of `for (const cb of waiting)`. Null for other mentions.
 */
function matchElement(collection: TSESTree.Node): TSESTree.Node | null {
  const { parent } = collection;
  if (parent?.type === 'ForOfStatement' && parent.right === collection) {
    return parent.left.type === 'VariableDeclaration' ? (parent.left.declarations[0]?.id ?? null) : parent.left;
  }
  if (parent?.type !== 'MemberExpression' || parent.object !== collection) return null;
  const name = matchPropertyName(parent);
  if (name === null) return parent.parent.type === 'AssignmentExpression' && parent.parent.left === parent ? null : parent;
  if (parent.parent.type !== 'CallExpression' || parent.parent.callee !== parent) return null;
  if (hasRole(name, 'takes-element') || hasRole(name, 'gets-entry')) return parent.parent;
  const [visit] = parent.parent.arguments;
  return hasRole(name, 'repeats') && visit && isFunction(visit) ? matchParameterName(parametersOf(visit)[0]) : null;
}

/** Whether two variables are parameters of one function. */
function isOtherParameter(variable: Scope.Variable, other: Scope.Variable): boolean {
  return variable.defs.some(({ type, node }) => type === 'Parameter' && node === other.defs[0]?.node);
}

/** The protocol of a callee that may be several functions: one error-first function is enough, other protocols have to be shared by all. */
function protocolOfAll(protocols: readonly Protocol[]): Protocol {
  const [first] = protocols;
  const certain = (['error-first', 'likely-error-first'] as const).find((each) => protocols.includes(each));
  const isShared = (first === 'result-only' || first === 'failure-only') && protocols.every((each) => each === first);
  return certain ?? (isShared ? first : 'unknown');
}

/** The protocol of a callback that is called by one protocol and forwarded to functions that call it by others. */
export function combineProtocols(protocols: readonly Protocol[]): Protocol {
  const signs = noSigns();
  for (const protocol of protocols) addProtocol(protocol, signs);
  return protocolOf(signs);
}

/** The event that an argument of a call is a listener of: `end` for `cb` of `stream.once('end', cb)`; null if it is none. */
function matchEvent(call: Call, index: number): string | null {
  const event = call.arguments[index - 1];
  const isListener = unwrap(call.callee).type === 'MemberExpression' && hasRole(calleeName(call), 'subscribes');
  return isListener && event?.type === 'Literal' && typeof event.value === 'string' ? event.value : null;
}

/** Whether an argument of a call is called when a promise is rejected: `cb` of `loading.catch(cb)` and `loading.then(show, cb)`. */
function isRejectionHandler(call: Call, index: number): boolean {
  if (unwrap(call.callee).type !== 'MemberExpression') return false;
  const name = calleeName(call);
  return (name === 'then' && index === 1) || (name === 'catch' && index === 0);
}

/** Whether a call is `callbackify(async () => { ... })(cb)`, as this tool writes it: `cb` is called error-first, once and later. */
export function isCallbackified({ callee }: Call): boolean {
  return callee.type === 'CallExpression' && hasRole(calleeName(callee), 'makes-callback-form');
}

/** The target of a declaration or an assignment of a value: `done` of `const done = cb`; null if `parent` is neither. */
export function matchTarget(parent: TSESTree.Node, value: TSESTree.Node): TSESTree.Node | null {
  if (parent.type === 'AssignmentExpression') return parent.right === value ? parent.left : null;
  return parent.type === 'VariableDeclarator' && parent.init === value ? parent.id : null;
}

function noSigns(): Signs {
  return { nothing: false, bareNull: false, error: false, errorEvent: false, plainEvent: false, valueEvent: false, value: false, values: false, bare: false, rejection: false };
}

function protocolOf({ nothing, bareNull, error: isErrorPassed, errorEvent, plainEvent, valueEvent, value, values, bare, rejection }: Signs): Protocol {
  // What a listener is called with is an error or a value, as the event says, and the file does not show which: `request.on('error', cb).on('response', cb)`.
  if (errorEvent && (valueEvent || value)) return 'unknown';
  // A callback for failures only is not called without an error.
  const error = isErrorPassed || (rejection && bare && !value) || (errorEvent && (bare || bareNull || plainEvent));
  if (errorEvent && !error && !nothing) return 'failure-only';
  // If `cb(name, x)` is called, too, `cb(null, x)` may mean that the name is missing.
  if (nothing) return values && !error ? 'likely-error-first' : 'error-first';
  if (error) return values ? 'unknown' : 'likely-error-first';
  if (bareNull) return value ? 'unknown' : 'likely-error-first';
  return value || plainEvent || valueEvent ? 'result-only' : 'unknown';
}

function addProtocol(protocol: Protocol, signs: Signs): void {
  if (protocol === 'error-first') signs.nothing = true;
  if (protocol === 'likely-error-first') signs.error = true;
  if (protocol === 'result-only') signs.value = true;
}

function readArguments(args: readonly TSESTree.CallExpressionArgument[], signs: Signs): void {
  const [first] = args;
  if (!first) signs.bare = true;
  if (!first || first.type === 'SpreadElement') return;
  if (isNothing(first, args.length)) signs[args.length > 1 && !isFalse(first) ? 'nothing' : 'bareNull'] = true;
  else if (isErrorLike(first)) signs.error = true;
  else if (!isUnknown(first)) {
    signs.value = true;
    if (args.length > 1 || isBoolean(first)) signs.values = true;
  }
}

/**
 * Whether the first argument of a callback says that there is no error: `null`, or if results follow, `undefined`, `void 0` or `false`.
 *
 * @param count the number of arguments
 */
export function isNothing(argument: TSESTree.Node, count: number): boolean {
  const node = unwrap(argument);
  if (node.type === 'Literal') return node.value === null || (node.value === false && count > 1);
  if (node.type === 'ConditionalExpression')
    return isNothing(node.consequent, count) || isNothing(node.alternate, count);
  if (node.type === 'LogicalExpression') return isNothing(node.right, count);
  return (
    count > 1 &&
    ((node.type === 'Identifier' && node.name === 'undefined') ||
      (node.type === 'UnaryExpression' && node.operator === 'void'))
  );
}

function isFalse(node: TSESTree.Node): boolean {
  return node.type === 'Literal' && node.value === false;
}

function isBoolean(argument: TSESTree.Node): boolean {
  const node = unwrap(argument);
  return (
    node.type === 'BinaryExpression' ||
    (node.type === 'UnaryExpression' && node.operator === '!') ||
    (node.type === 'Literal' && typeof node.value === 'boolean')
  );
}

/** Whether a name leaves open if it is an error or a plain value: `cb(e)`. */
function isUnknown(argument: TSESTree.Node): boolean {
  const node = unwrap(argument);
  return node.type === 'Identifier' && isWeakErrorName(node.name);
}
