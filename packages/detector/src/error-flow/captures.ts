// The forms in which awaited code gets the error of a call, or ignores it, as the callback before did. The codemod writes them.

import type { TSESTree } from '@typescript-eslint/types';

import { Bindings } from '../bindings/bindings.js';
import type { CallbackSite } from '../site.js';
import { nodesOf } from '../source/file-nodes.js';
import type { Source } from '../source/source.js';
import { type FunctionNode, isFunction, onlyExpression } from '../syntax/function-node.js';
import { matchPropertyName, verbOf } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import { isIgnoredName } from '../vocabulary/parameter-names.js';
import { functionIndexOf } from '../functions/index/function-index.js';
import { ignoredAsBefore } from './deliberate.js';
import { type Promised, matchPromisified } from './match-promisified.js';

/** An awaited call whose error does not reject what awaits it. */
export interface Capture {
  /**
   * `taken`: a variable gets the error. `caught`: a `catch` does something about it. `ignored`: nobody gets it. `detached`: nor does anybody wait.
   */
  readonly form: 'taken' | 'caught' | 'ignored' | 'detached';
  /** The awaited call, or the promise around it. */
  readonly node: TSESTree.Node;
  /** The node behind which the error may be set. */
  readonly origin: TSESTree.Node;
  /** What is called: `fs.stat` of `promisify(fs.stat)(path)`. */
  readonly callee: TSESTree.Expression;
  /** The call with a callback. Of a promisified function it is made up: `fs.stat(path, callback)` for `promisify(fs.stat)(path)`. */
  readonly call: CallbackSite['call'];
  /** The callback in that call; null for a call that has none. */
  readonly argument: TSESTree.Expression | null;
  /** Whether all that says that there is an error is that it is the first argument of the callback. */
  readonly isFirst: boolean;
  /** The name that the error gets. */
  readonly error: TSESTree.Identifier | null;
  /** The names or patterns of the results. */
  readonly results: readonly TSESTree.Node[];
}

/**
 * Finds the calls in a file whose error is captured or ignored, in the order of the text. These forms are found, `pending` for
 * `const pending = promisify(load)(path);` included:
 *
 * - `const [err, text] = await new Promise((resolve) => load((...results) => resolve(results)))`, and with `[, text]`;
 * - `const err = await new Promise((resolve) => load(resolve))`, if the name is one of an error;
 * - `const text = await new Promise((resolve) => load((err, text) => resolve(text)))`, unless the name of the error says that it is ignored;
 * - `try { text = await promisify(load)(); } catch (error) { err = error; }`, and with a `catch` that does something else; so for an async function of the file;
 * - `try { text = await load(); } catch { // error ignored, as before }`, by the comment;
 * - `promisify(remove)(path).catch(() => {})`, without a comment in the braces.
 */
export function findCaptures(source: Source): readonly Capture[] {
  if (!mayCapture(source.text)) return [];
  const matcher = new CaptureMatcher(source, new Bindings(source));
  const { awaits, statements } = nodesOf(source);
  const found = [...awaits.flatMap((node) => matcher.matchAwait(node) ?? []), ...statements.flatMap((statement) => matcher.matchDetached(statement) ?? [])];
  return found.sort((a, b) => a.node.range[0] - b.node.range[0]);
}

/** Whether a text may have one of the forms, so that most files need no search. */
function mayCapture(text: string): boolean {
  return text.includes(ignoredAsBefore) || (text.includes('await ') && text.includes('catch (')) || /\bnew (?:globalThis\.)?Promise\b/.test(text) || text.includes('promisify(') || text.includes('(error) => error') || text.includes('(error) => [error]');
}

class CaptureMatcher {
  readonly #source: Source;
  readonly #bindings: Bindings;

  constructor(source: Source, bindings: Bindings) {
    this.#source = source;
    this.#bindings = bindings;
  }

  matchAwait(node: TSESTree.AwaitExpression): Capture | null {
    const { parent } = node;
    const target = parent.type === 'VariableDeclarator' ? parent.id : parent.type === 'AssignmentExpression' ? parent.left : null;
    const place = { node: node.argument, origin: target ? parent : node };
    const silenced = this.#matchSilenced(node.argument);
    if (silenced) return { ...place, ...silenced, form: 'ignored', isFirst: false, error: null, results: target ? [target] : [] };
    const promised = this.#matchPromise(this.#promiseOf(node.argument));
    return (promised && matchTaken(promised, target, place)) ?? this.#matchTry(node, target, promised);
  }

  /** `promisify(remove)(path).catch(() => {});` */
  matchDetached(statement: TSESTree.Statement): Capture | null {
    if (statement.type !== 'ExpressionStatement') return null;
    const { expression } = statement;
    const silenced = this.#matchSilenced(expression);
    return silenced && { form: 'detached', node: expression, origin: expression, ...silenced, isFirst: false, error: null, results: [] };
  }

