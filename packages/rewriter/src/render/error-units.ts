import type { Scope } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import { isSettledExactly } from '../adapted.js';
import { madeTestOf } from '../error-form.js';
import type { ErrorForm, Rewrite } from '../plan/types.js';
import { exits, isBelowTry, isLastInFunction } from '../position.js';
import { variablesOf } from '../result-form.js';
import { contains } from '../tree.js';
import { assertedResults } from './parameter-types.js';
import { bindResults, keywordFor, listPattern, parameterText } from './binding.js';
import { type Chunk, joinChunks } from './chunks.js';
import { type RenderContext, nameOf } from './context.js';
import { branchChunks, commentsAround, continuationChunks, lineChunk } from './continuation.js';
import { errorType, nameCaught, otherName } from './error-types.js';
import { tupleType } from './parameter-types.js';
import { renderPromise, renderReceiver, renderSettled } from './promise.js';
import type { Unit } from './unit.js';

type Form<Name extends ErrorForm['form']> = Extract<ErrorForm, { form: Name }>;

/** Takes a rewrite apart by what its callback does with the error. */
export function buildOwnUnit(context: RenderContext, rewrite: Rewrite): Unit {
  const { error } = rewrite;
  if (error.form === 'arguments') return takeArguments(context, rewrite);
  if (error.form === 'hand-on') return handOn(context, rewrite, error);
  if (isSettledExactly(rewrite)) return settleExactly(context, rewrite);
  switch (error.form) {
    case 'propagate':
      return propagateError(context, rewrite, error);
    case 'catch':
      return catchError(context, rewrite, error);
    case 'deliver':
      return deliverValue(context, rewrite, error);
    case 'choice':
      return chooseByError(context, rewrite, error);
    case 'forward':
      return forwardError(context, rewrite, error);
    case 'settle':
      return settleError(context, rewrite);
    case 'ignore':
      return ignoreError(context, rewrite);
  }
}

/** `const text = await ...;` */
function propagateError(context: RenderContext, rewrite: Rewrite, { guard, otherwise }: Form<'propagate'>): Unit {
  const branch = otherwise ? branchChunks(context, otherwise, guard.range[1]) : [];
  const around = commentsAround(context, guard);
  return {
    ...plainParts(context, rewrite),
    lead: [around.lead, around.trail].filter(Boolean).join('\n'),
    ...returnedAtOnce(context, rewrite, [...branch, ...continuationChunks(context, rewrite, 1)]),
  };
}

/** `return load(path)`, where the result is nothing but returned; else `const text = await load(path)` and what follows. */
function returnedAtOnce(context: RenderContext, rewrite: Rewrite, after: readonly Chunk[]): Pick<Unit, 'attempt' | 'after'> {
  const { pattern, keyword } = bindResults(context, rewrite);
  const [only, ...others] = after;
  const isReturned = pattern !== null && only?.text() === `return ${pattern}${context.semicolon}` && others.length === 0;
  if (isReturned && !context.names.receivers.has(rewrite) && !isBelowTry(rewrite.call)) {
    return { attempt: `return ${renderPromise(context, rewrite)}${context.semicolon}`, after: [] };
  }
  return { attempt: awaitedBy(context, rewrite, pattern === null ? '' : `${keyword} ${pattern} = `), after };
}

/** The handler goes into `catch`; what follows stands behind the `try`. */
function catchError(context: RenderContext, rewrite: Rewrite, { guard, handler, otherwise, goesOn }: Form<'catch'>): Unit {
  const { slices, semicolon } = context;
  const around = commentsAround(context, guard);
  const block = guard.parent as TSESTree.BlockStatement;
  const behindGuard = slices.trailingEnd(guard.range[1], block.range[1]);
  const limitOf = (branch: TSESTree.Node, other: TSESTree.Node | null): number =>
    other && other.range[0] > branch.range[0] ? other.range[0] : behindGuard;
  const branch = otherwise ? branchChunks(context, otherwise, limitOf(otherwise, handler)) : [];
  const rest = continuationChunks(context, rewrite, 1);
  const after = [...branch, ...rest];
  const own = handler ? branchChunks(context, handler, limitOf(handler, otherwise)) : [];
  const isTrailShown = own.some(({ trail }) => trail !== '' && trail === around.trail) || branch.some(({ trail }) => trail !== '' && trail === around.trail);
  // Where an outcome takes its place, what told the callback leaves the function.
  const ends = exits(handler, ({ range }) => /^(?:return|throw)\b/.test(slices.textOf(...range)));
  const isRead = handler !== null && isErrorRead(rewrite, handler);
  const caught = isRead ? nameCaught(context, rewrite, errorName(context, rewrite), handler) : null;
  const lines = [caught?.firstLine, around.lead, joinBlock(context, own), isTrailShown ? '' : around.trail];
  const mustReturn = !ends && !goesOn && after.length > 0;
  if (mustReturn) lines.push(`return${semicolon}`);
  return inTry(context, rewrite, after, {
    parameter: caught?.parameter ?? null,
    body: lines.filter(Boolean).join('\n'),
    ends: ends || mustReturn,
  });
}

