// Comments for a tool about the line below them, which have to stay above the line of the call.

import type { Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Rewrite } from '../../plan/types.js';

/** The comment that moves with the call of a rewrite to the line that has it afterwards; null for none. */
export function movedDirectiveOf(source: Source, { form, position }: Rewrite): TSESTree.Comment | null {
  const isReplaced = position.form === 'statement' && form !== 'fire-and-forget' && form !== 'promise';
  return isReplaced ? lineDirectiveOf(source, position.statement) : null;
}

/**
 * The comment right above a statement of a block that is about the first line of it: `// @ts-expect-error the types are old`,
 * `// eslint-disable-next-line no-sync`.
 *
 * @returns null where there is none on a line of its own
 */
export function lineDirectiveOf({ ast, text }: Source, { parent, range: [start] }: TSESTree.Node): TSESTree.Comment | null {
  if (parent?.type !== 'BlockStatement' && parent?.type !== 'Program') return null;
  const comment = ast.comments?.findLast(({ range }) => range[1] <= start);
  if (!comment || !/next-line\b|@ts-(?:ignore|expect-error)\b/.test(comment.value)) return null;
  const isOnOwnLine = /(?:^|\n)[ \t]*$/.test(text.slice(0, comment.range[0]).slice(-200));
  return isOnOwnLine && /^[ \t]*\r?\n[ \t]*$/.test(text.slice(comment.range[1], start)) ? comment : null;
}

/**
 * Puts a comment above the line of a text that has the callee, or above its first line: `await new Promise((resolve) => {` may be in front.
 *
 * @param callee the text of the callee, of which the first line is looked for
 */
export function withLineDirective(text: string, comment: string, callee: string): string {
  const [name = ''] = callee.split('\n');
  const lines = text.split('\n');
  const index = Math.max(0, lines.findIndex((line) => line.includes(name)));
  const space = /^\s*/.exec(lines[index] ?? '')?.[0] ?? '';
  return [...lines.slice(0, index), space + comment, ...lines.slice(index)].join('\n');
}
