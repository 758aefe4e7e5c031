import type { TSESTree } from '@typescript-eslint/types';

import type { Chunk } from '../../error-forms/unit.js';
import { dedent } from './layout.js';
import type { Slices } from './slices.js';
import type { Span } from '../../syntax/span.js';

/** The range inside of the braces of a block. */
export function insideOf(block: TSESTree.BlockStatement): Span {
  return [block.range[0] + 1, block.range[1] - 1];
}

/**
 * Splits some statements of a block into chunks, each a statement with its comments. Empty statements are left out, their comments
 * are kept.
 *
 * @param statements adjacent statements of the block, in order
 * @param span the range to split, from the end of the code in front of the statements to the end of the block
 */
export function chunksOf(slices: Slices, statements: readonly TSESTree.Statement[], span: Span): Chunk[] {
  const chunks: Chunk[] = [];
  let [start] = span;
  let isBelow = false;
  let emptyLines = 0;
  for (const statement of statements) {
    if (statement.type === 'EmptyStatement') {
      // The statement in front of it may have included it.
      if (statement.range[0] < start) continue;
      const comments = chunkOf(slices, null, start, statement.range[0]);
      if (comments.text() !== '') chunks.push(comments);
      // `;[1, 2].forEach(show)`: without its guard semicolon, the statement stays on a line of its own.
      emptyLines = Math.max(emptyLines, comments.emptyLines);
      isBelow ||= slices.isFirstOnLine(statement.range[0]);
      [, start] = statement.range;
      continue;
    }
    const end = slices.trailingEnd(slices.endOf(statement), span[1]);
    const chunk = chunkOf(slices, statement, start, end);
    chunks.push({ ...chunk, isBeside: chunk.isBeside && !isBelow, emptyLines: Math.max(chunk.emptyLines, emptyLines) });
    start = end;
    isBelow = false;
    emptyLines = 0;
  }
  const dangling = chunkOf(slices, null, start, span[1]);
  if (dangling.text() !== '') chunks.push(dangling);
  // The code on the line in front of the first chunk is no statement of the block.
  return chunks.map((chunk, index) => (index === 0 ? { ...chunk, isBeside: false } : chunk));
}

function chunkOf(slices: Slices, statement: TSESTree.Statement | null, from: number, end: number): Chunk {
  const gap = /^\s*/.exec(slices.text.slice(from, end))?.[0] ?? '';
  const start = from + gap.length;
  const lineEnds = gap.split('\n').length - 1;
  const base = indentationOf(slices, start, statement);
  const cut = (a: number, b: number): string => dedent(slices.textOf(a, b), base).trim();
  return {
    text: () => cut(start, end),
    emptyLines: Math.max(0, lineEnds - 1),
    isBeside: lineEnds === 0,
    statement,
    lead: statement ? cut(Math.min(start, statement.range[0]), statement.range[0]) : '',
    trail: statement ? cut(slices.endOf(statement), end) : '',
  };
}

/**
 * The white space that is taken off each line of a chunk. A comment in front of the statement does not decide about it if it stands behind
 * the brace of the block, `{ // why`, or is indented less than the statement, as code that was commented out: `//  count++;`.
 */
function indentationOf(slices: Slices, start: number, statement: TSESTree.Statement | null): string {
  const own = slices.indentAt(start);
  if (statement === null || !slices.isFirstOnLine(statement.range[0])) return own;
  const ofStatement = slices.indentAt(statement.range[0]);
  return !slices.isFirstOnLine(start) || ofStatement.length > own.length ? ofStatement : own;
}

/**
 * Joins chunks to the text of a block. Empty lines between them are kept, and statements that shared a line still do if both are short.
 *
 * @param semicolon what ends a statement in this file
 * @param isRewritten whether a chunk is rewritten, so that it gets a line of its own
 */
export function joinChunks(
  chunks: readonly Chunk[],
  semicolon: string,
  isRewritten: (chunk: Chunk) => boolean = () => false,
): string {
  let result = '';
  let wasPlain = false;
  let emptyLines = 0;
  for (const chunk of chunks) {
    const text = chunk.text();
    // Empty lines around a statement that is removed still separate its neighbours.
    emptyLines = Math.max(emptyLines, chunk.emptyLines);
    if (text === '') continue;
    const isPlain = !isRewritten(chunk) && !text.includes('\n') && !chunk.trail.includes('//');
    const gap = chunk.isBeside && isPlain && wasPlain ? ' ' : '\n'.repeat(emptyLines + 1);
    result = result === '' ? text : result + gap + guardFromAsi(text, semicolon);
    wasPlain = isPlain;
    emptyLines = 0;
  }
  return result;
}

/** ASI hazard: in a file without semicolons, puts `;` in front of a text that starts with `(` or the like and would continue the line before. */
export function guardFromAsi(text: string, semicolon: string): string {
  const comments = /^(?:\s*(?:\/\/[^\n]*(?:\n|$)|\/\*[^]*?\*\/))*\s*/.exec(text)?.[0] ?? '';
  const code = text.slice(comments.length);
  return semicolon === '' && /^[([`+\-/]/.test(code) ? `${comments};${code}` : text;
}
