import { contains } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { annotationOf, callbackArgumentTypes, wholeType } from '../../callback/callback-annotation.js';
import { takesArguments } from '../../error-forms/questions.js';
import { memberOfMoved } from '../../callee/moved-export.js';
import { isForeignPromise } from '../../file/global-promise.js';
import type { Rewrite } from '../../plan/types.js';
import { isSingleResult } from '../../callback/result-form.js';
import type { RenderContext } from '../context.js';
import { promiseMethodOf } from './called.js';
import { renderFlow } from './flow.js';
import { renderArguments, startOfArguments, textOfOperand } from '../text/arguments.js';
import { dedent, indent } from '../text/layout.js';
import { resultType, tupleOf } from '../types/parameter-types.js';
import type { Slices } from '../text/slices.js';

/** What a promise that never rejects resolves to: one argument of the callback, by its index, or an array of all. */
export type Captures = number | 'all';

/** The longest `new Promise((resolve) => load(path, resolve))` on one line. What takes the value is in front of it. */
const maxLength = 80;

/**
 * The text of the promise that is awaited, without indentation: the promisified call, `promisify(load)(path)`, or, where the callback
 * reads several results, a `new Promise(...)` around the call that resolves to all of them.
 */
export function renderPromise(context: RenderContext, rewrite: Rewrite): string {
  if (rewrite.results.form === 'all') return renderAdapter(context, rewrite, 'reject');
  return renderPromisified(context, rewrite);
}

/**
 * The text of a promise that never rejects, without indentation: `new Promise((resolve) => load(path, (...results) => resolve(results)))`.
 *
 * With one argument: `new Promise((resolve) => load(path, resolve))` for the first, `new Promise((resolve) => load(path, (err, text) => resolve(text)))`.
 */
export function renderCapturingPromise(context: RenderContext, rewrite: Rewrite, captures: Captures): string {
  if (hasLostCallback(rewrite)) return renderSettled(context, rewrite, captures);
  return renderAdapter(context, rewrite, captures);
}

/**
 * Whether a promise may resolve to one result of a call, where nothing else is used: `(err, text) => resolve(text)`. A second run takes such a function
 * for a callback where the callee is one of the catalogue.
 */
export function takesOneResult(rewrite: Rewrite): boolean {
  const { site: { evidence, callback: { params } }, usesThis } = rewrite;
  const names = new Set(['resolve', ...params.map((parameter) => (parameter.type === 'Identifier' ? parameter.name : 'resolve'))]);
  return !usesThis && evidence !== 'catalog' && !hasLostCallback(rewrite) && names.size === params.length + 1;
}

/** Whether the callee takes no callback any more, so that a promise around its call would never settle. */
function hasLostCallback({ callee }: Pick<Rewrite, 'callee'>): boolean {
  return (callee?.form === 'native' || callee?.form === 'variant') && callee.lostCallback === true;
}

/** The promise of a function that has no callback any more: `load(path).then((result) => [null, result], (error) => [error])`. */
function renderSettled(context: RenderContext, rewrite: Rewrite, captures: Captures): string {
  const [done, failed] = captures === 0 ? ['() => null', '(error) => error'] : ['(result) => [null, result]', '(error) => [error]'];
  return `${renderPromisified(context, rewrite)}.then(${done}, ${failed})`;
}

/** The declaration of a receiver that must be evaluated only once: `const db = getDb();`. Null where the rewrite needs none. */
export function renderReceiver(context: RenderContext, rewrite: Rewrite): string | null {
  const name = context.names.receivers.get(rewrite);
  if (name === undefined || rewrite.callee?.form !== 'method') return null;
  const { object } = rewrite.callee.callee;
  return `const ${name} = ${textOfOperand(context.slices, object)}${context.semicolon}`;
}

