import { contains, hostOf, isFunction } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { resultTypeOf } from '../../callback/callback-annotation.js';
import { handlerOf } from '../../error-forms/questions.js';
import type { BodyPlan, Callbackified, Completion, Rewrite } from '../../plan/types.js';
import { outerExpression } from '../../syntax/expressions.js';
import { isLastInFunction } from '../../syntax/last-in-function.js';
import { returnsFrom } from '../../syntax/position.js';
import type { Span } from '../../syntax/span.js';
import { renderPromise } from '../await/promise.js';
import type { Units } from '../await/unit.js';
import type { RenderContext } from '../context.js';
import { isBehindGuardSemicolon } from '../text/asi-hazards.js';
import { guardFromAsi } from '../text/chunks.js';
import { indent } from '../text/layout.js';
import { negated } from '../text/negate.js';
import { renderHandover } from './edge-text.js';
import { endsContinuation } from './leaving.js';

/**
 * Writes what replaces the statement of a rewritten call, without indentation: the awaited call with its continuation, or a call of
 * an async block. Where in the file it is put, `statement-edits.ts` decides.
 */
export class StatementTexts {
  readonly #context: RenderContext;
  readonly #units: Units;
  readonly #byCall: ReadonlyMap<TSESTree.Node, Rewrite>;
  readonly #callbackified: ReadonlyMap<TSESTree.Node, Callbackified>;
  /** What becomes the body of a `catch`, by callback. */
  readonly #handlers = new Map<TSESTree.Node, TSESTree.Node>();

  /**
   * @param rewrites all rewrites of the file
   * @param bodies the bodies of the functions that they are in
   */
  constructor(context: RenderContext, units: Units, rewrites: readonly Rewrite[], bodies: readonly BodyPlan[]) {
    this.#context = context;
    this.#units = units;
    this.#byCall = new Map(rewrites.map((rewrite) => [outerExpression(rewrite.call), rewrite]));
    this.#callbackified = new Map(bodies.flatMap(({ callbackified }) => callbackified).map((each) => [each.call, each]));
    for (const { error, site } of rewrites) {
      const handler = handlerOf(error);
      if (handler) this.#handlers.set(site.callback, handler);
    }
  }

  /**
   * The text for a whole statement.
   *
   * @param replaced the range that the text replaces, whose comments must not get lost
   */
  statement(rewrite: Rewrite, replaced: Span): string {
    const text = this.#formText(rewrite, replaced);
    return this.#mustReturn(rewrite) ? `${text}\nreturn${this.#context.semicolon}` : text;
  }

  /** The text for the call alone, where its statement stays: `promisify(fs.unlink)(path).catch(() => {})`. */
  fireAndForget(rewrite: Rewrite): string {
    return `${renderPromise(this.#context, rewrite)}.catch(() => {})`;
  }

  /**
   * The text for the call alone, where its statement stays: `(async () => { ... })()`.
   *
   * @param replaced the range that the text replaces, if the comments in it have no other place
   */
  asyncIife(rewrite: Rewrite, replaced: Span | null = null): string {
    // For typescript-eslint, `void` says that nobody waits for the promise on purpose.
    const head = this.#context.isTypeScript ? 'void ' : '';
    const inside = this.#inside(rewrite, replaced);
    return head + (matchOnlyCall(rewrite, inside) ?? `(async () => {\n${inside}\n})()`);
  }

