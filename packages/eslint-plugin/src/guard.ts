import { type CallbackSite, hostOf, isFunction, isMiddleware } from '@uncallback/detector';
import type { Edit } from '@uncallback/rewriter';
import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceCode } from '@typescript-eslint/utils/ts-eslint';

import type { Analysis } from './analysis.js';
import { findErrorReceiver } from './error-receiver.js';

/**
 * Renders the statement that checks the error and forwards it: `if (err) return done(err);` with the callback of the nearest
 * enclosing function that has one, `if (err) return reject(err);` in a promise executor, and else `if (err) throw err;`.
 *
 * @param errorName the name of the error parameter
 * @returns null if there is nobody to forward the error to, and what is thrown would end a program that serves requests or events
 */
export function renderGuard(sourceCode: Readonly<SourceCode>, { source, handlers }: Pick<Analysis, 'source' | 'handlers'>, site: CallbackSite, errorName: string): string | null {
  const receiver = findErrorReceiver(source, site);
  if (receiver === null && isInHandler(site.call, handlers)) return null;
  const exit = receiver === null ? `throw ${errorName}` : `return ${receiver}(${errorName})`;
  return `if (${errorName}) ${exit}${semicolonOf(sourceCode)}`;
}

/** Whether a node is in a function that serves requests or events, at any depth. */
function isInHandler(node: TSESTree.Node, handlers: Analysis['handlers']): boolean {
  for (let host = hostOf(node); isFunction(host); host = hostOf(host)) if (handlers.has(host) || isMiddleware(host)) return true;
  return false;
}

/**
 * Renders the edit that inserts a guard into a callback: before the first statement that uses a result although the error may be
 * set, if the error is checked on some paths; else at the beginning of the body. An expression body becomes a block.
 *
 * @returns null if a comment between `=>` and an expression body would be lost
 */
export function placeGuard(sourceCode: Readonly<SourceCode>, site: CallbackSite, guard: string): Edit | null {
  const { body } = site.callback;
  if (body.type !== 'BlockStatement') return placeInArrow(sourceCode, site.callback, body, guard);
  const use = site.error?.handling === 'partial' ? site.error.gap?.use : null;
  const statement = use && findStatement(use, site.callback);
  return statement ? placeBefore(sourceCode, statement, guard) : placeFirst(sourceCode, body, guard);
}

function placeBefore({ text }: Readonly<SourceCode>, { range: [start] }: TSESTree.Node, guard: string): Edit {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const isFirstInLine = text.slice(lineStart, start).trim() === '';
  return { range: [start, start], text: isFirstInLine ? guard + eolOf(text) + indentAt(text, start) : `${endWithSemicolon(guard)} ` };
}

function placeFirst(sourceCode: Readonly<SourceCode>, body: TSESTree.BlockStatement, guard: string): Edit {
  const { text } = sourceCode;
  const start = body.range[0] + 1;
  const next = sourceCode.getFirstToken(body, { skip: 1, includeComments: true });
  const isOneLine = !next || next.loc.start.line === body.loc.start.line;
  const space = isOneLine ? ' ' : eolOf(text) + indentAt(text, next.range[0]);
  const isAlone = next?.range[1] === body.range[1];
  return { range: [start, start], text: space + (isOneLine && !isAlone ? endWithSemicolon(guard) : guard) + (text[start] === '}' ? ' ' : '') };
}

/** The statement with a semicolon, which it needs if another one follows on its line. */
function endWithSemicolon(statement: string): string {
  return statement.endsWith(';') ? statement : `${statement};`;
}

function placeInArrow(
  sourceCode: Readonly<SourceCode>,
  arrow: CallbackSite['callback'],
  body: TSESTree.Node,
  guard: string,
): Edit | null {
  const { text } = sourceCode;
  const sign = sourceCode.getTokenBefore(body, ({ value }) => value === '=>');
  if (!sign || sourceCode.commentsExistBetween(sign, body)) return null;
  const outer = indentAt(text, arrow.range[0]);
  const inner = outer + (outer.startsWith('\t') ? '\t' : '  ');
  const expression = text.slice(sign.range[1], arrow.range[1]).trim();
  const lines = [' {', inner + guard, `${inner}return ${expression}${semicolonOf(sourceCode)}`, `${outer}}`];
  return { range: [sign.range[1], arrow.range[1]], text: lines.join(eolOf(text)) };
}

/** The innermost statement in a block that contains a node and belongs to the callback itself, not to a nested function; or null. */
function findStatement(node: TSESTree.Node, callback: CallbackSite['callback']): TSESTree.Node | null {
  let statement: TSESTree.Node | null = null;
  for (let current: TSESTree.Node = node; current !== callback && current.parent; current = current.parent) {
    // A guard inside a nested function could not return from the callback.
    if ('params' in current) statement = null;
    else if (current.parent.type === 'BlockStatement') statement ??= current;
  }
  return statement;
}

/** `;` if the file has a line that ends with one, else nothing. */
function semicolonOf({ text }: Readonly<SourceCode>): string {
  return /;[\t ]*\r?$/m.test(text) ? ';' : '';
}

function eolOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[\t ]*/.exec(line)?.[0] ?? '';
}
