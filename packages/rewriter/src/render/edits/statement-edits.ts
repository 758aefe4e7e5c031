import { contains, hostOf, isFunction } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { resultTypeOf } from '../../callback/callback-annotation.js';
import { handlerOf, otherwiseOf } from '../../error-forms/questions.js';
import type { BodyPlan, Callbackified, Completion, Rewrite } from '../../plan/types.js';
import { isLastInFunction } from '../../syntax/last-in-function.js';
import { arrowOf, returnsFrom } from '../../syntax/position.js';
import { outerExpression } from '../../syntax/expressions.js';
import type { RenderContext } from '../context.js';
import { isBehindGuard } from '../text/guard-semicolon.js';
import { arrowBody, indent } from '../text/layout.js';
import { endsContinuation } from './leaving.js';
import { renderPromise } from '../await/promise.js';
import type { LazyEdit, Slices } from '../text/slices.js';
import type { Span } from '../../syntax/span.js';
import { siblingsOf } from '../text/statement-ends.js';
import type { Units } from '../await/unit.js';

/** The edits that replace the statements in which the rewritten calls stand. */
export function editStatements(context: RenderContext, units: Units, rewrites: readonly Rewrite[], bodies: readonly BodyPlan[]): LazyEdit[] {
  const editor = new StatementEditor(context, units, rewrites, bodies);
  const done = new Set<TSESTree.Node>();
  const cases = new Set(
    rewrites.flatMap(({ form, position: { statement } }) =>
      form === 'await' && statement.parent?.type === 'SwitchCase' ? [statement.parent] : [],
    ),
  );
  const edits = rewrites.flatMap((rewrite) => {
    if (rewrite.form === 'promise') return [];
    // Several calls can stand in one statement: `test ? a(...) : b(...)`.
    const target = editor.targetOf(rewrite);
    if (done.has(target)) return [];
    done.add(target);
    return editor.edit(rewrite);
  });
  return [...edits, ...[...cases].flatMap((node) => addBraces(context, node))];
}

/** `case 'a': {`, since what moves into a case may declare variables. */
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

/** Whether the type of an expression depends on what it is for. */
function isTypedByContext(node: TSESTree.Expression): boolean {
  switch (node.type) {
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'ConditionalExpression':
    case 'LogicalExpression':
      return true;
    default:
      return node.type === 'Literal' && typeof node.value === 'string';
  }
}

class StatementEditor {
  readonly #context: RenderContext;
  readonly #units: Units;
  readonly #byCall: ReadonlyMap<TSESTree.Node, Rewrite>;
  readonly #callbackified: ReadonlyMap<TSESTree.Node, Callbackified>;
  /** Blocks that lose their braces, and statements that have none, which end up in a block of the output. */
  readonly #blocked = new Set<TSESTree.Node | undefined>();
  /** What becomes the body of a `catch`, by callback. */
  readonly #handlers = new Map<TSESTree.Node, TSESTree.Node>();

  constructor(context: RenderContext, units: Units, rewrites: readonly Rewrite[], bodies: readonly BodyPlan[]) {
    this.#context = context;
    this.#units = units;
    this.#byCall = new Map(rewrites.map((rewrite) => [outerExpression(rewrite.call), rewrite]));
    this.#callbackified = new Map(bodies.flatMap(({ callbackified }) => callbackified).map((bridge) => [bridge.call, bridge]));
    for (const { executor } of bodies) if (executor?.form === 'host') this.#blocked.add(executor.executor.fn.body);
    for (const rewrite of rewrites) {
      this.#blocked.add(rewrite.site.callback.body);
      const branch = otherwiseOf(rewrite.error);
      if (branch) this.#blocked.add(branch);
      const handler = handlerOf(rewrite.error);
      if (handler) {
        this.#blocked.add(handler);
        this.#handlers.set(rewrite.site.callback, handler);
      }
    }
  }

  targetOf(rewrite: Rewrite): TSESTree.Node {
    return this.#isReplacedAlone(rewrite) ? rewrite.call : rewrite.position.statement;
  }