  #formText(rewrite: Rewrite, replaced: Span): string {
    const { position } = rewrite;
    switch (rewrite.form) {
      case 'promise':
        // `executor-edits.ts` writes it: it replaces more than the statement.
        return '';
      case 'callbackify':
        return this.#callbackify(rewrite, replaced);
      case 'async-iife':
        return position.form === 'branch' ? this.#branches(position.statement) : this.#guardedAsyncIife(rewrite, replaced);
      case 'fire-and-forget':
        return this.fireAndForget(rewrite) + this.#context.semicolon;
      case 'await':
        return position.form === 'branch' ? this.#branches(position.statement) : this.#units.render(rewrite);
    }
  }

  /** The body of an async block, with the comments that no other text has. */
  #inside(rewrite: Rewrite, replaced: Span | null): string {
    const rendered = this.#units.render(rewrite);
    const comments = replaced ? this.#context.slices.takeHiddenComments(...replaced) : [];
    return indent([...comments, rendered].join('\n'), this.#context.stepOf(rewrite.site.callback));
  }

  /** `callbackify(async () => { ... })(cb);` */
  #callbackify(rewrite: Rewrite, replaced: Span): string {
    const { nameOfUtil, semicolon } = this.#context;
    const { completions = [], handover } = this.#callbackified.get(rewrite.call) ?? {};
    const callback = handover ? renderHandover(this.#context, handover) : '';
    const type = this.#callbackifiedType(rewrite, completions);
    return this.#behindPending(rewrite, `${nameOfUtil('callbackify')}(async ()${type} => {\n${this.#inside(rewrite, replaced)}\n})(${callback})${semicolon}`);
  }

  /** Puts the promise that a block awaits in front of it, where the lines of its call keep their place. */
  #behindPending(rewrite: Rewrite, block: string): string {
    const pending = this.#units.pendingOf(rewrite);
    return pending === null ? block : `${pending}\n${guardFromAsi(block, this.#context.semicolon)}`;
  }

  /**
   * TypeScript: the result type of the async block. `return { kind: 'file' };` gets its type from it, as the argument got it from the
   * callback's parameter. Left out where no value needs it.
   */
  #callbackifiedType({ call }: Rewrite, completions: readonly Completion[]): string {
    const { source, isTypeScript, references } = this.#context;
    const isInferred = completions.every(({ value }) => value === null || !isTypedByContext(value));
    const callee = completions[0]?.call.callee;
    if (!isTypeScript || isInferred || callee?.type !== 'Identifier') return '';
    const [reference] = references.within(callee.name, call.range);
    const type = resultTypeOf(source, reference?.resolved?.identifiers[0]);
    return type === null ? '' : `: Promise<${type}>`;
  }

  /** An async block as a statement. ASI hazard: behind a line without a semicolon, its `(` would call the expression of that line. */
  #guardedAsyncIife(rewrite: Rewrite, replaced: Span): string {
    const { statement } = rewrite.position;
    const { semicolon, slices, asiHazards, isTypeScript } = this.#context;
    const isGuarded = !isTypeScript && !isBehindGuardSemicolon(slices.text, statement.range[0]) && asiHazards.isOpenBefore(statement);
    const text = this.asyncIife(rewrite, replaced);
    const block = this.#behindPending(rewrite, text + semicolon);
    return `${isGuarded && block.startsWith('(') ? ';' : ''}${block}`;
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
    if (rewrite) return rewrite.form === 'async-iife' ? this.asyncIife(rewrite) + semicolon : this.#units.render(rewrite);
    if (node.type === 'LogicalExpression' && node.operator !== '??') {
      const test = node.operator === '&&' ? slices.flatTextOf(...node.left.range) : negated(slices, node.left);
      return `if (${test}) ${block(node.right)}`;
    }
    if (node.type === 'ConditionalExpression') {
      if (isUnreadValue(node.alternate)) return `if (${slices.flatTextOf(...node.test.range)}) ${block(node.consequent)}`;
      if (isUnreadValue(node.consequent)) return `if (${negated(slices, node.test)}) ${block(node.alternate)}`;
      return `if (${slices.flatTextOf(...node.test.range)}) ${block(node.consequent)} else ${block(node.alternate)}`;
    }
    return slices.flatTextOf(...node.range) + semicolon;
  }

  /** Whether the statement left the function, `return load(cb);`, and code would run behind its replacement without another `return`. */
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

/** Whether TypeScript infers the type of an expression from where it is used: `{ kind: 'file' }`, `[1, 2]`, `'file'`. */
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

/** The `null` of `test ? call() : null`, in a position where no value is read. */
function isUnreadValue(node: TSESTree.Expression): boolean {
  return node.type === 'Literal' || (node.type === 'Identifier' && node.name === 'undefined');
}

/** Whether a statement is in a `case`, which without a `return` would fall through into the next one. */
function isInSwitch(statement: TSESTree.Node): boolean {
  for (let node: TSESTree.Node | undefined = statement; node && !isFunction(node); node = node.parent) {
    if (node.type === 'SwitchCase') return true;
  }
  return false;
}

/**
 * `load(path)` for an async block that would only await it, where `load` is an async function of the file: nobody waits for either promise.
 *
 * @param inside the body of the block
 * @returns null where the block does more
 */
function matchOnlyCall({ callee, facts }: Rewrite, inside: string): string | null {
  const isAsync = callee?.form === 'native' && facts === null;
  return isAsync ? (/^\s*await ([^\n;]*\));?$/.exec(inside)?.[1] ?? null) : null;
}
