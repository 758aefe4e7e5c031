import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import { annotationOf, givenTypes, wholeType } from '../callback-annotation.js';
import { takesArguments } from '../error-forms/questions.js';
import { isForeignPromise } from '../file-globals.js';
import type { Rewrite } from '../plan/types.js';
import { isSingleResult } from '../result-form.js';
import { contains } from '../tree.js';
import type { RenderContext } from './context.js';
import { dedent, indent, indentRest } from './layout.js';
import { resultType, tupleOf } from './parameter-types.js';
import type { Slices } from './slices.js';

/**
 * The promise that is awaited, at no indentation: the promisified call, or a `new Promise` around the call that hands on
 * all results.
 */
export function renderPromise(context: RenderContext, rewrite: Rewrite): string {
  if (rewrite.results.form === 'all') return renderAdapter(context, rewrite, 'reject');
  return dedent(renderPromisified(context, rewrite), context.slices.indentAt(rewrite.call.range[0]));
}

/** A promise of everything that the callee calls back with, or of the error alone: it never rejects. */
export function renderSettled(context: RenderContext, rewrite: Rewrite, given: 'first' | 'all'): string {
  return renderAdapter(context, rewrite, given);
}

/** `const db = getDb();`, where the receiver must be evaluated only once. */
export function renderReceiver(context: RenderContext, rewrite: Rewrite): string | null {
  const name = context.names.receivers.get(rewrite);
  if (name === undefined || rewrite.callee?.form !== 'method') return null;
  const { object } = rewrite.callee.callee;
  const text = dedent(textOfOperand(context.slices, object), context.slices.indentAt(rewrite.call.range[0]));
  return `const ${name} = ${text}${context.semicolon}`;
}

