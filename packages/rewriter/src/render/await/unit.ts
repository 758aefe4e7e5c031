import { contains } from '@uncallback/detector';

import { isCoverageHint } from '../../error-forms/guard-parts.js';
import { recordOf } from '../../error-forms/registry.js';
import type { Chunk, Unit } from '../../error-forms/unit.js';
import type { Rewrite } from '../../plan/types.js';
import { guardFromAsi, joinChunks } from '../text/chunks.js';
import type { RenderContext } from '../context.js';
import { assignDirectly } from './direct-assignment.js';
import { startOfBody } from './continuation.js';
import { indent } from '../text/layout.js';
import { movedDirectiveOf, withLineDirective } from '../text/line-directive.js';
import { FileUnitWriter } from './unit-writer.js';

/** Renders the units of a file: the awaited calls with what follows them. Each is built once, although neighbours and outer texts ask for it. */
export class Units {
  readonly #context: RenderContext;
  readonly #built = new Map<Rewrite, Unit>();

  constructor(context: RenderContext) {
    this.#context = context;
  }

  /** The text of a rewrite, without indentation: the awaited call, in a `try` if its form has one, and the continuation behind it. */
  render(rewrite: Rewrite): string {
    return this.#render(this.#unitOf(rewrite), this.#context.stepOf(rewrite.site.callback));
  }

  /**
   * Whether the `try` of a rewrite can take in code in front of it, whose exceptions go to a callback: it does the same with an error.
   *
   * @param declares whether names have to be declared in front of the `try`
   */
  takesIn(rewrite: Rewrite, callback: string, declares: boolean): boolean {
    const { handler, keyword, declared, pending } = this.#unitOf(rewrite);
    const isMixed = declares && declared.length > 0 && keyword !== 'let';
    return !isMixed && pending === undefined && typeof handler?.parameter === 'string' && !handler.hint && handler.body === `return ${callback}(${handler.parameter})${this.#context.semicolon}`;
  }

  /**
   * The text of a rewrite with other code in its `try`, without indentation.
   *
   * @param declared the names that are declared in front of the `try`
   */
  renderBehind(rewrite: Rewrite, code: string, declared: readonly string[]): string {
    const unit = this.#unitOf(rewrite);
    const { semicolon } = this.#context;
    const lines = [code, unit.lead, unit.receiver ?? '', unit.attempt].filter(Boolean).map((line, index) => (index === 0 ? line : guardFromAsi(line, semicolon)));
    const joined: Unit = { ...unit, lead: '', receiver: null, keyword: declared.length > 0 ? 'let' : unit.keyword, declared: [...declared, ...unit.declared], attempt: lines.join('\n') };
    return this.#render(joined, this.#context.stepOf(rewrite.site.callback));
  }

  /** The declaration of the promise that is made in front of the async block of a rewrite, without indentation; null where the block makes it. */
  pendingOf(rewrite: Rewrite): string | null {
    return this.#unitOf(rewrite).pending ?? null;
  }

