// Makes a loop of a function that ends each round with a call of itself: `return next();` and `async function next() { ...; return next(); }`.

import { type FunctionNode, type Scope, type Source, contains, exits, hostOf, insideSameFunction, isFunction, isLoop, isNullish, nodesOf, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { factsOf } from '../file/file-facts.js';
import type { Edit, LazyEdit } from '../render/edits/edit.js';
import { dedent, indent } from '../render/text/layout.js';
import { Slices } from '../render/text/slices.js';
import { declareInBlock } from './moved-variables.js';

type Round = FunctionNode & { readonly body: TSESTree.BlockStatement };

/** A function that repeats itself, with its call from outside, the promise of which is returned. */
interface Repeated {
  readonly fn: Round;
  /** Its declaration; null where it is called in place. */
  readonly declaration: TSESTree.Statement | null;
  /** The call that starts the first round. */
  readonly start: TSESTree.CallExpression;
  readonly statement: TSESTree.ReturnStatement;
  /** The statements that start the next round. */
  readonly next: readonly TSESTree.ReturnStatement[];
  readonly counter: Counter | null;
  /** `if (err) throw err;` about a parameter that no call passes. */
  readonly guard: TSESTree.Statement | null;
}

/** The only parameter: `index`, with its first value, and the value of each further round. */
interface Counter {
  readonly name: string;
  /** It is always a number: one that is written there, to which nothing else is assigned. */
  readonly isNumber: boolean;
  readonly first: TSESTree.Expression;
  readonly following: TSESTree.Expression;
}

/**
 * The edits that turn async functions into loops.
 *
 * @param isStep whether the rewriter has made a function async, since it completes another one
 * @returns edits, sorted, not overlapping; none where no function repeats itself
 */
export function unroll(source: Source, isStep: (fn: FunctionNode) => boolean): readonly Edit[] {
  const slices = new Slices(source, factsOf(source).multilineLiterals);
  const edits = nodesOf(source).functions.filter(isStep).flatMap((fn) => {
    const repeated = matchRepeated(source, fn);
    return repeated ? (editsFor(source, slices, repeated) ?? []) : [];
  });
  slices.setEdits(edits, []);
  return slices.finish();
}

/** The name by which a function calls itself: its own, or that of the variable that is declared with it. */
export function nameOfRepeated(fn: FunctionNode): string | null {
  if (fn.type !== 'ArrowFunctionExpression' && fn.id) return fn.id.name;
  return declaratorOf(fn)?.id.name ?? null;
}

/** `next = async () => {}` of `const next = async () => {};` */
function declaratorOf(fn: FunctionNode): (TSESTree.VariableDeclarator & { readonly id: TSESTree.Identifier }) | null {
  const { parent } = fn;
  const isOnly = parent.type === 'VariableDeclarator' && parent.init === fn && parent.id.type === 'Identifier' && parent.parent.declarations.length === 1;
  return isOnly && !(fn.type === 'FunctionExpression' && fn.id) ? (parent as TSESTree.VariableDeclarator & { readonly id: TSESTree.Identifier }) : null;
}

function declarationOf(fn: FunctionNode): TSESTree.Statement | null {
  return fn.type === 'FunctionDeclaration' ? (fn as TSESTree.Statement) : (declaratorOf(fn)?.parent ?? null);
}

function matchRepeated(source: Source, fn: FunctionNode): Repeated | null {
  const name = nameOfRepeated(fn);
  if (name === null || fn.body?.type !== 'BlockStatement' || !fn.async || fn.generator || fn.params.length > 1) return null;
  const declaration = declarationOf(fn);
  const variable = source.scopeManager.getDeclaredVariables(declaration ? (declaratorOf(fn) ?? fn) : fn).find((each) => each.name === name && !fn.params.includes(each.identifiers[0] as TSESTree.Identifier));
  if (!variable || variable.defs.length !== 1) return null;
  const mentions = variable.references.filter(({ init }) => init !== true).map(({ identifier }) => identifier as TSESTree.Node);
  const outside = declaration ? mentions.filter((mention) => !contains(fn, mention)) : [fn];
  const [only, ...others] = outside;
  const started = only && others.length === 0 ? returnOf(only) : null;
  const next = mentions.filter((mention) => contains(fn, mention)).map(returnOf);
  const statement = started?.parent;
  if (!started || next.length === 0 || next.includes(null) || statement?.type !== 'ReturnStatement' || statement.parent.type !== 'BlockStatement') return null;
  const host = hostOf(statement);
  if (!isFunction(host) || !host.async || isInTry(statement, host) || (declaration !== null && hostOf(declaration) !== host) || usesOwn(source, fn)) return null;
  const rounds = (next as TSESTree.CallExpression[]).map(({ parent }) => parent as TSESTree.ReturnStatement);
  if (!rounds.every((each) => hostOf(each) === fn && !isInInnerLoop(each, fn))) return null;
  const all = { fn: fn as Round, declaration, start: started, statement, next: rounds };
  const [parameter] = fn.params;
  const calls = [started, ...(next as TSESTree.CallExpression[])];
  if (!parameter) return calls.every(({ arguments: [first] }) => !first || isNullish(first)) ? { ...all, counter: null, guard: null } : null;
  const guard = parameter.type === 'Identifier' && calls.every(({ arguments: [first] }) => !first || isNullish(first)) ? guardOf(source, fn as Round, parameter) : null;
  if (guard) return { ...all, counter: null, guard };
  const counter = counterOf(source, fn as Round, parameter, calls);
  return counter && { ...all, counter, guard: null };
}

/** The call of `return next(...)`, with at most one argument. */
function returnOf(mention: TSESTree.Node): TSESTree.CallExpression | null {
  const { parent } = mention;
  if (parent?.type !== 'CallExpression' || parent.callee !== mention || parent.arguments.length > 1 || parent.arguments[0]?.type === 'SpreadElement') return null;
  return parent.parent.type === 'ReturnStatement' ? parent : null;
}

/** Whether a function uses something that is its own: `this`, `arguments`, a directive, a function declaration, which would be visible around the loop. */
function usesOwn({ visitorKeys }: Source, { body, type }: FunctionNode): boolean {
  const isOwn = (node: TSESTree.Node): boolean => node.type === 'ThisExpression' || node.type === 'Super' || node.type === 'MetaProperty' || (node.type === 'Identifier' && node.name === 'arguments');
  return !body || someNode(body, visitorKeys, (node) =>
    (type !== 'ArrowFunctionExpression' && isOwn(node)) || node.type === 'FunctionDeclaration' || node.type === 'LabeledStatement' || ('directive' in node && typeof node.directive === 'string'));
}

function isInInnerLoop(node: TSESTree.Node, fn: TSESTree.Node): boolean {
  for (let outer = node.parent; outer && outer !== fn; outer = outer.parent) if (isLoop(outer)) return true;
  return false;
}

/** Whether a statement is in a `try` of its function, which catches nothing that a returned promise rejects with. */
function isInTry(statement: TSESTree.Node, host: TSESTree.Node): boolean {
  for (let outer = statement.parent; outer && outer !== host; outer = outer.parent) if (outer.type === 'TryStatement') return true;
  return false;
}

/** The first statement, `if (err) throw err;`, if nothing else is about the parameter. */
function guardOf(source: Source, fn: Round, parameter: TSESTree.Identifier): TSESTree.Statement | null {
  const [first] = fn.body.body;
  if (first?.type !== 'IfStatement' || first.alternate || first.test.type !== 'Identifier' || first.test.name !== parameter.name) return null;
  const isAll = variableOfParameter(source, fn, parameter)?.references.every(({ identifier }) => contains(first, identifier));
  return isAll === true ? first : null;
}

function variableOfParameter({ scopeManager }: Source, fn: Round, parameter: TSESTree.Identifier): Scope.Variable | null {
  return scopeManager.getDeclaredVariables(fn).find(({ defs }) => defs.length === 1 && defs[0]!.type === 'Parameter' && defs[0]!.name === parameter) ?? null;
}

/** The parameter, if each round passes the same value to the next one, in which nothing of the round is mentioned. */
function counterOf(source: Source, fn: Round, parameter: TSESTree.Parameter, [start, ...next]: readonly TSESTree.CallExpression[]): Counter | null {
  const variable = parameter.type === 'Identifier' ? variableOfParameter(source, fn, parameter) : null;
  const [first, following] = [start?.arguments[0], next[0]?.arguments[0]];
  if (parameter.type !== 'Identifier' || !variable || !first || !following) return null;
  const textOf = ({ range }: TSESTree.Node): string => source.text.slice(...range);
  if (next.some(({ arguments: [value] }) => !value || textOf(value) !== textOf(following))) return null;
  const declared = source.scopeManager.scopes.filter(({ block }) => contains(fn, block as TSESTree.Node)).flatMap(({ variables }) => variables);
  const isOfRound = next.some((call) => declared.some((other) => other !== variable && other.references.some(({ identifier }) => contains(call.arguments[0]!, identifier))));
  const isAsync = someNode(following, source.visitorKeys, ({ type }) => type === 'AwaitExpression', insideSameFunction);
  const isNumber = first.type === 'Literal' && typeof first.value === 'number' && !variable.references.some((reference) => reference.isWrite());
  return isOfRound || isAsync || factsOf(source).references.hasWithin(parameter.name, first.range) ? null : { name: parameter.name, isNumber, first: first as TSESTree.Expression, following: following as TSESTree.Expression };
}

/** The edits of one function; null where its variables have to be visible in more than one round. */
function editsFor(source: Source, slices: Slices, { fn, declaration, statement, next, counter, guard }: Repeated): LazyEdit[] | null {
  const { semicolon, step } = factsOf(source).style;
  const variables = declareInBlock(source, fn);
  if (!variables) return null;
  const [start] = statement.range;
  const end = slices.endOf(statement);
  const last = fn.body.body.at(-1);
  const ends = next.map((each): LazyEdit => endOfRound(slices, each, each === last, semicolon));
  const removed = guard ? [removeWithLine(slices, guard)] : [];
  const render = (): string => {
    const text = slices.textOf(fn.body.range[0] + 1, fn.body.range[1] - 1).replace(/^[ \t]*\n/, '').trimEnd();
    const inner = dedent(text, /^[ \t]*/.exec(text)?.[0] ?? '').trimStart();
    const statements = exits(fn.body) ? inner : `${inner}\nreturn${semicolon}`;
    return slices.indentFor(`for (${headOf(slices, counter)}) {\n${indent(statements, step)}\n}`, start);
  };
  const loop = { start, end, render };
  if (!declaration) return [loop, ...ends, ...removed, ...variables];
  return slices.hasComments(...gapAround(slices, declaration)) ? null : [loop, removeWithLine(slices, declaration), ...ends, ...removed, ...variables];
}

/** `let index = 0; ; index++` */
function headOf(slices: Slices, counter: Counter | null): string {
  if (!counter) return ';;';
  const following = slices.text.slice(...counter.following.range);
  const update = counter.isNumber && following === `${counter.name} + 1` ? `${counter.name}++` : `${counter.name} = ${following}`;
  return `let ${counter.name} = ${slices.flatTextOf(...counter.first.range)}; ; ${update}`;
}

/** `continue;` for `return next();`, nothing at the end of the loop. */
function endOfRound(slices: Slices, node: TSESTree.ReturnStatement, isLast: boolean, semicolon: string): LazyEdit {
  const [start] = node.range;
  const end = slices.endOf(node);
  if (!isLast) return { start, end, render: () => `continue${semicolon}` };
  const gap = /(?:\r?\n)?[ \t]*$/.exec(slices.spaceBefore(start))?.[0].length ?? 0;
  return { start: start - gap, end, render: () => '' };
}

/** The text from the code in front of a function to its start, where comments about it are. */
function gapAround(slices: Slices, { range: [start] }: TSESTree.Node): readonly [number, number] {
  return [slices.spanWithCommentsAbove([start, start])[0], start];
}

/** Removes a statement with its line, and an empty line in front of it. */
function removeWithLine(slices: Slices, node: TSESTree.Statement): LazyEdit {
  const [start] = node.range;
  const end = slices.endOf(node);
  const isFirst = node.parent.type === 'BlockStatement' && node.parent.body[0] === node;
  const before = isFirst ? 0 : (/(?:\r?\n[ \t]*)*$/.exec(slices.spaceBefore(start))?.[0].length ?? 0);
  const after = isFirst ? (/^[ \t]*(?:\r?\n[ \t]*)*/.exec(slices.text.slice(end))?.[0].length ?? 0) : 0;
  return { start: start - before, end: end + after, render: () => '' };
}