function renderPromisified({ slices, nameOfUtil, constantOf, names, isTypeScript }: RenderContext, rewrite: Rewrite): string {
  const promisify = nameOfUtil('promisify');
  const { call, callee } = rewrite;
  const parameters = renderArguments(slices, rewrite);
  const constant = constantOf(rewrite);
  if (constant !== null) return `${constant}(${parameters})`;
  if (callee?.form === 'native') return `${slices.textOf(...call.callee.range)}(${parameters})`;
  if (callee?.form === 'variant') {
    const { object, property, range } = callee.callee;
    const [start] = slices.outerRange(object, range);
    return `${slices.textOf(start, property.range[0])}${callee.variant}(${parameters})`;
  }
  const types = call.typeArguments ? slices.textOf(...call.typeArguments.range) : '';
  if (!callee || callee.form === 'function' || callee.form === 'constant') {
    return `${promisify}(${slices.textOf(...lastOf(call.callee).range)}${types})(${parameters})`;
  }
  if (callee.form === 'call') return `${promisify}(${slices.textOf(...callee.target.range)}).call(${parameters})`;
  const { object } = callee.callee;
  const [start, end] = slices.outerRange(object, callee.callee.range);
  const receiver = names.receivers.get(rewrite) ?? slices.textOf(start, end);
  // `super.load()` is called on `this`.
  const self = object.type === T.Super ? 'this' : receiver;
  // A chain that stood in several lines is taken apart.
  const member = slices.textOf(end, callee.callee.range[1]).replace(/^\s*(?:(?=\[)|\.\s*(?=[\w$#]))/, (dot) => dot.trim());
  // A method by itself is one without its receiver for typescript-eslint.
  if (isTypeScript) return `${promisify}(${receiver}${member}.bind(${self})${types})(${parameters})`;
  const method = receiver + member + types;
  return `${promisify}(${method}).call(${parameters ? `${self}, ${parameters}` : self})`;
}

/** `f` of `(0, f)`, as compilers write a call without a receiver. */
function lastOf(callee: TSESTree.Expression): TSESTree.Expression {
  return callee.type === T.SequenceExpression ? (callee.expressions.at(-1) ?? callee) : callee;
}

/** An expression as one of several: `(a, b)` keeps its parentheses. */
function textOfOperand(slices: Slices, { type, range }: TSESTree.Node): string {
  const text = slices.textOf(...range);
  return type === T.SequenceExpression ? `(${text})` : text;
}

/** The arguments as they stand, without the callback; on one line, if only the callback asked for more. */
function renderArguments(slices: Slices, { call, site }: Rewrite): string {
  const list = call.arguments.filter((argument) => argument !== site.argument);
  const base = slices.indentAt(call.range[0]);
  const inside = [(call.typeArguments ?? call.callee).range[1], call.range[1]] as const;
  const ranges = list.map((argument) => slices.outerRange(argument, [slices.text.indexOf('(', inside[0]) + 1, inside[1] - 1]));
  const [first, last] = [ranges[0], ranges.at(-1)];
  if (!first || !last) return '';
  const texts = list.map((argument) => textOfOperand(slices, argument));
  const line = texts.join(', ');
  const between = ranges.slice(1).map(([start], index) => slices.text.slice(ranges[index]?.[1], start));
  const isPlain = between.every((gap) => /^\s*,\s*$/.test(gap)) && texts.every((text) => !text.includes('\n'));
  if (isPlain && line.length <= 80) return line;
  const text = slices.textOf(first[0], last[1]);
  // The first one stood in a line of its own.
  return slices.isFirstOnLine(first[0]) ? indentRest(dedent(text, slices.indentAt(first[0])), base) : text;
}

function renderAdapter(context: RenderContext, rewrite: Rewrite, kind: 'reject' | 'first' | 'all'): string {
  const { call, site } = rewrite;
  const { slices, references, step, semicolon } = context;
  const isSeen = (name: string): boolean =>
    references.within(name, call.range).some(({ identifier }) => !contains(site.argument, identifier));
  const free = (name: string): string => (isSeen(name) ? free(`${name}_`) : name);
  const [resolve, reject, error] = [free('resolve'), free('reject'), free('err')];
  const names = { resolve, reject, error, free, types: parameterTypes(context, rewrite) };
  const adapter = kind === 'reject' ? rejectAdapter(rewrite, names) : kind === 'first' ? resolve : settleAdapter(rewrite, names);
  const inner =
    slices.textOf(call.range[0], site.argument.range[0]) + adapter + slices.textOf(site.argument.range[1], call.range[1]);
  const parameters = kind === 'reject' ? `${resolve}, ${reject}` : resolve;
  const body = indent(dedent(inner, slices.indentAt(call.range[0])), step);
  const type = context.isTypeScript ? `<${promisedType(context, rewrite, kind)}>` : '';
  const constructor = isForeignPromise(context.source, call, (variable) => context.names.renamed.has(variable)) ? 'globalThis.Promise' : 'Promise';
  return `new ${constructor}${type}((${parameters}) => {\n${body}${semicolon}\n})`;
}

/** What the promise resolves to; any where nothing in the file says what the results are. */
function promisedType({ source }: RenderContext, { site, results, usesThis, error }: Rewrite, kind: 'reject' | 'first' | 'all'): string {
  const given = givenTypes(source, site);
  if (usesThis || takesArguments(error)) return 'any';
  if (kind === 'first') return wholeType(given?.[0]) ?? 'any';
  if (kind === 'all') return given ? tupleOf(given) : 'any';
  const [first, ...others] = results.form === 'all' ? results.parameters : [];
  if (first === undefined) return 'void';
  if (first && others.length === 0 && first.type === T.Identifier) return resultType(source, site, first) ?? 'any';
  return given ? tupleOf(given.slice(1)) : 'any';
}

/** Where the callback names the types of its parameters, the callee may not: then those of the adapter are written as well. */
function parameterTypes({ anyValues, source }: RenderContext, { site, usesThis }: Rewrite): AdapterNames['types'] {
  const isUntyped = anyValues !== null && (anyValues.isCalledOn(site.call) || site.callback.params.some(annotationOf));
  if (!isUntyped) return { error: '', result: '', rest: '', all: '' };
  const given = givenTypes(source, site);
  if (!given || usesThis) return { error: ': any', result: ': any', rest: ': any[]', all: ': any[]' };
  const [error, result] = given;
  return { error: `: ${wholeType(error) ?? 'any'}`, result: `: ${wholeType(result) ?? 'any'}`, rest: `: ${tupleOf(given.slice(1))}`, all: `: ${tupleOf(given)}` };
}

function settleAdapter({ usesThis }: Rewrite, { resolve, free, types }: AdapterNames): string {
  const results = free('results');
  return usesThis
    ? `function (...${results}${types.all}) { ${resolve}([this, ...${results}]); }`
    : `(...${results}${types.all}) => ${resolve}(${results})`;
}

interface AdapterNames {
  readonly resolve: string;
  readonly reject: string;
  readonly error: string;
  readonly free: (name: string) => string;
  /** The types of the error, of a result, of all results and of everything, where they are to be written. */
  readonly types: Readonly<Record<'error' | 'result' | 'rest' | 'all', string>>;
}

/** `(err, result) => (err ? reject(err) : resolve(result))`; several results become an array. */
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