function renderPromisified(context: RenderContext, rewrite: Rewrite): string {
  const { slices, stepOf, nameOfUtil, constantOf, importsVariant, names, isTypeScript } = context;
  const promisify = nameOfUtil('promisify');
  const { call, callee } = rewrite;
  const base = slices.indentAt(call.range[0]);
  const callOf = (head: string, self: string | null = null): string => dedent(head, base) + renderArguments(slices, stepOf(rewrite.site.callback), rewrite, { head, self, adapter: null });
  const constant = constantOf(rewrite);
  if (constant !== null) return callOf(constant);
  if (callee?.form === 'flow') return renderFlow(context, callee);
  if (callee?.form === 'native') return callOf(slices.textOf(...call.callee.range) + memberOfMoved(callee)) + promiseMethodOf(callee);
  if (callee?.form === 'variant') {
    const { object, property, range } = callee.callee;
    const [start] = slices.outerRange(object, range);
    return callOf(`${slices.textOf(start, property.range[0])}${callee.variant}`);
  }
  const types = call.typeArguments ? slices.textOf(...call.typeArguments.range) : '';
  if (callee?.form === 'imported-variant' && importsVariant(callee)) return callOf(slices.textOf(...call.callee.range));
  if (!callee || callee.form === 'function' || callee.form === 'constant' || callee.form === 'imported-variant') {
    return callOf(`${promisify}(${slices.textOf(...lastOf(call.callee).range)}${types})`);
  }
  if (callee.form === 'call') return callOf(`${promisify}(${slices.textOf(...callee.target.range)}).call`);
  const { object } = callee.callee;
  const [start, end] = slices.outerRange(object, callee.callee.range);
  const receiver = names.receivers.get(rewrite) ?? slices.textOf(start, end);
  // `super.load()` runs with `this` as its receiver.
  const self = object.type === 'Super' ? 'this' : receiver;
  const member = memberOf(slices, callee.callee, end);
  // `promisify(db.load).call(db)` would be an unbound method for typescript-eslint.
  if (isTypeScript) return callOf(`${promisify}(${receiver}${member}.bind(${self})${types})`);
  return callOf(`${promisify}(${receiver + member + types}).call`, self);
}