/** `err ? onError : onSuccess`: the one in `catch`, the other behind it. */
function chooseByError(context: RenderContext, rewrite: Rewrite, { onError, onSuccess }: Form<'choice'>): Unit {
  const { slices, semicolon } = context;
  const [first] = continuationChunks(context, rewrite, 0);
  const returns = first?.statement?.type !== T.ExpressionStatement;
  const success = [returned(slices.textOf(...onSuccess.range), returns) + semicolon, first?.trail].filter(Boolean).join(' ');
  // A bare `return` at the very end goes away.
  const isNeeded = success !== `return${semicolon}` || !isLastInFunction(rewrite.position.statement);
  const after = [lineChunk([first?.lead, isNeeded ? success : ''].filter(Boolean).join('\n'))];
  if (!onError) return { ...plainParts(context, rewrite), ...returnedAtOnce(context, rewrite, after) };
  const isRead = isErrorRead(rewrite, onError);
  const caught = isRead ? nameCaught(context, rewrite, errorName(context, rewrite), onError) : null;
  const failure = returned(slices.textOf(...onError.range), true) + semicolon;
  return inTry(context, rewrite, after, {
    parameter: caught?.parameter ?? null,
    body: [caught?.firstLine, failure].filter(Boolean).join('\n'),
    ends: true,
  });
}

/** A call, or what takes its place where an outcome does: `return value`, `throw err`. */
function returned(text: string, returns: boolean): string {
  return !returns || /^(?:return|throw)\b/.test(text) ? text : `return ${text}`;
}

/** `cb(err, value)`: `return cb(err)` in `catch`, `cb(null, value)` behind it. */
function forwardError(context: RenderContext, rewrite: Rewrite, { call }: Form<'forward'>): Unit {
  const { slices, semicolon } = context;
  const callee = slices.textOf(...call.callee.range);
  const values = call.arguments.slice(1);
  const texts = values.map((value) => slices.textOf(...value.range));
  const onError = values.map((value, index) => (isResult(context, rewrite, value) ? 'undefined' : (texts[index] as string)));
  while (onError.at(-1) === 'undefined') onError.pop();
  const { parameter, use } = nameCaught(context, rewrite, errorName(context, rewrite), null);
  const [first, ...others] = continuationChunks(context, rewrite, 0);
  const success = `${callee}(${['null', ...texts].join(', ')})${semicolon}`;
  const line = [first?.lead, [success, first?.trail].filter(Boolean).join(' ')].filter(Boolean).join('\n');
  return inTry(context, rewrite, [lineChunk(line), ...others], {
    parameter,
    body: `return ${callee}(${[use, ...onError].join(', ')})${semicolon}`,
    ends: true,
  });
}

/** `cb(err, value)` where the value is returned instead: `return promisify(load)(path)`. */
function deliverValue(context: RenderContext, rewrite: Rewrite, { value }: Form<'deliver'>): Unit {
  const { pattern, keyword } = bindResults(context, rewrite);
  const [first, ...others] = continuationChunks(context, rewrite, 0);
  const comments = [first?.lead, first?.trail].filter(Boolean).join('\n');
  const unit = { ...plainParts(context, rewrite), lead: comments };
  const name = value ? context.slices.textOf(...value.range) : null;
  if (name === null) return { ...unit, attempt: awaitedBy(context, rewrite, ''), after: others };
  if (name === pattern && !context.names.receivers.has(rewrite)) {
    return { ...unit, attempt: `return ${renderPromise(context, rewrite)}${context.semicolon}`, after: others };
  }
  const attempt = awaitedBy(context, rewrite, pattern === null ? '' : `${keyword} ${pattern} = `);
  return { ...unit, attempt, after: [lineChunk(`return ${name}${context.semicolon}`), ...others] };
}