  /** An `await` that is a statement of a `try`, or its value is assigned there. */
  #matchTry(node: TSESTree.AwaitExpression, target: TSESTree.Node | null, promised: Promised | null): Capture | null {
    const statement = target ? node.parent.parent : node.parent;
    const call = unwrap(node.argument);
    const known = promised?.value === 'result' ? promised : call.type === 'CallExpression' || call.type === 'NewExpression' ? { call, callee: call.callee, argument: null } : null;
    const tried = tryAround(node);
    if (!tried?.handler || !known) return null;
    const { handler } = tried;
    const result = { callee: known.callee, call: known.call, argument: known.argument, isFirst: false, results: target ? [target] : [] };
    if (this.#isIgnoredAsBefore(handler)) return { form: 'ignored', node: node.argument, origin: tried, ...result, error: handler.param?.type === 'Identifier' ? handler.param : null };
    const isDirect = statement?.type === 'ExpressionStatement' && statement.parent === tried.block;
    if (!isDirect || handler.body.body.length === 0 || handler.param?.type !== 'Identifier') return null;
    if (promised?.value !== 'result' && !this.#isOwnAsync(known.call)) return null;
    const stored = matchStored(handler, handler.param);
    if (stored) return { form: 'taken', node: node.argument, origin: tried, ...result, error: stored };
    return { form: 'caught', node: node.argument, origin: tried, ...result, error: handler.param, results: result.results.filter((name) => this.#isUnset(name)) };
  }

  /** Whether a call calls an async function of the file. It may have had a callback before. */
  #isOwnAsync({ callee }: CallbackSite['call']): boolean {
    const own = functionIndexOf(this.#source).definitionsOf(callee);
    return own.length > 0 && own.every((fn) => fn.async);
  }

  /** Whether a variable has no value until it gets the result. */
  #isUnset(name: TSESTree.Node): boolean {
    const [definition, ...others] = this.#bindings.variableOf(name)?.defs ?? [];
    return definition?.node.type === 'VariableDeclarator' && definition.node.init === null && others.length === 0;
  }

  /** Whether a `catch` has the comment of the codemod, and nothing else. */
  #isIgnoredAsBefore({ body }: TSESTree.CatchClause): boolean {
    const { ast, text } = this.#source;
    const [start, end] = body.range;
    if (body.body.length > 0 || !text.slice(start, end).includes(ignoredAsBefore)) return false;
    const inside = (ast.comments ?? []).filter(({ range }) => start < range[0] && range[1] < end);
    return inside.length === 1 && inside[0]!.value.trim() === ignoredAsBefore;
  }

  /** A promisified call whose rejection is ignored without a word: `promisify(remove)(path).catch(() => {})`. */
  #matchSilenced(node: TSESTree.Node): Pick<Capture, 'callee' | 'call' | 'argument'> | null {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || matchPropertyName(node.callee) !== 'catch') return null;
    const [handler, ...others] = node.arguments;
    if (!handler || others.length > 0 || !isFunction(handler) || handler.params.length > 0) return null;
    const [start, end] = handler.body.range;
    const promised = /^(?:\{\s*\}|undefined!)$/.test(this.#source.text.slice(start, end)) ? matchPromisified(this.#promiseOf(node.callee.object)) : null;
    return promised && { callee: promised.callee, call: promised.call, argument: promised.argument };
  }

  /** For `pending` of `const pending = promisify(load)(path);` the call that makes the promise; any other expression itself. Only a `const` is followed. */
  #promiseOf(node: TSESTree.Expression): TSESTree.Expression {
    if (node.type !== 'Identifier') return node;
    const [definition, ...others] = this.#bindings.variableOf(node)?.defs ?? [];
    const isConstant = others.length === 0 && definition?.node.type === 'VariableDeclarator' && definition.node.id.type === 'Identifier' && definition.node.parent.kind === 'const';
    return (isConstant && definition.node.init) || node;
  }

  #matchPromise(node: TSESTree.Expression): Promised | null {
    return matchPromisified(node) ?? matchExecuted(node) ?? matchSettled(node);
  }
}