  /** Whether the statement around the call stays as it is. */
  #isReplacedAlone({ form, position, call }: Rewrite): boolean {
    if (form === 'fire-and-forget') return !this.#context.slices.hasComments(...call.range);
    // Behind `return`, nobody must get the promise.
    return position.form === 'branch' && !position.returns && form === 'async-iife';
  }

  edit(rewrite: Rewrite): LazyEdit[] {
    const { form, position, call } = rewrite;
    const { slices } = this.#context;
    if (this.#isReplacedAlone(rewrite)) {
      const [start, end] = outerExpression(call).range;
      const text = (): string => (form === 'fire-and-forget' ? this.#fireAndForget(rewrite) : this.#asyncIife(rewrite, [start, end]));
      const render = (): string => slices.place(text(), start);
      return [{ start, end, render }];
    }
    const { statement } = position;
    const arrow = arrowOf(position);
    const [start] = statement.range;
    const end = slices.endOf(statement);
    const text = (): string => {
      const from = arrow ? arrowBody(slices.text, arrow) : start;
      const rendered = this.#statementText(rewrite, [from, end]);
      return [...slices.takeHiddenComments(from, end), rendered].join('\n');
    };
    if (arrow && this.#moves(statement)) return [{ start, end: statement.range[1], render: () => slices.place(text(), start) }];
    if (arrow) {
      const bodyStart = arrowBody(slices.text, arrow);
      const render = (): string => slices.place(` {\n${indent(text(), this.#context.stepOf(rewrite.site.callback))}\n}`, arrow.range[0]);
      return [{ start: bodyStart, end: arrow.range[1], render }];
    }
    if (this.#needsBraces(rewrite)) {
      return [this.#editInBraces(statement, end, text)];
    }
    if (this.#moves(statement)) {
      // Only a comment behind it moves along.
      const limit = slices.trailingEnd(end, slices.text.length);
      return [this.#editInPlace(statement, limit, text)];
    }
    const staysBehindGuard = form === 'async-iife' && position.form !== 'branch' && isBehindGuard(slices.text, start);
    if (slices.isFirstOnLine(start) || staysBehindGuard) return [this.#editInPlace(statement, slices.text.length, text)];
    return this.#editOnOwnLine(statement, text);
  }

  /** Whether a statement moves into a line of its own. */
  #moves(statement: TSESTree.Node): boolean {
    return this.#blocked.has(statement) || this.#blocked.has(statement.parent);
  }

  /** `if (x) {`, although the statement may stand in the line below. */
  #editInBraces({ range, parent }: TSESTree.Node, end: number, text: () => string): LazyEdit {
    const { slices, step } = this.#context;
    const gap = /[ \t]*\r?\n[ \t]*$/.exec(slices.spaceBefore(range[0]))?.[0].length ?? 0;
    const base = gap > 0 && parent ? parent.range[0] : range[0];
    const render = (): string => slices.place(`${gap > 0 ? ' ' : ''}{\n${indent(text(), step)}\n}`, base);
    return { start: range[0] - gap, end, render };
  }

  /** @param limit how far what follows on the line belongs to the same text */
  #editInPlace(statement: TSESTree.Node, limit: number, text: () => string): LazyEdit {
    const { slices } = this.#context;
    const [start] = statement.range;
    const end = slices.endOf(statement);
    const gap = /^[ \t]*(?=[^\s}])/.exec(slices.text.slice(end, limit))?.[0] ?? null;
    const render = (): string => {
      const rendered = slices.place(text(), start);
      // What follows on the line must not become part of a comment.
      const endsInComment = rendered.slice(rendered.lastIndexOf('\n') + 1).includes('//');
      return gap === null ? rendered : rendered + (endsInComment ? `\n${slices.indentAt(start)}` : gap);
    };
    return { start, end: end + (gap?.length ?? 0), render };
  }

  /** A statement in the middle of a line gets lines of its own. */
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
    const render = (): string => slices.place(`\n${indent(text(), inner)}`, start) + tail;
    // White space is no part of a statement that moves.
    return [
      { start: start - before, end: start, render: () => '' },
      { start, end, render },
      { start: end, end: end + (after ?? 0), render: () => '' },
    ].filter((edit) => edit.start < edit.end);
  }

  /** @param replaced what the text takes the place of */
  #statementText(rewrite: Rewrite, replaced: Span): string {
    const text = this.#formText(rewrite, replaced);
    return this.#mustReturn(rewrite) ? `${text}\nreturn${this.#context.semicolon}` : text;
  }

  #formText(rewrite: Rewrite, replaced: Span): string {
    const { position } = rewrite;
    switch (rewrite.form) {
      case 'promise':
        // It takes the place of more than its statement.
        return '';
      case 'callbackify':
        return this.#bridge(rewrite, replaced);
      case 'async-iife':
        return position.form === 'branch' ? this.#branches(position.statement) : this.#guardedAsyncIife(rewrite, replaced);
      case 'fire-and-forget':
        return this.#fireAndForget(rewrite) + this.#context.semicolon;
      case 'await':
        return position.form === 'branch' ? this.#branches(position.statement) : this.#units.render(rewrite);
    }
  }

  #fireAndForget(rewrite: Rewrite): string {
    return `${renderPromise(this.#context, rewrite)}.catch(() => {})`;
  }

  /** @param replaced what the block takes the place of, if its comments have no other place */
  #asyncIife(rewrite: Rewrite, replaced: Span | null = null): string {
    // typescript-eslint: nobody waits for it on purpose.
    const head = this.#context.isTypeScript ? 'void ' : '';
    return `${head}(async () => {\n${this.#inside(rewrite, replaced)}\n})()`;
  }

  /** What is inside of an async function that is called in the place of a call, with the comments that would be lost otherwise. */
  #inside(rewrite: Rewrite, replaced: Span | null): string {
    const rendered = this.#units.render(rewrite);
    const comments = replaced ? this.#context.slices.takeHiddenComments(...replaced) : [];
    return indent([...comments, rendered].join('\n'), this.#context.stepOf(rewrite.site.callback));
  }

  /** `callbackify(async () => { ... })(cb);` */
  #bridge(rewrite: Rewrite, replaced: Span): string {
    const { nameOfUtil, semicolon, slices } = this.#context;
    const { completions = [] } = this.#callbackified.get(rewrite.call) ?? {};
    const callback = completions[0]?.call.callee;
    const name = callback ? slices.textOf(...callback.range) : '';
    const type = this.#callbackifiedType(rewrite, completions);
    return `${nameOfUtil('callbackify')}(async ()${type} => {\n${this.#inside(rewrite, replaced)}\n})(${name})${semicolon}`;
  }

  /** TypeScript: `{ kind: 'file' }` and `[1, 2]` get their types from what wants them, no longer the callback. */
  #callbackifiedType({ call }: Rewrite, completions: readonly Completion[]): string {
    const { source, isTypeScript, references } = this.#context;
    const isInferred = completions.every(({ value }) => value === null || !isTypedByContext(value));
    const callee = completions[0]?.call.callee;
    if (!isTypeScript || isInferred || callee?.type !== 'Identifier') return '';
    const [reference] = references.within(callee.name, call.range);
    const type = resultTypeOf(source, reference?.resolved?.identifiers[0]);
    return type === null ? '' : `: Promise<${type}>`;
  }

  /** A line that starts with a parenthesis would go on with the line before, if that has no semicolon. */
  #guardedAsyncIife(rewrite: Rewrite, replaced: Span): string {
    const { statement } = rewrite.position;
    const { semicolon, slices, openEnds, isTypeScript } = this.#context;
    const isGuarded = !isTypeScript && !isBehindGuard(slices.text, statement.range[0]) && openEnds.isOpenBefore(statement);
    return `${isGuarded ? ';' : ''}${this.#asyncIife(rewrite, replaced)}${semicolon}`;
  }

  /** `test && call()` as `if (test) { ... }` */
  #branches(statement: TSESTree.Node): string {
    if (statement.type === 'ReturnStatement') return statement.argument ? this.#branch(statement.argument) : '';
    return this.#branch(statement.type === 'ExpressionStatement' ? statement.expression : (statement as TSESTree.Expression));
  }

  #branch(node: TSESTree.Expression): string {
    const { slices, step, semicolon } = this.#context;
    const block = (inner: TSESTree.Expression): string => `{\n${indent(this.#branch(inner), step)}\n}`;
    if (node.type === 'UnaryExpression' && node.operator === 'void') return this.#branch(node.argument);
    const rewrite = this.#byCall.get(node);
    if (rewrite) return rewrite.form === 'async-iife' ? this.#asyncIife(rewrite) + semicolon : this.#units.render(rewrite);
    if (node.type === 'LogicalExpression' && node.operator !== '??') {
      const test = node.operator === '&&' ? slices.flatTextOf(...node.left.range) : negated(slices, node.left);
      return `if (${test}) ${block(node.right)}`;
    }
    if (node.type === 'ConditionalExpression') {
      if (isIdle(node.alternate)) return `if (${slices.flatTextOf(...node.test.range)}) ${block(node.consequent)}`;
      if (isIdle(node.consequent)) return `if (${negated(slices, node.test)}) ${block(node.alternate)}`;
      return `if (${slices.flatTextOf(...node.test.range)}) ${block(node.consequent)} else ${block(node.alternate)}`;
    }
    return slices.flatTextOf(...node.range) + semicolon;
  }

  #needsBraces({ position }: Rewrite): boolean {
    const { statement } = position;
    return siblingsOf(statement).length === 0 && !this.#blocked.has(statement);
  }

  /** Whether control would go on behind the statement although it returned. */
  #mustReturn(rewrite: Rewrite): boolean {
    const { position, call } = rewrite;
    if (!returnsFrom(position)) return false;
    const { statement } = position;
    const handler = this.#handlers.get(hostOf(call));
    const isInHandler = handler !== undefined && contains(handler, statement);
    if (isLastInFunction(statement) && !isInHandler && !isInSwitch(statement)) return false;
    return rewrite.form !== 'await' || !endsContinuation(this.#context, rewrite);
  }
}

