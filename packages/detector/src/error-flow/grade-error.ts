import type { TSESTree } from '@typescript-eslint/types';

import type { CallbackSite, ErrorFacts } from '../site.js';
import type { Source } from '../source/source.js';
import { enclosingFunction, isFunction, parametersOf } from '../syntax/function-node.js';
import { calleeName, nameOfCallee, matchKeyName, matchParameterName, matchPropertyName } from '../syntax/names.js';
import { insideSameFunction, someNode } from '../syntax/search.js';
import { contains } from '../syntax/surroundings.js';
import { isErrorName } from '../vocabulary/parameter-names.js';
import { hasRole } from '../vocabulary/vocabulary.js';
import type { AwaitedError } from './awaited-errors.js';
import { namesErrorInHead, saysIgnored, saysIgnoredAt, saysIgnoredBehind } from './deliberate.js';

/**
 * How bad it is that a callback does not check its error on some path. `lost`: results are used, or the work goes on as if it had succeeded.
 * `ignored`: nothing that follows depends on it, or it is the error of a cleanup, or one that is told elsewhere as well.
 */
export type UncheckedGrade = 'lost' | 'ignored';

/**
 * Grades the error of a callback that is not checked on every path.
 *
 * @param isIgnored whether a parameter name marks an error as ignored; by default names such as `_err` and `ignoredError` do
 * @returns null if the error is handled, never occurs, or is ignored on purpose, as the name of the parameter or a comment says; an error
 *   that is checked on some paths only is graded regardless of names and comments
 */
export function gradeUncheckedError(source: Source, site: CallbackSite, isIgnored: (name: string) => boolean = isIgnoredErrorName): UncheckedGrade | null {
  const { error, call, callback, evidence } = site;
  if (!error || isListening(site)) return null;
  const found = grade(source, {
    error,
    name: matchParameterName(parametersOf(callback)[0])?.name ?? null,
    call,
    callee: call.callee,
    node: call,
    isConvention: evidence === 'convention',
    body: [callback.body],
    saysIgnored: () => saysIgnored(source, site),
    isOuter: (name) => !isParameter(name, callback),
  }, isIgnored);
  return found === 'lost' && namesErrorInHead(source, callback) ? 'ignored' : found;
}

/** Grades the error of an awaited call as that of the callback was graded that it came from. */
export function gradeAwaitedError(source: Source, { form, direct, name, ...call }: AwaitedError, isIgnored: (name: string) => boolean = isIgnoredErrorName): UncheckedGrade | null {
  const found = grade(source, {
    ...call,
    name: name?.name ?? null,
    isConvention: false,
    body: direct,
    saysIgnored: () => saysIgnoredBehind(source, call.node, direct),
    isOuter: (other) => other.name !== name?.name,
  }, isIgnored);
  // Nothing waits for it, so that nothing goes on as if it had succeeded.
  return found === 'lost' && form === 'detached' ? 'ignored' : found;
}

/** A call, and the code that gets its error. */
interface UncheckedCall {
  readonly error: ErrorFacts;
  /** The name that the error has; null if it has none. */
  readonly name: string | null;
  /** The call with its arguments. */
  readonly call: CallbackSite['call'];
  readonly callee: TSESTree.Expression;
  /** What takes the place of the call in its function: the call itself, or the awaited promise around it. */
  readonly node: TSESTree.Node;
  /** Whether only the name of the callee says that there is an error. */
  readonly isConvention: boolean;
  /** The code that runs with the error. */
  readonly body: readonly TSESTree.Node[];
  /** Whether a comment says that the error is ignored. */
  readonly saysIgnored: () => boolean;
  /** Whether a name in the code is none of what it gets from the call. */
  readonly isOuter: (name: TSESTree.Identifier) => boolean;
}

function grade(source: Source, unchecked: UncheckedCall, isIgnored: (name: string) => boolean): UncheckedGrade | null {
  const { error, name, call, node } = unchecked;
  if (!error.gap) return null;
  if (error.handling === 'unchecked') {
    if ((name !== null && isIgnored(name)) || unchecked.saysIgnored() || isInIgnoring(node) || hasIgnoringOption(call) || !error.mayOccur) return null;
  } else if (saysIgnoredAt(source, error.gap.use)) return null;
  const { relies, how } = error.gap;
  if (relies === 'result') return 'lost';
  if (relies === 'nothing' || error.severity === 'strict' || how === 'logged') return 'ignored';
  return isCleanup(source, unchecked) ? 'ignored' : 'lost';
}

/** Whether the name of a class or a function around a node says that it ignores errors: `class IgnoreErrorFactory {}`. */
function isInIgnoring(node: TSESTree.Node): boolean {
  for (let current = node.parent; current; current = current.parent) {
    const name = nameOf(current);
    if (name !== null && hasRole(name, 'ignores-errors')) return true;
  }
  return false;
}