/** The value of a promise that has the error, or leaves it out. */
function matchTaken({ callee, call, argument, value, offset }: Promised, target: TSESTree.Node | null, place: Pick<Capture, 'node' | 'origin'>): Capture | null {
  const known = { ...place, callee, call, argument, isFirst: true };
  if (value === 'error' && target === null) return { ...known, form: 'ignored', error: null, results: [] };
  if (value === 'last' && target) return { ...known, isFirst: false, form: 'ignored', error: null, results: [target] };
  if (value === 'error') return target?.type === 'Identifier' ? { ...known, form: 'taken', error: target, results: [] } : null;
  if (value !== 'list' || target?.type !== 'ArrayPattern' || target.elements.length <= offset) return null;
  const error = target.elements[offset] ?? null;
  const results = target.elements.slice(offset + 1).flatMap((element) => element ?? []);
  if (error === null) return { ...known, isFirst: false, form: 'ignored', error: null, results };
  return error.type === 'Identifier' ? { ...known, form: 'taken', error, results } : null;
}

/** A promise around one call, `new Promise((resolve) => load(path, callback))`. */
function matchExecuted(node: TSESTree.Expression): Promised | null {
  const [executor] = node.type === 'NewExpression' && verbOf(node.callee) === 'Promise' ? node.arguments : [];
  if (!executor || !isFunction(executor)) return null;
  const [resolve, ...others] = executor.params;
  const expression = onlyExpression(executor);
  const call = expression && unwrap(expression);
  if (call?.type !== 'CallExpression' || resolve?.type !== 'Identifier' || others.length > 1) return null;
  const isResolve = (argument: TSESTree.Node): boolean => argument.type === 'Identifier' && argument.name === resolve.name;
  const argument = call.arguments.findLast((each) => isFunction(each) || isResolve(each));
  if (!argument || argument.type === 'SpreadElement') return null;
  const known = { callee: call.callee, call, argument };
  if (others.length > 0) return { ...known, value: 'result', offset: 0 };
  return isFunction(argument) ? { ...known, ...valueOf(argument, resolve.name) } : { ...known, value: 'error', offset: 0 };
}

/** What a callback resolves a promise to: `(...results) => resolve(results)`, `(err, text) => resolve(text)`. */
function valueOf(callback: FunctionNode, resolve: string): Pick<Promised, 'value' | 'offset'> {
  const { params: [first, ...rest] } = callback;
  const expression = onlyExpression(callback);
  const isResolved = expression?.type === 'CallExpression' && expression.callee.type === 'Identifier' && expression.callee.name === resolve && expression.arguments.length === 1;
  const value = isResolved ? expression.arguments[0]! : null;
  // `function (...results) { resolve([this, ...results]); }`
  if (value && first?.type === 'RestElement') return { value: 'list', offset: value.type === 'ArrayExpression' ? value.elements.length - 1 : 0 };
  const last = rest.at(-1);
  const isLast = value?.type === 'Identifier' && last?.type === 'Identifier' && value.name === last.name;
  return { value: isLast && first?.type === 'Identifier' && !isIgnoredName(first.name) ? 'last' : 'other', offset: 0 };
}

/** A promise of a function that has no callback any more: `load(path).then(() => null, (error) => error)`, or with lists, `(error) => [error]`. */
function matchSettled(node: TSESTree.Expression): Promised | null {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || matchPropertyName(node.callee) !== 'then') return null;
  const [, failed] = node.arguments;
  const call = node.callee.object;
  if (call.type !== 'CallExpression' || failed?.type !== 'ArrowFunctionExpression' || failed.params.length !== 1) return null;
  const [error] = failed.params;
  const isError = (value: TSESTree.Node | null | undefined): boolean => value?.type === 'Identifier' && error?.type === 'Identifier' && value.name === error.name;
  const known = { ...(matchPromisified(call) ?? { call, callee: call.callee }), argument: null, offset: 0 };
  if (isError(failed.body)) return { ...known, value: 'error' };
  return failed.body.type === 'ArrayExpression' && failed.body.elements.length === 1 && isError(failed.body.elements[0]) ? { ...known, value: 'list' } : null;
}

/** The `try` whose block a node is in, in the same function. */
function tryAround(node: TSESTree.Node): TSESTree.TryStatement | null {
  let block = node;
  while (block.parent && !isFunction(block.parent) && block.parent.type !== 'TryStatement') block = block.parent;
  const { parent } = block;
  return parent?.type === 'TryStatement' && parent.block === block ? parent : null;
}

/** The variable that gets the error of a `catch`, which does nothing else: `err` of `catch (error) { err = error; }`. */
function matchStored({ body: { body } }: TSESTree.CatchClause, { name }: TSESTree.Identifier): TSESTree.Identifier | null {
  const [only, ...others] = body;
  const assignment = only?.type === 'ExpressionStatement' && others.length === 0 ? only.expression : null;
  if (assignment?.type !== 'AssignmentExpression' || assignment.left.type !== 'Identifier') return null;
  const value = unwrap(assignment.right);
  return value.type === 'Identifier' && value.name === name ? assignment.left : null;
}