const opposites: Readonly<Record<string, string>> = { '==': '!=', '!=': '==', '===': '!==', '!==': '===' };

/** `!ready` for `ready`, `a !== b` for `a === b`, `ready` for `!ready`. */
function negated(slices: Slices, node: TSESTree.Expression): string {
  const text = slices.flatTextOf(...node.range);
  switch (node.type) {
    case 'Identifier':
    case 'MemberExpression':
    case 'CallExpression':
    case 'ThisExpression':
      return `!${text}`;
    case 'UnaryExpression':
      return node.operator === '!' ? slices.textOf(...node.argument.range) : `!${text}`;
    case 'BinaryExpression': {
      const [left, right] = [slices.outerRange(node.left, node.range), slices.outerRange(node.right, node.range)];
      const opposite = slices.hasComments(left[1], right[0]) ? undefined : opposites[node.operator];
      const between = slices.textOf(left[1], right[0]);
      return opposite ? slices.textOf(...left) + between.replace(node.operator, opposite) + slices.textOf(...right) : `!(${text})`;
    }
    default:
      return `!(${text})`;
  }
}

/** A value that nobody reads: `test ? call() : null`. */
function isIdle(node: TSESTree.Expression): boolean {
  return node.type === 'Literal' || (node.type === 'Identifier' && node.name === 'undefined');
}

/** In a case, what returned must not fall through into the next one. */
function isInSwitch(statement: TSESTree.Node): boolean {
  for (let node: TSESTree.Node | undefined = statement; node && !isFunction(node); node = node.parent) {
    if (node.type === 'SwitchCase') return true;
  }
  return false;
}
