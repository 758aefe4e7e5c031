import type { TSESTree } from '@typescript-eslint/types';

import { statementOf } from '../../error-forms/statements.js';
import type { BodyPlan, Completion, PromiseForm } from '../../plan/types.js';
import type { RenderContext } from '../context.js';
import { dedent, indent } from '../text/layout.js';
import type { LazyEdit } from './edit.js';

/** The edits that put statements of a function into a promise, `return new Promise((resolve, reject) => { ... });`. */
export function editPromises(context: RenderContext, bodies: readonly BodyPlan[]): LazyEdit[] {
  return bodies.flatMap(({ promises }) => promises).flatMap((form) => [...wrap(context, form), ...form.settlements.map((settlement) => settle(context, settlement))]);
}

function wrap({ slices, step, semicolon }: RenderContext, { statements, settlements, adapter }: PromiseForm): LazyEdit[] {
  const spans = statements.map((statement) => ({ start: statement.range[0], end: slices.endOf(statement) }));
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) return [];
  // The first edit has the text of all statements. Edits of their own for white space: where a statement moves, its text must not include it.
  const edits: LazyEdit[] = [{ ...first, render: () => slices.indentFor(render(), first.start) }];
  spans.slice(1).forEach((span, index) => edits.push({ start: spans[index]!.end, end: span.start, render: () => '' }, { ...span, render: () => '' }));
  const idle = returnAtEnd(slices, statements);
  const rejects = adapter !== null || settlements.some(({ kind }) => kind !== 'return');
  const render = (): string => {
    const text = dedent(slices.textWithout(edits, first.start, idle ?? last.end), slices.indentAt(first.start));
    const own = adapter === null ? [] : [`const ${adapter} = (err, result) => (err ? reject(err) : resolve(result))${semicolon}`];
    return `return new Promise((resolve${rejects ? ', reject' : ''}) => {\n${indent([...own, text].join('\n'), step)}\n})${semicolon}`;
  };
  return edits;
}

/** Where the statement in front of a `return;` at the end ends, which leaves a function that ends there anyway; null for none. */
function returnAtEnd(slices: RenderContext['slices'], statements: readonly TSESTree.Statement[]): number | null {
  const [before, last] = [statements.at(-2), statements.at(-1)];
  if (!before || last?.type !== 'ReturnStatement' || last.argument !== null) return null;
  const end = slices.endOf(before);
  return slices.hasComments(end, last.range[1]) ? null : end;
}

/** `resolve(value)` for `cb(null, value)`, `reject(err)` for `cb(err)`; where an error may be unset, a test for it. */
function settle({ slices, step, semicolon }: RenderContext, { whole, call, kind, value }: Completion): LazyEdit {
  const textOf = ({ range }: TSESTree.Node): string => slices.flatTextOf(...range);
  const error = call.arguments[0];
  const statement = statementOf({ whole });
  const isStatement = statement !== null && statement.type !== 'ReturnStatement';
  const replaced = isStatement ? statement : whole;
  const [start] = replaced.range;
  const end = isStatement ? slices.endOf(replaced) : replaced.range[1];
  const isBranch = replaced.parent?.type === 'IfStatement';
  const text = (): string => {
    const resolved = `resolve(${value && kind !== 'throw' ? textOf(value) : ''})`;
    if (kind === 'return') return resolved + (isStatement ? semicolon : '');
    const tested = error ? textOf(error) : '';
    if (kind === 'throw') return `reject(${value ? textOf(value) : ''})${isStatement ? semicolon : ''}`;
    if (!isStatement) return whole.parent?.type === 'ArrowFunctionExpression' ? `(${tested} ? reject(${tested}) : ${resolved})` : `${tested} ? reject(${tested}) : ${resolved}`;
    const lines = `if (${tested}) reject(${tested})${semicolon}\nelse ${resolved}${semicolon}`;
    return isBranch ? `{\n${indent(lines, step)}\n}` : lines;
  };
  return { start, end, render: () => slices.indentFor(text(), start) };
}