/** `let err = null, text; try { ... } catch (error) { err = error; }` */
function settleError(context: RenderContext, rewrite: Rewrite): Unit {
  const name = errorName(context, rewrite);
  const caught = otherName(context, rewrite, name);
  const isRedeclared = (rewrite.site.error?.variable?.defs.length ?? 1) > 1;
  const type = context.isTypeScript ? errorType(context, rewrite) : null;
  const isNarrow = type !== null && type !== 'any' && type !== 'unknown';
  const unit = inTry(context, rewrite, continuationChunks(context, rewrite, 0), {
    parameter: caught,
    body: `${name} = ${caught}${isNarrow ? ` as ${type}` : ''}${context.semicolon}`,
    ends: false,
  });
  return {
    ...unit,
    keyword: isRedeclared ? 'var' : unit.keyword,
    declared: [`${name}${type === null ? '' : `: ${type}${isNarrow ? ' | null' : ''}`} = null`, ...unit.declared],
  };
}

/** `const [err, text] = await new Promise(...)`: error and results as they were given. */
function settleExactly(context: RenderContext, rewrite: Rewrite): Unit {
  const { slots, type, keyword } = parameterSlots(context, rewrite);
  const self = context.names.selves.get(rewrite);
  if (self !== undefined) slots.unshift(self);
  const [slot = 'err'] = slots;
  const isAlone = self === undefined && slots.length <= 1 && isPlainName(slot);
  // `(...all)` are all of them.
  const pattern = slots.length === 1 && /^\.{3}[\w$]+$/.test(slot) ? slot.slice(3) : listPattern(slots);
  const head = slots.length > 0 ? `${keyword} ${isAlone ? slot : pattern + type} = ` : '';
  return {
    ...plainParts(context, rewrite),
    attempt: `${head}await ${renderSettled(context, rewrite, isAlone ? 'first' : 'all')}${context.semicolon}`,
    after: continuationChunks(context, rewrite, 0),
  };
}

/** No pattern, no default, no rest. */
function isPlainName(text: string): boolean {
  return /^[\w$]+$/.test(text);
}

/** `const args = await new Promise(...)`, where the callback reads its `arguments`. */
function takeArguments(context: RenderContext, rewrite: Rewrite): Unit {
  const { slots, type, keyword } = parameterSlots(context, rewrite);
  const variable = context.source.scopeManager.acquire(rewrite.site.callback, true)?.set.get('arguments');
  const name = variable ? nameOf(context, variable) : 'args';
  const after = continuationChunks(context, rewrite, 0);
  const unpack = `${keyword} ${listPattern(slots)}${type} = ${name}${context.semicolon}`;
  return {
    ...plainParts(context, rewrite),
    attempt: `const ${name} = await ${renderSettled(context, rewrite, 'all')}${context.semicolon}`,
    after: slots.length > 0 ? [lineChunk(unpack), ...after] : after,
  };
}

/** The parameters of the callback as slots of an array; those that are not used are left out. */
function parameterSlots(context: RenderContext, rewrite: Rewrite): { slots: string[]; type: string; keyword: string } {
  const { site, error } = rewrite;
  const { callback } = site;
  const used: Scope.Variable[] = [];
  const slots = callback.params.map((parameter) => {
    const own = variablesOf(context.source, callback, parameter);
    const isIgnored = error.form === 'ignore' && own.some((variable) => variable === site.error?.variable);
    if (isIgnored || own.every(({ references }) => references.length === 0)) return '';
    used.push(...own);
    return parameterText(context, { site }, parameter, false);
  });
  while (slots.at(-1) === '') slots.pop();
  const parameters = slots.map((slot, index) => (slot === '' ? null : (callback.params[index] ?? null)));
  const type = tupleType(context, context.names.selves.has(rewrite) ? [null, ...parameters] : parameters);
  return { slots, type, keyword: keywordFor(used) };
}

