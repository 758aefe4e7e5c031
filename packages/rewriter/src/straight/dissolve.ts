// Puts the statements of an async function that is called and awaited in place, `await (async () => { ... })();`, there themselves.

import { type Host, type Source, hostOf, insideSameFunction, isFunction, isLoop, nodesOf, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { factsOf } from '../file/file-facts.js';
import type { Edit, LazyEdit } from '../render/edits/edit.js';
import { guardFromAsi } from '../render/text/chunks.js';
import { dedent, indent } from '../render/text/layout.js';
import { Slices } from '../render/text/slices.js';
import { isLastInFunction } from '../syntax/last-in-function.js';
import type { Span } from '../syntax/span.js';
import { moveVariables, variablesIn } from './moved-variables.js';
import { removeUnusedModules } from './unused-modules.js';

type Block = TSESTree.ArrowFunctionExpression & { readonly body: TSESTree.BlockStatement };

/** An async function in place, with what is done with its promise. */
interface InPlace {
  readonly fn: Block;
  /** `await (async () => {})()`, or the call alone where it is returned. */
  readonly expression: TSESTree.Expression;
  readonly statement: TSESTree.Statement;
  /**
   * `statement`: it is awaited as a statement of its own. `value`: a variable takes its result, or a list. `return`: the function around it ends with it.
   * `expression`: its result is a part of an expression.
   */
  readonly use: 'statement' | 'value' | 'return' | 'expression';
}

/**
 * The edits that dissolve the async functions in place, inner ones first: those around them are left for the next pass.
 *
 * @param isNew whether the rewriter has written a part of the text
 * @returns edits, sorted, not overlapping; none where nothing is left to dissolve
 */
export function dissolve(source: Source, isNew: (range: Span) => boolean): readonly Edit[] {
  const slices = new Slices(source, factsOf(source).multilineLiterals);
  const taken: Span[] = [];
  const edits: LazyEdit[] = [];
  const moved = new Map<Host, ReadonlySet<string>>();
  const calls = nodesOf(source).calls.filter(({ range }) => isNew(range)).toSorted((a, b) => lengthOf(a) - lengthOf(b));
  for (const call of calls) {
    const inPlace = matchInPlace(call);
    if (!inPlace || taken.some(([start, end]) => start < inPlace.statement.range[1] && inPlace.statement.range[0] < end)) continue;
    const host = hostOf(inPlace.statement);
    const names = variablesIn(source, inPlace.fn).map(({ name }) => name);
    // Whether a name is free can only be told once the others are where they belong.
    const own = names.some((name) => moved.get(host)?.has(name)) ? null : editsFor(source, slices, inPlace);
    if (!own) continue;
    moved.set(host, new Set([...(moved.get(host) ?? []), ...names]));
    taken.push(inPlace.statement.range);
    edits.push(...own);
  }
  slices.setEdits([...edits, ...(edits.length === 0 ? removeUnusedModules(source, slices) : [])], []);
  return slices.finish();
}

function lengthOf({ range: [start, end] }: TSESTree.Node): number {
  return end - start;
}

function matchInPlace(call: TSESTree.CallExpression | TSESTree.NewExpression): InPlace | null {
  const { callee: fn } = call;
  if (call.type !== 'CallExpression' || call.arguments.length > 0 || fn.type !== 'ArrowFunctionExpression' || !fn.async || fn.params.length > 0) return null;
  if (fn.body.type !== 'BlockStatement') return null;
  const isAwaited = call.parent.type === 'AwaitExpression';
  const expression = call.parent.type === 'AwaitExpression' ? call.parent : call;
  const { parent } = expression;
  const inPlace = (use: InPlace['use'], statement: TSESTree.Statement): InPlace => ({ fn: fn as Block, expression, statement, use });
  if (parent.type === 'ReturnStatement') return inPlace('return', parent);
  if (!isAwaited) return null;
  if (parent.type === 'ExpressionStatement') return inPlace('statement', parent);
  if (parent.type === 'VariableDeclarator' && parent.parent.declarations.length === 1 && isInBlock(parent.parent)) return inPlace('value', parent.parent);
  if (parent.type === 'AssignmentExpression' && parent.right === expression && parent.parent.type === 'ExpressionStatement') return inPlace('value', parent.parent);
  if (isAdded(expression, parent)) return inPlace('value', parent.parent);
  const statement = statementAround(expression);
  return statement && inPlace('expression', statement);
}

/** Whether an expression is all that a statement adds to a list: `rows.push(await (async () => {})());`. */
function isAdded(expression: TSESTree.Expression, parent: TSESTree.Node): parent is TSESTree.CallExpression & { readonly parent: TSESTree.ExpressionStatement } {
  if (parent.type !== 'CallExpression' || parent.parent.type !== 'ExpressionStatement') return false;
  const { callee, arguments: [only, ...others] } = parent;
  return only === expression && others.length === 0 && callee.type === 'MemberExpression' && !callee.computed && callee.object.type === 'Identifier';
}

function statementAround(node: TSESTree.Node): TSESTree.Statement | null {
  let outer: TSESTree.Node | undefined = node;
  while (outer && !isFunction(outer) && !/Statement$|Declaration$/.test(outer.type)) outer = outer.parent;
  return outer && !isFunction(outer) ? (outer as TSESTree.Statement) : null;
}

function isInBlock({ parent }: TSESTree.Node): boolean {
  return parent?.type === 'BlockStatement' || parent?.type === 'Program';
}

/** The edits that dissolve one function; null where its statements cannot move. */
function editsFor(source: Source, slices: Slices, inPlace: InPlace): LazyEdit[] | null {
  const { fn, expression, statement, use } = inPlace;
  const host = hostOf(statement);
  if (!isFunction(host) || !host.async) return null;
  const returns = ownReturnsOf(source, fn);
  if (use === 'expression') return editExpression(slices, fn, expression);
  if (!isInBlock(statement)) return null;
  const bound = use === 'value' ? boundName(statement, returns) : null;
  const ends = use === 'return' ? [] : use === 'value' ? endWithValue(slices, inPlace, returns, bound) : endsOf(source, slices, inPlace, returns);
  const moved = ends && moveVariables(source, fn, statement, bound);
  if (!ends || !moved || (moved.needsBlock && use !== 'statement')) return null;
  const { semicolon, step } = factsOf(source).style;
  const [start] = statement.range;
  const end = slices.endOf(statement);
  const isOpen = use === 'return' && !isLastInFunction(statement) && !isEnd(fn.body.body.at(-1));
  const render = (): string => {
    const inner = insideOf(slices, fn);
    const text = moved.needsBlock && inner !== '' ? `{\n${indent(inner, step)}\n}` : inner;
    return slices.indentFor(guardFromAsi([text, ...(isOpen ? [`return${semicolon}`] : [])].filter(Boolean).join('\n'), semicolon), start);
  };
  // Without statements, the line goes away.
  const from = fn.body.body.length === 0 && !isOpen ? start - (/(?:\r?\n)?[ \t]*$/.exec(slices.spaceBefore(start))?.[0].length ?? 0) : start;
  return [{ start: from, end, render }, ...ends, ...moved.edits];
}

function ownReturnsOf(source: Source, fn: Block): TSESTree.ReturnStatement[] {
  const returns: TSESTree.ReturnStatement[] = [];
  someNode(fn.body, source.visitorKeys, (node) => {
    if (node.type === 'ReturnStatement') returns.push(node);
    return false;
  }, insideSameFunction);
  return returns;
}

function isEnd(statement: TSESTree.Statement | undefined): boolean {
  return statement?.type === 'ReturnStatement' || statement?.type === 'ThrowStatement';
}

/** The statements of a function without their indentation. */
function insideOf(slices: Slices, { body }: Block): string {
  const text = slices.textOf(body.range[0] + 1, body.range[1] - 1).replace(/^[ \t]*\n/, '').trimEnd();
  const indentation = /^[ \t]*/.exec(text)?.[0] ?? '';
  return dedent(text, indentation).trimStart();
}

/** `await load()` for `await (async () => { return await load(); })()` in an expression. */
function editExpression(slices: Slices, { body }: Block, { range: [start, end] }: TSESTree.Expression): LazyEdit[] | null {
  const [only, ...others] = body.body;
  const argument = others.length === 0 && only?.type === 'ReturnStatement' ? only.argument : null;
  if (!argument || argument.type === 'SequenceExpression' || slices.hasComments(...body.range)) return null;
  return [{ start, end, render: () => slices.indentFor(valueOf(slices, argument), start) }];
}

/** The text of a value that a function returned: what is a promise is awaited, as it was around the function. */
function valueOf(slices: Slices, argument: TSESTree.Expression): string {
  const text = slices.flatTextOf(...argument.range);
  return isPromise(argument) ? `await ${text}` : text;
}

/** `new Promise(...)`, `Promise.all(...)`, `(async () => {})()` */
function isPromise(node: TSESTree.Expression): boolean {
  if (node.type === 'NewExpression') return isPromiseClass(node.callee);
  if (node.type !== 'CallExpression') return false;
  return (isFunction(node.callee) && node.callee.async) || (node.callee.type === 'MemberExpression' && isPromiseClass(node.callee.object));
}

/** `Promise`, `globalThis.Promise` */
function isPromiseClass(node: TSESTree.Node): boolean {
  return (node.type === 'Identifier' && node.name === 'Promise') || (node.type === 'MemberExpression' && node.property.type === 'Identifier' && node.property.name === 'Promise');
}

/** The edits of the `return` statements where nobody reads the result; null where one leaves the function before other statements. */
function endsOf(source: Source, slices: Slices, { fn, statement }: InPlace, returns: readonly TSESTree.ReturnStatement[]): LazyEdit[] | null {
  const isRound = statement.parent?.parent?.type === 'ForOfStatement' && statement.parent.type === 'BlockStatement' && statement.parent.body.length === 1;
  const edits: LazyEdit[] = [];
  for (const node of returns) {
    const isLast = isLastInFunction(node);
    if (!isLast && (!isRound || isInInnerLoop(node, fn))) return null;
    edits.push(endOf(source, slices, node, isLast));
  }
  return edits;
}

function isInInnerLoop(node: TSESTree.Node, fn: TSESTree.Node): boolean {
  for (let outer = node.parent; outer && outer !== fn; outer = outer.parent) if (isLoop(outer)) return true;
  return false;
}

/** The empty `else` that would be left of `else { return; }`, from the end of the branch in front of it; null where it is another one. */
function emptyElse(slices: Slices, { parent }: TSESTree.ReturnStatement): Span | null {
  const branch = parent.type === 'BlockStatement' && parent.body.length === 1 ? parent : null;
  const outer = branch?.parent;
  if (!branch || outer?.type !== 'IfStatement' || outer.alternate !== branch || slices.hasComments(outer.consequent.range[1], branch.range[1])) return null;
  return [outer.consequent.range[1], branch.range[1]];
}

/** `await load();` and `continue;` for `return await load();` */
function endOf(source: Source, slices: Slices, node: TSESTree.ReturnStatement, isLast: boolean): LazyEdit {
  const { semicolon, step } = factsOf(source).style;
  const [start] = node.range;
  const end = slices.endOf(node);
  const { argument, parent } = node;
  const isSilent = !argument || argument.type === 'Identifier' || argument.type === 'Literal';
  const isBranch = parent.type !== 'BlockStatement' && parent.type !== 'SwitchCase';
  const render = (): string => {
    const lines = [isSilent ? '' : `${valueOf(slices, argument)}${semicolon}`, isLast ? '' : `continue${semicolon}`].filter(Boolean);
    if (lines.length === 0 && isBranch) return '{}';
    return slices.indentFor(lines.length > 1 && isBranch ? `{\n${indent(lines.join('\n'), step)}\n}` : lines.join('\n'), start);
  };
  const dropped = isSilent && isLast ? emptyElse(slices, node) : null;
  if (dropped) return { start: dropped[0], end: dropped[1], render: () => '' };
  const gap = isSilent && isLast && !isBranch ? (/(?:\r?\n)?[ \t]*$/.exec(slices.spaceBefore(start))?.[0].length ?? 0) : 0;
  return { start: start - gap, end, render };
}

/** The name that a statement declares, if the last statement of the function returns its own variable of that name: `const text = await (async () => { const text = read(); return text; })();`. */
function boundName(statement: TSESTree.Statement, returns: readonly TSESTree.ReturnStatement[]): string | null {
  const id = statement.type === 'VariableDeclaration' && statement.kind !== 'var' ? statement.declarations[0]?.id : null;
  const argument = returns.at(-1)?.argument;
  return id?.type === 'Identifier' && argument?.type === 'Identifier' && argument.name === id.name ? id.name : null;
}

/** The edit of the only `return`, the value of which a variable takes: `const text = value;`. Null where there are others, or it is not the last statement. */
function endWithValue(slices: Slices, { fn, expression, statement }: InPlace, returns: readonly TSESTree.ReturnStatement[], bound: string | null): LazyEdit[] | null {
  const [only, ...others] = returns;
  if (!only?.argument || others.length > 0 || only !== fn.body.body.at(-1)) return null;
  const { argument, range: [start] } = only;
  const end = slices.endOf(only);
  if (bound !== null) {
    const isOwn = fn.body.body.some((each) => each.type === 'VariableDeclaration' && each.declarations.some(({ id }) => id.type === 'Identifier' && id.name === bound));
    const gap = /(?:\r?\n)?[ \t]*$/.exec(slices.spaceBefore(start))?.[0].length ?? 0;
    return isOwn ? [{ start: start - gap, end, render: () => '' }] : null;
  }
  const render = (): string => {
    const [head, tail] = [slices.text.slice(statement.range[0], expression.range[0]), slices.text.slice(expression.range[1], slices.endOf(statement))];
    return slices.indentFor(head + valueOf(slices, argument) + tail, start);
  };
  return [{ start, end, render }];
}