/** The text of a member access on one line with its object: `.exec`. In the original, a chain may be on several lines, with comments between them. */
function memberOf(slices: Slices, { property, computed, range }: TSESTree.MemberExpression, from: number): string {
  const [, to] = range;
  if (!computed && slices.hasComments(from, property.range[0])) {
    return `${slices.text.slice(from, property.range[0]).includes('?.') ? '?.' : '.'}${slices.textOf(property.range[0], to)}`;
  }
  return slices.textOf(from, to).replace(/^\s*(?:(?=\[)|\.\s*(?=[\w$#]))/, (dot) => dot.trim());
}

/** The last expression of a sequence: `f` of `(0, f)`, as compilers write a call without a receiver. */
function lastOf(callee: TSESTree.Expression): TSESTree.Expression {
  return callee.type === 'SequenceExpression' ? (callee.expressions.at(-1) ?? callee) : callee;
}

/**
 * A `new Promise(...)` around the call, whose callback is an adapter that settles the promise. Its arguments keep their indentation:
 * `new Promise((resolve) => load({` leaves the lines of the object alone. A call that makes a long line has a line of its own.
 *
 * @param kind `reject`: an error rejects, results resolve; the others: see `renderCapturingPromise`
 */
function renderAdapter(context: RenderContext, rewrite: Rewrite, kind: 'reject' | Captures): string {
  const { call, site } = rewrite;
  const { references, stepOf, semicolon } = context;
  const isSeen = (name: string): boolean =>
    references.within(name, call.range).some(({ identifier }) => !contains(site.argument, identifier));
  const free = (name: string): string => (isSeen(name) ? free(`${name}_`) : name);
  const [resolve, reject, error] = [free('resolve'), free('reject'), free('err')];
  const names = { resolve, reject, error, free, types: parameterTypes(context, rewrite) };
  const adapter = renderSettling(rewrite, names, kind);
  const parameters = kind === 'reject' ? `${resolve}, ${reject}` : resolve;
  const body = renderAdapted(context, rewrite, adapter);
  const type = context.isTypeScript ? `<${promisedType(context, rewrite, kind)}>` : '';
  const constructor = isForeignPromise(context.source, call, (variable) => context.names.renamed.has(variable)) ? 'globalThis.Promise' : 'Promise';
  const head = `new ${constructor}${type}((${parameters}) =>`;
  if (body.includes('\n') || head.length + body.length <= maxLength) return `${head} ${body})`;
  return `${head} {\n${indent(body, stepOf(site.callback))}${semicolon}\n})`;
}

/** TypeScript: the type that the promise resolves to; `any` where the file does not state the types of the results. */
function promisedType({ source }: RenderContext, { site, results, usesThis, error }: Rewrite, kind: 'reject' | Captures): string {
  const given = callbackArgumentTypes(source, site);
  if (usesThis || takesArguments(error)) return 'any';
  if (typeof kind === 'number') return wholeType(given?.[kind]) ?? 'any';
  if (kind === 'all') return given ? tupleOf(given) : 'any';
  const [first, ...others] = results.form === 'all' ? results.parameters : [];
  if (first === undefined) return 'void';
  if (first && others.length === 0 && first.type === 'Identifier') return resultType(source, site, first) ?? 'any';
  return given ? tupleOf(given.slice(1)) : 'any';
}

/** The call with an adapter instead of its callback, without indentation. */
function renderAdapted({ slices, stepOf }: RenderContext, rewrite: Rewrite, adapter: string): string {
  const { call, site } = rewrite;
  const base = slices.indentAt(call.range[0]);
  if (call.arguments.includes(site.argument as TSESTree.CallExpressionArgument)) {
    const head = slices.textOf(call.range[0], startOfArguments(slices, call));
    return dedent(head, base) + renderArguments(slices, stepOf(site.callback), rewrite, { head, self: null, adapter });
  }
  const [start, end] = site.argument.range;
  return dedent(slices.textOf(call.range[0], start) + adapter + slices.textOf(end, call.range[1]), base);
}

/** TypeScript: the types of the adapter's parameters. They are written where the callback's parameters have types, or the callee is a method of a value of type `any`: then they cannot be inferred. */
function parameterTypes({ anyValues, source }: RenderContext, { site, usesThis }: Rewrite): AdapterNames['types'] {
  const isUntyped = anyValues !== null && (anyValues.isCalledOn(site.call) || site.callback.params.some(annotationOf));
  if (!isUntyped) return { error: '', result: '', rest: '', all: '' };
  const given = callbackArgumentTypes(source, site);
  if (!given || usesThis) return { error: ': any', result: ': any', rest: ': any[]', all: ': any[]' };
  const [error, result] = given;
  return { error: `: ${wholeType(error) ?? 'any'}`, result: `: ${wholeType(result) ?? 'any'}`, rest: `: ${tupleOf(given.slice(1))}`, all: `: ${tupleOf(given)}` };
}

/** The function in the place of the callback. */
function renderSettling(rewrite: Rewrite, names: AdapterNames, kind: 'reject' | Captures): string {
  if (kind === 'reject') return rejectAdapter(rewrite, names);
  if (kind === 'all') return captureAdapter(rewrite, names);
  return kind === 0 ? names.resolve : resultAdapter(rewrite, names, kind);
}

/** `(err, text) => resolve(text)`, with the names of the callback. */
function resultAdapter({ site }: Rewrite, { resolve, free, types }: AdapterNames, index: number): string {
  const parameters = site.callback.params.slice(0, index + 1).map((parameter) => free(parameter.type === 'Identifier' ? parameter.name : 'result'));
  const annotations = [types.error, types.result];
  const typed = parameters.map((name, at) => name + (annotations[at] ?? (types.result && ': any')));
  return `(${typed.join(', ')}) => ${resolve}(${parameters.at(-1) ?? ''})`;
}

/** `(...results) => resolve(results)`, or a function that adds its `this` in front. */
function captureAdapter({ usesThis }: Rewrite, { resolve, free, types }: AdapterNames): string {
  const results = free('results');
  return usesThis
    ? `function (...${results}${types.all}) { ${resolve}([this, ...${results}]); }`
    : `(...${results}${types.all}) => ${resolve}(${results})`;
}

/** The names in an adapter, none of which hides a variable that the call uses. */
interface AdapterNames {
  readonly resolve: string;
  readonly reject: string;
  readonly error: string;
  /** Turns a name into one that hides no variable of the call. */
  readonly free: (name: string) => string;
  /** The type annotations of the error, of a single result, of all results, and of all arguments; empty where they are not written. */
  readonly types: Readonly<Record<'error' | 'result' | 'rest' | 'all', string>>;
}

/** `(err, result) => (err ? reject(err) : resolve(result))`; several results become an array, with `this` in front where it is used. */
function rejectAdapter(rewrite: Rewrite, { resolve, reject, error, free, types }: AdapterNames): string {
  const { results, usesThis } = rewrite;
  const count = results.form === 'all' ? results.parameters.length : 0;
  const isSingle = isSingleResult(rewrite);
  const name = count === 0 ? '' : free(isSingle ? 'result' : 'results');
  const rest = isSingle ? name : `...${name}`;
  const first = `${error}${types.error}`;
  const parameters = count === 0 ? first : `${first}, ${rest}${isSingle ? types.result : types.rest}`;
  if (!usesThis) return `(${parameters}) => (${error} ? ${reject}(${error}) : ${resolve}(${name}))`;
  const given = count === 0 ? '[this]' : `[this, ${rest}]`;
  return `function (${parameters}) { ${error} ? ${reject}(${error}) : ${resolve}(${given}); }`;
}