/** Whether an option of a call says that it ignores errors: `jar.setCookie(cookie, url, { ignoreError: true }, () => cb())`. */
function hasIgnoringOption({ arguments: args }: CallbackSite['call']): boolean {
  const options = args.flatMap((each) => (each.type === 'ObjectExpression' ? each.properties : []));
  return options.some((each) => each.type === 'Property' && each.value.type === 'Literal' && each.value.value === true && hasRole(matchKeyName(each) ?? '', 'ignores-errors'));
}

/** Whether a callback without parameters only waits until a server listens, `app.listen(80, () => {})`: a server tells of its error by an event. */
function isListening({ call, callback, evidence }: CallbackSite): boolean {
  return evidence !== 'catalog' && callback.params.length === 0 && hasRole(calleeName(call), 'listens-to-port');
}

/** The name of a class, a function or a method; null for other nodes, and for one without a name. */
function nameOf(node: TSESTree.Node): string | null {
  switch (node.type) {
    case 'ClassDeclaration':
    case 'FunctionDeclaration':
      return node.id?.name ?? null;
    case 'MethodDefinition':
      return matchKeyName(node);
    default:
      return null;
  }
}

/** Whether a name says that an error is ignored. */
function isIgnoredErrorName(name: string): boolean {
  return hasRole(name, 'ignored-error');
}

/** Whether the call or the function around it cleans up by its name, the call is made on the path of an outer error, or the code behind it goes on to report one. */
function isCleanup({ visitorKeys }: Source, { callee, node, isConvention, body, isOuter }: UncheckedCall): boolean {
  const name = nameOfCallee(callee);
  if (hasRole(name, 'cleans-up') || (isConvention && (hasRole(name, 'opens-or-closes') || hasRole(name, 'writes-to-stream'))) || isOnErrorPath(node) || isInCleanup(node)) return true;
  return body.some((part) => someNode(part, visitorKeys, (each) => passesNewError(each) || passesOuterError(each, isOuter), insideSameFunction));
}

/**
 * Whether another error came before the one of a callback, and is the one to report: the call is on the path of that error,
 * `if (err) fs.unlink(path, (e) => {})`, or the callback passes it on, `fs.close(fd, () => done(err))`.
 */
export function followsOtherError({ visitorKeys }: Source, { call, callback }: Pick<CallbackSite, 'call' | 'callback'>): boolean {
  return isOnErrorPath(call) || someNode(callback.body, visitorKeys, (node) => passesOuterError(node, (name) => !isParameter(name, callback)), insideSameFunction);
}

/** Whether a function around a node cleans up by its name, `function closeAll() {}`, or by that of the function that it is passed to: `after(function (done) {})`. */
function isInCleanup(node: TSESTree.Node): boolean {
  if (hasRole(nameOfHost(node), 'cleanup')) return true;
  for (let fn = enclosingFunction(node); fn; fn = enclosingFunction(fn)) {
    const { parent } = fn;
    if (parent?.type === 'CallExpression' && parent.callee !== fn && hasRole(calleeName(parent), 'cleans-up-after-test')) return true;
  }
  return false;
}

/** Whether a node is in the branch of a test for an error, or in a `catch` clause, of the function around it. */
function isOnErrorPath(node: TSESTree.Node): boolean {
  for (let current = node; current.parent && !isFunction(current.parent); current = current.parent) {
    const { parent } = current;
    if (parent.type === 'CatchClause') return true;
    if (parent.type === 'IfStatement' && parent.consequent === current && isErrorTest(parent.test)) return true;
  }
  return false;
}

function isErrorTest(test: TSESTree.Node): boolean {
  if (test.type === 'LogicalExpression' && test.operator === '&&') return isErrorTest(test.left);
  return test.type === 'Identifier' && isErrorName(test.name);
}

/** The name of the function around a node, or of the method or the variable that holds it; empty if there is none. */
function nameOfHost(node: TSESTree.Node): string {
  const host = enclosingFunction(node);
  if (host?.id) return host.id.name;
  const { parent } = host ?? {};
  if (parent?.type === 'MethodDefinition' || parent?.type === 'Property') return matchKeyName(parent) ?? '';
  if (parent?.type === 'VariableDeclarator') return parent.id.type === 'Identifier' ? parent.id.name : '';
  return parent?.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression' ? (matchPropertyName(parent.left) ?? '') : '';
}

/** `done(new Error('closed'))` */
function passesNewError(node: TSESTree.Node): boolean {
  const first = node.type === 'CallExpression' ? node.arguments[0] : undefined;
  return first?.type === 'NewExpression' && hasRole(calleeName(first), 'error-class');
}

/** `done(err)` or `fail(reply, err)` where `err` comes from outside. */
function passesOuterError(node: TSESTree.Node, isOuter: (name: TSESTree.Identifier) => boolean): boolean {
  return node.type === 'CallExpression' && node.arguments.some((argument) => argument.type === 'Identifier' && isErrorName(argument.name) && isOuter(argument));
}

function isParameter(name: TSESTree.Identifier, { params }: CallbackSite['callback']): boolean {
  return params.some((parameter) => contains(parameter, name) || (parameter.type === 'Identifier' && parameter.name === name.name));
}
