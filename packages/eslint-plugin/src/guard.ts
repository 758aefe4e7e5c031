import type { CallbackSite } from '@uncallback/detector';
import type { Edit } from '@uncallback/rewriter';
import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceCode } from '@typescript-eslint/utils/ts-eslint';

import { findErrorReceiver } from './error-receiver.js';

/**
 * The statement that hands an error on as the surroundings of a callback do: to the callback of the nearest enclosing
 * function that takes one, to `reject` in an executor, and by `throw` where there is neither.
 *
 * @param errorName the name of the error parameter
 */
export function renderGuard(sourceCode: Readonly<SourceCode>, site: CallbackSite, errorName: string): string {
  const receiver = findErrorReceiver(sourceCode, site);
  const handOn = receiver === null ? `throw ${errorName}` : `return ${receiver}(${errorName})`;
  return `if (${errorName}) ${handOn}${semicolonOf(sourceCode)}`;
}

/**
 * The edit that puts a guard where the callback goes on although its error may be set: in front of the statement that
 * does so if the error was looked at before, or else in front of everything.
 *
 * @returns null where a comment stands in the way
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
  return { range: [start, start], text: guard + (isFirstInLine ? eolOf(text) + indentAt(text, start) : ' ') };
}

function placeFirst(sourceCode: Readonly<SourceCode>, body: TSESTree.BlockStatement, guard: string): Edit {
  const { text } = sourceCode;
  const start = body.range[0] + 1;
  const next = sourceCode.getFirstToken(body, { skip: 1, includeComments: true });
  const isOneLine = !next || next.loc.start.line === body.loc.start.line;
  const space = isOneLine ? ' ' : eolOf(text) + indentAt(text, next.range[0]);
  return { range: [start, start], text: space + guard + (text[start] === '}' ? ' ' : '') };
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

/** The innermost statement of the callback's own blocks that holds a node, or null. */
function findStatement(node: TSESTree.Node, callback: CallbackSite['callback']): TSESTree.Node | null {
  let statement: TSESTree.Node | null = null;
  for (let current: TSESTree.Node = node; current !== callback && current.parent; current = current.parent) {
    // A guard in a function further in could not leave the callback.
    if ('params' in current) statement = null;
    else if (current.parent.type === 'BlockStatement') statement ??= current;
  }
  return statement;
}

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
