import { type Scope, contains, isBelowTry } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { knownTestOf, isIgnored } from '../../error-forms/questions.js';
import { absentError } from '../../callback/callback-annotation.js';
import type { CaughtError, Chunk, Handler, Unit, UnitWriter } from '../../error-forms/unit.js';
import { evaluationMayThrow } from '../../syntax/evaluation.js';
import type { Rewrite } from '../../plan/types.js';
import { variablesOf } from '../../callback/result-form.js';
import { type Binding, bindResults, keywordFor, listPattern, parameterText } from './binding.js';
import { joinChunks } from '../text/chunks.js';
import { type RenderContext, nameOf } from '../context.js';
import { branchChunks, chunksAhead, chunksBehind, commentsAround, continuationChunks, lineChunk, startOfElse } from './continuation.js';
import { errorType, nameCaught, otherName } from '../types/error-types.js';
import { leavesFunction } from '../edits/leaving.js';
import { resultType, tupleType } from '../types/parameter-types.js';
import { type Captures, renderPromise, renderReceiver, renderCapturingPromise, takesOneResult } from './promise.js';

/** The services for the error forms, implemented on the file of one rewrite. `UnitWriter` documents the members. */
export class FileUnitWriter implements UnitWriter {
  readonly rewrite: Rewrite;
  readonly #context: RenderContext;
  #pending: string | undefined;

  constructor(context: RenderContext, rewrite: Rewrite) {
    this.#context = context;
    this.rewrite = rewrite;
  }

  get semicolon(): string {
    return this.#context.semicolon;
  }

  get isTypeScript(): boolean {
    return this.#context.isTypeScript;
  }

  get receivedThis(): string | undefined {
    return this.#context.names.receivedThis.get(this.rewrite);
  }

  get passedThrough(): string | undefined {
    return this.#context.names.passedThrough.get(this.rewrite);
  }

  get hasReceiver(): boolean {
    return this.#context.names.receivers.has(this.rewrite);
  }

