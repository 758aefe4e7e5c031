import type { TSESTree } from '@typescript-eslint/types';

import { handlerOf, otherwiseOf } from '../../error-forms/questions.js';
import type { BodyPlan, Rewrite } from '../../plan/types.js';
import { outerExpression } from '../../syntax/expressions.js';
import { arrowOf } from '../../syntax/position.js';
import type { Units } from '../await/unit.js';
import type { RenderContext } from '../context.js';
import { isBehindGuardSemicolon } from '../text/asi-hazards.js';
import { arrowBody, indent } from '../text/layout.js';
import { movedDirectiveOf } from '../text/line-directive.js';
import { siblingsOf } from '../text/statement-ends.js';
import type { LazyEdit } from './edit.js';
import { editGuarded } from './guard-edits.js';
import { StatementTexts } from './statement-text.js';

/**
 * The edits that replace the statements of the rewritten calls. This file decides about the range, the lines and the braces of each
 * replacement; `statement-text.ts` writes its text.
 *
 * @param rewrites all rewrites of the file; those of the form `promise` are left to `editExecutors`
 * @param bodies the bodies of the functions that they are in
 */
export function editStatements(context: RenderContext, units: Units, rewrites: readonly Rewrite[], bodies: readonly BodyPlan[]): LazyEdit[] {
  const editor = new StatementEditor(context, new StatementTexts(context, units, rewrites, bodies), rewrites, bodies);
  const done = new Set<TSESTree.Node>();
  const cases = new Set(
    rewrites.flatMap(({ form, position: { statement } }) =>
      form === 'await' && statement.parent?.type === 'SwitchCase' ? [statement.parent] : [],
    ),
  );
  const behind = new Map(bodies.flatMap(({ guarded }) => guarded.flatMap((code) => (code.next ? [[code.next, code] as const] : []))));
  const edits = rewrites.flatMap((rewrite) => {
    if (rewrite.form === 'promise') return [];
    // One statement can contain several calls: `test ? a(...) : b(...)`.
    const target = editor.targetOf(rewrite);
    if (done.has(target)) return [];
    done.add(target);
    const guarded = behind.get(rewrite);
    return guarded ? editGuarded(context, units, guarded, editor.edit(rewrite)) : editor.edit(rewrite);
  });
  const apart = bodies.flatMap(({ guarded }) => guarded.filter(({ next }) => next === null).flatMap((code) => editGuarded(context, units, code, [])));
  return [...edits, ...apart, ...[...cases].flatMap((node) => addBraces(context, node))];
}

/** `case 'a': {`: braces around the statements of a case, since those that move into it may declare variables. */
function addBraces({ slices }: RenderContext, { consequent, range }: TSESTree.SwitchCase): LazyEdit[] {
  const [first, last] = [consequent[0], consequent.at(-1)];
  if (!first || !last) return [];
  const colon = slices.text.lastIndexOf(':', first.range[0]) + 1;
  const end = slices.trailingEnd(slices.endOf(last), slices.text.length);
  return [
    { start: colon, end: colon, render: () => ' {' },
    { start: end, end, render: () => `\n${slices.indentAt(range[0])}}` },
  ];
}

class StatementEditor {
  readonly #context: RenderContext;
  readonly #texts: StatementTexts;
  /** The blocks that lose their braces, and single statements without braces: each ends up in a block of the output. */
  readonly #inlined = new Set<TSESTree.Node | undefined>();

  constructor(context: RenderContext, texts: StatementTexts, rewrites: readonly Rewrite[], bodies: readonly BodyPlan[]) {
    this.#context = context;
    this.#texts = texts;
    for (const { executor } of bodies) if (executor?.form === 'host') this.#inlined.add(executor.executor.fn.body);
    for (const { error, site } of rewrites) {
      for (const node of [site.callback.body, otherwiseOf(error), handlerOf(error)]) if (node) this.#inlined.add(node);
    }
  }

  /** The node that the edit of a rewrite replaces: the call or its statement. */
  targetOf(rewrite: Rewrite): TSESTree.Node {
    return this.#isReplacedAlone(rewrite) ? rewrite.call : rewrite.position.statement;
  }