  #unitOf(rewrite: Rewrite): Unit {
    const known = this.#built.get(rewrite);
    if (known) return known;
    const { source, semicolon } = this.#context;
    const unit = this.#join(this.#try(rewrite, this.#direct(rewrite, assignDirectly(source, this.#comment(rewrite, nameCaught(new FileUnitWriter(this.#context, rewrite))), semicolon))));
    this.#built.set(rewrite, unit);
    return unit;
  }

  /**
   * Adds the comments of the call to a unit: those between the arguments and the parameters, and those behind the brace of the
   * callback. They stay on the line of the call if they fit there, else they are put above it. The comments above the declaration of
   * a named callback, which is removed, are put above it, too.
   */
  #comment({ call, site: { callback }, declaration }: Rewrite, unit: Unit): Unit {
    const { slices } = this.#context;
    const { body } = callback;
    const start = body.type === 'BlockStatement' ? startOfBody(slices, body) : body.range[0];
    const above = declaration ? slices.takeHiddenComments(slices.spanWithCommentsAbove(declaration.range)[0], declaration.range[0]) : [];
    const isInCall = contains(call, callback);
    const own = [
      ...slices.takeHiddenComments(call.range[0], isInCall ? start : call.range[1]),
      ...(isInCall ? slices.takeHiddenComments(callback.range[1], call.range[1]) : slices.takeHiddenComments((declaration ?? callback).range[0], start)),
    ];
    const isBeside = own.every((text, index) => !text.includes('\n') && !isCoverageHint(text) && (index === own.length - 1 || !text.startsWith('//')));
    const lead = [...above, ...(isBeside ? [] : own), unit.lead].filter(Boolean).join('\n');
    return { ...unit, lead, attempt: [unit.attempt, ...(isBeside ? own : [])].join(' ') };
  }

  /** Moves a comment about the line of the call, `// @ts-ignore`, from above the statement to the line that has the call now. */
  #direct(rewrite: Rewrite, unit: Unit): Unit {
    const { slices, source } = this.#context;
    const comment = movedDirectiveOf(source, rewrite);
    const [text] = comment ? slices.takeHiddenComments(...comment.range) : [];
    if (text === undefined) return unit;
    const add = (lines: string): string => withLineDirective(lines, text, source.text.slice(...rewrite.call.callee.range));
    return unit.pending === undefined ? { ...unit, attempt: add(unit.attempt) } : { ...unit, pending: add(unit.pending) };
  }

  /** Moves the declaration of a receiver into the `try`, where the handler does something with the error that its evaluation may throw. */
  #try(rewrite: Rewrite, unit: Unit): Unit {
    if (!unit.receiver || !unit.handler?.body || unit.pending !== undefined || !this.#context.triesReceiver(rewrite)) return unit;
    return { ...unit, receiver: null, attempt: `${unit.receiver}\n${guardFromAsi(unit.attempt, this.#context.semicolon)}` };
  }

  /** Joins a unit with the one that directly follows it into one `try`, if their handlers are equal. */
  #join(unit: Unit): Unit {
    const [next, ...rest] = unit.after;
    const inner = next && rest.length === 0 ? this.#context.awaitedIn(next.statement) : null;
    if (!next || !inner || inner.declaration || next.trail || !unit.handler?.ends) return unit;
    const neighbour = this.#unitOf(inner);
    // One `try` declares all variables with one keyword, but a `var` is visible in the whole function and a `let` is not.
    const isMixed = unit.declared.length > 0 && neighbour.declared.length > 0 && unit.keyword !== neighbour.keyword;
    if (
      isMixed ||
      !neighbour.handler?.ends ||
      // A handler with comments is not shared: one copy of each comment would get lost.
      /\/[/*]/.test(unit.handler.body) ||
      neighbour.handler.body !== unit.handler.body ||
      (neighbour.handler.hint ?? null) !== (unit.handler.hint ?? null) ||
      neighbour.handler.parameter !== unit.handler.parameter
    ) {
      return unit;
    }
    const lines = [unit.attempt, next.lead, neighbour.lead, neighbour.receiver ?? '', neighbour.attempt]
      .filter(Boolean)
      .map((line, index) => (index === 0 ? line : guardFromAsi(line, this.#context.semicolon)));
    lines[1] = '\n'.repeat(next.emptyLines) + lines[1];
    return {
      ...neighbour,
      lead: unit.lead,
      receiver: unit.receiver,
      ...(unit.pending !== undefined && { pending: unit.pending }),
      keyword: unit.declared.length > 0 ? unit.keyword : neighbour.keyword,
      declared: [...unit.declared, ...neighbour.declared],
      attempt: lines.join('\n'),
    };
  }

  #render({ lead, declared, keyword, receiver, attempt, handler, after }: Unit, step: string): string {
    const { semicolon, awaitedIn } = this.#context;
    const lines = [lead, receiver ?? ''].filter(Boolean);
    if (handler) {
      const parameter = handler.parameter ? ` (${handler.parameter})` : '';
      const body = handler.body ? `{\n${indent(handler.body, step)}\n}` : '{}';
      if (declared.length > 0) lines.push(`${keyword} ${declared.join(', ')}${semicolon}`);
      lines.push(`try {\n${indent(attempt, step)}\n} catch${parameter}${handler.hint ? ` ${handler.hint}` : ''} ${body}`);
    } else {
      lines.push(attempt);
    }
    const rest = joinChunks(after, semicolon, ({ statement }) => awaitedIn(statement) !== null);
    // Behind the brace of a `catch` there is no ASI hazard.
    const guarded = handler ? rest : guardFromAsi(rest, semicolon);
    if (rest) lines.push('\n'.repeat(emptyLinesOf(after)) + guarded);
    return lines.join('\n');
  }
}

/** The unit of a rewrite. Where the project's Node does not parse `catch {}`, the `catch` gets a parameter that nobody reads. */
function nameCaught(writer: FileUnitWriter): Unit {
  const { error, catchSyntax } = writer.rewrite;
  const own = recordOf(error).render(writer, error);
  const unit = writer.pending === undefined ? own : { ...own, pending: writer.pending };
  if (!unit.handler || unit.handler.parameter !== null || catchSyntax.bare) return unit;
  return { ...unit, handler: { ...unit.handler, parameter: writer.errorName() } };
}

/** The number of empty lines in front of the first chunk that has a text. */
function emptyLinesOf(chunks: readonly Chunk[]): number {
  const first = chunks.findIndex((chunk) => chunk.text() !== '');
  return Math.max(0, ...chunks.slice(0, first + 1).map(({ emptyLines }) => emptyLines));
}