  get evaluationMayThrow(): boolean {
    const { call, site } = this.rewrite;
    return evaluationMayThrow(this.#context.source, call, site.argument);
  }

  textOf({ range }: TSESTree.Node): string {
    return this.#context.slices.flatTextOf(...range);
  }

  textWithError(node: TSESTree.Node): string {
    return this.#context.withError(this.rewrite, () => this.textOf(node));
  }

  nameOf(variable: Scope.Variable): string {
    return nameOf(this.#context, variable);
  }

  trailingEnd(offset: number, limit: number): number {
    return this.#context.slices.trailingEnd(offset, limit);
  }

  continuation(): Chunk[] {
    return continuationChunks(this.#context, this.rewrite);
  }

  ahead(guard: TSESTree.Statement): Chunk[] {
    return chunksAhead(this.#context, guard);
  }

  behind(guard: TSESTree.Statement): Chunk[] {
    return chunksBehind(this.#context, guard);
  }

  branch(branch: TSESTree.Statement, limit: number): Chunk[] {
    return branchChunks(this.#context, branch, limit);
  }

  startOfElse(branch: TSESTree.Statement): number {
    return startOfElse(this.#context, branch);
  }

  hiddenComments(start: number, end: number): readonly string[] {
    return this.#context.slices.takeHiddenComments(start, end);
  }

  commentsAround(guard: TSESTree.Statement): { readonly lead: string; readonly trail: string } {
    return commentsAround(this.#context, guard);
  }

  line(text: string): Chunk {
    return lineChunk(text);
  }

  joinBlock(chunks: readonly Chunk[]): string {
    return joinChunks(chunks, this.semicolon, ({ statement }) => this.#context.awaitedIn(statement) !== null);
  }

  argumentsVariable(): Scope.Variable | undefined {
    return this.#context.source.scopeManager.acquire(this.rewrite.site.callback, true)?.set.get('arguments');
  }

  errorName(): string {
    const variable = this.rewrite.site.error?.variable;
    return variable ? this.nameOf(variable) : 'err';
  }

  otherName(name: string): string {
    return otherName(this.#context, this.rewrite, name);
  }

  absentError(use: TSESTree.CallExpression | null): 'null' | 'undefined' {
    return this.isTypeScript ? absentError(this.#context.source, this.rewrite.site, use) : 'null';
  }

  errorType(): string {
    return errorType(this.#context, this.rewrite);
  }

  caught(name: string, handler: TSESTree.Node | null): CaughtError {
    return nameCaught(this.#context, this.rewrite, name, handler);
  }

  leaves(statement: TSESTree.Statement): boolean {
    return leavesFunction(this.#context, statement);
  }

  isErrorRead(node: TSESTree.Node): boolean {
    const dropped = knownTestOf(this.rewrite)?.left;
    return this.rewrite.site.error?.variable?.references.some(
      ({ identifier }) => contains(node, identifier) && !(dropped && contains(dropped, identifier)),
    ) ?? false;
  }

  isResult(node: TSESTree.Node): boolean {
    const { results, callback } = this.rewrite.site;
    return results.some((parameter) =>
      variablesOf(this.#context.source, callback, parameter).some(({ references }) => references.some(({ identifier }) => identifier === node)),
    );
  }

  results(): Binding {
    return bindResults(this.#context, this.rewrite);
  }

  parameterSlots(): ReturnType<UnitWriter['parameterSlots']> {
    const { site, error } = this.rewrite;
    const { callback } = site;
    const used: Scope.Variable[] = [];
    const slots = callback.params.map((parameter) => {
      const own = variablesOf(this.#context.source, callback, parameter);
      const isLeftOut = isIgnored(error) && own.some((variable) => variable === site.error?.variable);
      if (isLeftOut || own.every(({ references }) => references.length === 0)) return '';
      used.push(...own);
      return parameterText(this.#context, { site }, parameter, false);
    });
    while (slots.at(-1) === '') slots.pop();
    const parameters = slots.map((slot, index) => (slot === '' ? null : (callback.params[index] ?? null)));
    const type = tupleType(this.#context, this.receivedThis === undefined ? parameters : [null, ...parameters]);
    return { slots, type, keyword: keywordFor(used) };
  }

  listPattern(slots: readonly string[]): string {
    return listPattern(slots);
  }

  /** The declaration of a promise that is made in front of the async block, once a form has asked for the promise. */
  get pending(): string | undefined {
    return this.#pending;
  }

  promise(): string {
    return this.#madeBefore(renderPromise(this.#context, this.rewrite));
  }

  get takesOneResult(): boolean {
    return takesOneResult(this.rewrite);
  }

  capturingPromise(captures: Captures): string {
    return this.#madeBefore(renderCapturingPromise(this.#context, this.rewrite, captures));
  }

  /** The name of a promise that is made in front of the async block; else its text. */
  #madeBefore(promise: string): string {
    const name = this.#context.names.pending.get(this.rewrite);
    if (name === undefined) return promise;
    this.#pending = `const ${name} = ${promise}${this.semicolon}`;
    return name;
  }

  awaited(head: string, tail = ''): string {
    return `${head}await ${this.promise()}${tail}${this.semicolon}`;
  }

  returned(): string {
    return `return ${this.#context.awaitsReturned(this.rewrite.call) ? 'await ' : ''}${this.promise()}${this.semicolon}`;
  }

  plain(): ReturnType<UnitWriter['plain']> {
    return { lead: '', declared: [], keyword: 'let', receiver: renderReceiver(this.#context, this.rewrite), handler: null };
  }

  inTry(after: readonly Chunk[], handler: Handler): Unit {
    const { declared, target, unpack, keyword } = this.results();
    return {
      ...this.plain(),
      declared: this.isTypeScript ? declared.map((each) => (handler.ends ? each : this.#typed(each))) : declared,
      keyword: keyword === 'var' ? 'var' : 'let',
      attempt: this.#assigned(target),
      handler,
      after: unpack === null ? after : [lineChunk(unpack), ...after],
    };
  }

  returnedAtOnce(after: readonly Chunk[]): Pick<Unit, 'attempt' | 'after'> {
    const { pattern, keyword } = this.results();
    const [only, ...others] = after;
    const isReturned = pattern !== null && only?.text() === `return ${pattern}${this.semicolon}` && others.length === 0;
    if (isReturned && !this.hasReceiver && !isBelowTry(this.rewrite.call)) {
      return { attempt: this.returned(), after: [] };
    }
    return { attempt: this.awaited(pattern === null ? '' : `${keyword} ${pattern} = `), after };
  }

  #assigned(target: string | null): string {
    if (target === null) return this.awaited('');
    // `({ stdout } = await ...)`: without parentheses, the brace of the pattern would open a block.
    return this.rewrite.results.form === 'object' ? this.awaited(`(${target} = `, ')') : this.awaited(`${target} = `);
  }

  /** TypeScript: `stats!: Stats`, or `stats: any` without a known type, since after an error the variable is read without a value. */
  #typed(declared: string): string {
    if (declared.includes(':')) return declared.replace(':', '!:');
    const { source } = this.#context;
    const { site } = this.rewrite;
    const parameter = site.results.find((each) => each.type === 'Identifier' && variablesOf(source, site.callback, each).some((variable) => this.nameOf(variable) === declared));
    const type = parameter ? resultType(source, site, parameter) : null;
    return type === null ? `${declared}: any` : `${declared}!: ${type}`;
  }
}