  /** Whether only the call is replaced, and the statement around it stays. */
  #isReplacedAlone({ form, position, call }: Rewrite): boolean {
    if (form === 'fire-and-forget') return !this.#context.slices.hasComments(...call.range);
    // In `return test && load(cb)`, the caller must not get the promise of an async block, so the whole statement is replaced.
    return position.form === 'branch' && !position.returns && form === 'async-iife';
  }

  edit(rewrite: Rewrite): LazyEdit[] {
    const comment = movedDirectiveOf(this.#context.source, rewrite);
    // The comment goes to the line that has the call then.
    const moved = comment ? [{ start: comment.range[0], end: rewrite.position.statement.range[0], render: () => '' }] : [];
    return [...moved, ...this.#editStatement(rewrite)];
  }

  #editStatement(rewrite: Rewrite): LazyEdit[] {
    const { form, position, call } = rewrite;
    const { slices } = this.#context;
    if (this.#isReplacedAlone(rewrite)) {
      const [start, end] = outerExpression(call).range;
      const text = (): string => (form === 'fire-and-forget' ? this.#texts.fireAndForget(rewrite) : this.#texts.asyncIife(rewrite, [start, end]));
      const render = (): string => slices.indentFor(text(), start);
      return [{ start, end, render }];
    }
    const { statement } = position;
    const arrow = arrowOf(position);
    const [start] = statement.range;
    const end = slices.endOf(statement);
    const text = (): string => {
      const from = arrow ? arrowBody(slices.text, arrow) : start;
      const rendered = this.#texts.statement(rewrite, [from, end]);
      return [...slices.takeHiddenComments(from, end), rendered].join('\n');
    };
    if (arrow && this.#moves(statement)) return [{ start, end: statement.range[1], render: () => slices.indentFor(text(), start) }];
    if (arrow) {
      const bodyStart = arrowBody(slices.text, arrow);
      const render = (): string => slices.indentFor(` {\n${indent(text(), this.#context.stepOf(rewrite.site.callback))}\n}`, arrow.range[0]);
      return [{ start: bodyStart, end: arrow.range[1], render }];
    }
    if (this.#needsBraces(rewrite)) {
      return [this.#editInBraces(statement, end, text)];
    }
    const guard = isBehindGuardSemicolon(slices.text, start) ? slices.text.lastIndexOf(';', start) : null;
    if (this.#moves(statement)) {
      // Only a comment behind the statement moves with it.
      const limit = slices.trailingEnd(end, slices.text.length);
      return [this.#editInPlace(statement, limit, text, guard ?? start)];
    }
    if (slices.isFirstOnLine(start) || guard !== null) return [this.#editInPlace(statement, slices.text.length, text, guard ?? start)];
    return this.#editOnOwnLine(statement, text);
  }

  /** Whether a statement moves out of a callback or branch, and so gets a line of its own. */
  #moves(statement: TSESTree.Node): boolean {
    return this.#inlined.has(statement) || this.#inlined.has(statement.parent);
  }

  /** Whether a statement is alone behind `if (x)`, and its replacement may be several statements. */
  #needsBraces({ position }: Rewrite): boolean {
    const { statement } = position;
    return siblingsOf(statement).length === 0 && !this.#inlined.has(statement);
  }

  /** `if (x) {`: the brace is on the line of the `if`, also where the statement was on the next line. */
  #editInBraces({ range, parent }: TSESTree.Node, end: number, text: () => string): LazyEdit {
    const { slices, step } = this.#context;
    const gap = /[ \t]*\r?\n[ \t]*$/.exec(slices.spaceBefore(range[0]))?.[0].length ?? 0;
    const base = gap > 0 && parent ? parent.range[0] : range[0];
    const render = (): string => slices.indentFor(`${gap > 0 ? ' ' : ''}{\n${indent(text(), step)}\n}`, base);
    return { start: range[0] - gap, end, render };
  }

  /**
   * Replaces a statement that is the first on its line.
   *
   * @param limit the end of the text that stays next to the statement
   * @param from the start of the statement, or the semicolon in front of it, `;(a || b)(cb)`, which only stays where it is needed
   */
  #editInPlace(statement: TSESTree.Node, limit: number, text: () => string, from: number): LazyEdit {
    const { slices } = this.#context;
    const [start] = statement.range;
    const end = slices.endOf(statement);
    const gap = /^[ \t]*(?=[^\s}])/.exec(slices.text.slice(end, limit))?.[0] ?? null;
    const render = (): string => {
      const replacement = text();
      const rendered = slices.indentFor(from < start && /^[([`+\-/]/.test(replacement) ? `;${replacement}` : replacement, from);
      // If the text ends with a `//` comment, what follows on the line goes to the next one.
      const endsInComment = rendered.slice(rendered.lastIndexOf('\n') + 1).includes('//');
      return gap === null ? rendered : rendered + (endsInComment ? `\n${slices.indentAt(start)}` : gap);
    };
    return { start: from, end: end + (gap?.length ?? 0), render };
  }

  /** Puts the replacement of a statement in the middle of a line on lines of its own: `function f() { load(cb); }`. */
  #editOnOwnLine(statement: TSESTree.Node, text: () => string): LazyEdit[] {
    const { slices, step } = this.#context;
    const { parent, range: [start] } = statement;
    const end = slices.endOf(statement);
    const base = slices.indentAt(start);
    const before = /[ \t]*$/.exec(slices.spaceBefore(start))?.[0].length ?? 0;
    const after = /^[ \t]*(?=\})/.exec(slices.text.slice(end))?.[0].length ?? null;
    const isFirst = parent?.type === 'BlockStatement' && parent.body[0]?.range[0] === start;
    const inner = isFirst || after !== null ? step : '';
    const tail = after === null ? '' : `\n${base}`;
    const render = (): string => slices.indentFor(`\n${indent(text(), inner)}`, start) + tail;
    // Edits of their own for the white space: where the statement moves, its text must not include it.
    return [
      { start: start - before, end: start, render: () => '' },
      { start, end, render },
      { start: end, end: end + (after ?? 0), render: () => '' },
    ].filter((edit) => edit.start < edit.end);
  }
}
