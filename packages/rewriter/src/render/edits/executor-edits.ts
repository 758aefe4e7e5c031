import type { FunctionNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { ownsThis } from '../../async-host/promise-host.js';
import type { Executor, ExecutorForm, FunctionPlan, PromiseReactions, Reaction, Rewrite } from '../../plan/types.js';
import { chunksOf, insideOf, joinChunks } from '../text/chunks.js';
import { type RenderContext, nameOf } from '../context.js';
import { isBehindGuardSemicolon } from '../text/asi-hazards.js';
import { arrowBody, indent } from '../text/layout.js';
import { bindResults } from '../await/binding.js';
import { renderPromise } from '../await/promise.js';
import type { LazyEdit } from './edit.js';
import type { Units } from '../await/unit.js';

/** The edits that replace a `new Promise(executor)` whose executor is rewritten, in one of the ways of `ExecutorForm`. */
export function editExecutors(context: RenderContext, units: Units, functions: readonly FunctionPlan[]): LazyEdit[] {
  return functions.flatMap(({ body: { executor: form }, sites }) => {
    if (form?.form === 'call') return callInPlace(context, form.executor);
    // A plan with an executor always has a call that settles the promise.
    const [first] = sites;
    if (!form || !first) return [];
    return form.form === 'promise' ? [replacePromise(context, first, form)] : [moveToHost(context, units, first, form)];
  });
}

/** Replaces the promise by a promisified call: `promisify(fs.readFile)(path)`, with `.catch(() => null)` where an error has a value. */
function replacePromise(context: RenderContext, rewrite: Rewrite, { executor, reactions }: Extract<ExecutorForm, { form: 'promise' }>): LazyEdit {
  const [start, end] = executor.expression.range;
  return { start, end, render: () => context.slices.indentFor(renderPromise(context, rewrite) + renderReactions(context, rewrite, reactions), start) };
}

/** `.then((info) => info.size, () => 0)`, `.catch(() => null)`; nothing where the outcome of the call is that of the promise. */
function renderReactions(context: RenderContext, rewrite: Rewrite, reactions: PromiseReactions | null): string {
  const { fulfilled, rejected } = reactions ?? {};
  const parameter = fulfilled && bindResults(context, rewrite).pattern;
  const done = fulfilled && renderReaction(context, parameter ?? '', fulfilled);
  const failed = rejected && renderReaction(context, rejected.error ? nameOf(context, rejected.error) : '', rejected);
  if (!done) return failed ? `.catch(${failed})` : '';
  return `.then(${[done, failed].filter(Boolean).join(', ')})`;
}

function renderReaction({ slices, semicolon }: RenderContext, parameter: string, { kind, value }: Reaction): string {
  const text = typeof value === 'string' ? value : slices.flatTextOf(...value.range);
  if (kind === 'throw') return `(${parameter}) => { throw ${text}${semicolon} }`;
  return `(${parameter}) => ${typeof value !== 'string' && (value.type === 'ObjectExpression' || value.type === 'SequenceExpression') ? `(${text})` : text}`;
}

/** Replaces `new Promise(` and `)` around the executor by an async block: `(async () => { ... })()`. */
function callInPlace({ source, slices, asiHazards }: RenderContext, { fn, expression }: Executor): LazyEdit[] {
  const [start, end] = expression.range;
  const statement = statementFrom(expression);
  const guard = statement && !isBehindGuardSemicolon(slices.text, start) && asiHazards.isOpenBefore(statement) ? ';' : '';
  const type = expression.typeArguments ? `: Promise${slices.textOf(...expression.typeArguments.range)}` : '';
  const head = ownsThis(source, fn) ? `async function ()${type}` : `async ()${type} =>`;
  const bodyStart = fn.type === 'ArrowFunctionExpression' ? arrowBody(slices.text, fn) : fn.body.range[0];
  const gap = fn.type === 'ArrowFunctionExpression' ? '' : ' ';
  return [
    { start, end: bodyStart, render: () => `${guard}(${head}${gap}` },
    { start: fn.range[1], end, render: () => ')()' },
  ];
}

/** The statement that starts with an expression, or null. */
function statementFrom({ range: [start], parent }: TSESTree.NewExpression): TSESTree.Node | null {
  let node: TSESTree.Node | undefined = parent;
  while (node && node.range[0] === start && node.type !== 'ExpressionStatement') node = node.parent;
  return node?.range[0] === start ? node : null;
}

/**
 * Replaces the statement that returns or awaits the promise, or the body of the host, by the statements of the executor.
 *
 * @param rewrite the call that is the whole executor, where that has an expression body
 */
function moveToHost(
  context: RenderContext,
  units: Units,
  rewrite: Rewrite,
  { executor, host, statement, declared }: Extract<ExecutorForm, { form: 'host' }>,
): LazyEdit {
  const { slices, semicolon, step } = context;
  const { body } = executor.fn;
  const text = (): string =>
    body.type === 'BlockStatement' ? joinChunks(chunksOf(slices, body.body, insideOf(body)), semicolon) : units.render(rewrite);
  const withComments = (start: number, end: number): string => {
    const rendered = text();
    const declaration = declared ? [`let ${slices.textOf(...declared.range)}${semicolon}`] : [];
    return [...slices.takeHiddenComments(start, end), ...declaration, rendered].join('\n');
  };
  const [start, end] = spanToReplace(slices.text, host);
  if (statement && (statement.type !== 'ReturnStatement' || slices.isFirstOnLine(statement.range[0]))) {
    const [first] = statement.range;
    const last = slices.endOf(statement);
    return { start: first, end: last, render: () => slices.indentFor(withComments(first, last), first) };
  }
  const block = (): string => `{\n${indent(withComments(start, end), step)}\n}`;
  const lead = host.body.type === 'BlockStatement' ? '' : ' ';
  return { start, end, render: () => slices.indentFor(lead + block(), host.range[0]) };
}

/** The range of a function's body, with the parentheses around an expression body. */
function spanToReplace(text: string, host: FunctionNode): readonly [start: number, end: number] {
  return host.type === 'ArrowFunctionExpression' && host.body.type !== 'BlockStatement'
    ? [arrowBody(text, host), host.range[1]]
    : [host.body.range[0], host.body.range[1]];
}