/** `n(null, text)`, or `n(err)` in `catch`: a function that stays is called with what the callee gave. */
function handOn(context: RenderContext, rewrite: Rewrite, { callback, outcome }: Form<'hand-on'>): Unit {
  const { slices, semicolon, names } = context;
  const parts = plainParts(context, rewrite);
  const name = slices.textOf(...callback.range);
  const result = names.handedOn.get(rewrite);
  const call = (...args: readonly (string | undefined)[]): string => `${name}(${args.filter(Boolean).join(', ')})${semicolon}`;
  const after = [lineChunk(call(rewrite.site.callback.params.length > 0 ? 'null' : '', result))];
  if (outcome === 'thrown') return { ...parts, attempt: awaitedBy(context, rewrite, result ? `const ${result} = ` : ''), after };
  const own = errorName(context, rewrite);
  const { parameter, use } = nameCaught(context, rewrite, own === name ? otherName(context, rewrite, own) : own, null);
  return {
    ...parts,
    declared: !result ? [] : context.isTypeScript && outcome === 'ignored' ? [definite(result)] : [result],
    attempt: awaitedBy(context, rewrite, result ? `${result} = ` : ''),
    handler:
      outcome === 'ignored'
        ? { parameter: null, body: IGNORED, ends: false }
        : { parameter, body: `return ${call(use)}`, ends: true },
    after,
  };
}

const IGNORED = '// error ignored, as before';

function ignoreError(context: RenderContext, rewrite: Rewrite): Unit {
  return inTry(context, rewrite, continuationChunks(context, rewrite, 0), {
    parameter: null,
    body: IGNORED,
    ends: false,
  });
}

/** What a unit without `try` has. */
function plainParts(context: RenderContext, rewrite: Rewrite): Pick<Unit, 'lead' | 'declared' | 'keyword' | 'receiver' | 'handler'> {
  return { lead: '', declared: [], keyword: 'let', receiver: renderReceiver(context, rewrite), handler: null };
}

function inTry(context: RenderContext, rewrite: Rewrite, after: Chunk[], handler: NonNullable<Unit['handler']>): Unit {
  const { declared, target, unpack, keyword } = bindResults(context, rewrite);
  const asserted = new Set(assertedResults(context.source, rewrite).map((variable) => nameOf(context, variable)));
  return {
    ...plainParts(context, rewrite),
    declared: context.isTypeScript ? declared.map((each) => (!handler.ends || asserted.has(each) ? definite(each) : each)) : declared,
    keyword: keyword === 'var' ? 'var' : 'let',
    attempt: assignedAwait(context, rewrite, target),
    handler,
    after: unpack === null ? after : [lineChunk(unpack), ...after],
  };
}

/**
 * TypeScript: `stats!: Stats`, or of any type. Where the work goes on behind an error, the variable may not have been assigned to,
 * and of `stats!` TypeScript does not see that it was.
 */
function definite(declared: string): string {
  return declared.includes(':') ? declared.replace(':', '!:') : `${declared}: any`;
}

function assignedAwait(context: RenderContext, rewrite: Rewrite, target: string | null): string {
  if (target === null) return awaitedBy(context, rewrite, '');
  if (rewrite.results.form !== 'object') return awaitedBy(context, rewrite, `${target} = `);
  // An object pattern would open a block.
  return awaitedBy(context, rewrite, `(${target} = `, ')');
}

function awaitedBy(context: RenderContext, rewrite: Rewrite, head: string, tail = ''): string {
  return `${head}await ${renderPromise(context, rewrite)}${tail}${context.semicolon}`;
}

function joinBlock(context: RenderContext, chunks: readonly Chunk[]): string {
  return joinChunks(chunks, context.semicolon, ({ statement }) => context.awaitedIn(statement) !== null);
}

function errorName(context: RenderContext, { site }: Rewrite): string {
  const variable = site.error?.variable;
  return variable ? nameOf(context, variable) : 'err';
}

function isErrorRead(rewrite: Rewrite, node: TSESTree.Node): boolean {
  const dropped = madeTestOf(rewrite)?.left;
  return rewrite.site.error?.variable?.references.some(
    ({ identifier }) => contains(node, identifier) && !(dropped && contains(dropped, identifier)),
  ) ?? false;
}

function isResult({ source }: RenderContext, { site }: Rewrite, node: TSESTree.Node): boolean {
  return site.results.some((parameter) =>
    variablesOf(source, site.callback, parameter).some(({ references }) =>
      references.some(({ identifier }) => identifier === node),
    ),
  );
}
