import type { FunctionNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { ownsThis } from '../../async-host/promise-host.js';
import type { Executor, ExecutorForm, FunctionPlan, Rewrite } from '../../plan/types.js';
import { chunksOf, insideOf, joinChunks } from '../text/chunks.js';
import type { RenderContext } from '../context.js';
import { isBehindGuardSemicolon } from '../text/asi-hazards.js';
import { arrowBody, indent } from '../text/layout.js';
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
    return form.form === 'promise' ? [replacePromise(context, first, form.executor)] : [moveToHost(context, units, first, form)];
  });
}

/** Replaces the promise by a promisified call: `promisify(fs.readFile)(path)`. */
function replacePromise(context: RenderContext, rewrite: Rewrite, { expression }: Executor): LazyEdit {
  const [start, end] = expression.range;
  return { start, end, render: () => context.slices.indentFor(renderPromise(context, rewrite), start) };
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
  { executor, host, statement }: Extract<ExecutorForm, { form: 'host' }>,
): LazyEdit {
  const { slices, semicolon, step } = context;
  const { body } = executor.fn;
  const text = (): string =>
    body.type === 'BlockStatement' ? joinChunks(chunksOf(slices, body.body, insideOf(body)), semicolon) : units.render(rewrite);
  const withComments = (start: number, end: number): string => {
    const rendered = text();
    return [...slices.takeHiddenComments(start, end), rendered].join('\n');
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
