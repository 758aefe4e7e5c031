// The JSDoc comment of a function that loses its callback.

import { type Source, matchParameterName } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Conversion } from './types.js';

/** A part of a comment: the lines of a tag. */
interface TagLines {
  readonly comment: TSESTree.Comment;
  readonly start: number;
  readonly end: number;
}

/**
 * The lines of a JSDoc comment that describe the callback parameter of a function, up to the next tag: `* @param {Function} cb`.
 *
 * @returns null where the function has no such comment right above its statement
 */
export function callbackTagOf({ ast, text }: Source, { fn, place }: Pick<Conversion, 'fn' | 'place'>): TagLines | null {
  const statement = statementAround(fn);
  const name = nameOfCallback(fn);
  const comment = ast.comments?.findLast(({ type, range }) => type === 'Block' && range[1] <= statement.range[0] && text.slice(range[1], statement.range[0]).trim() === '');
  if (!comment || name === null || place.form === 'property' || !text.startsWith('/**', comment.range[0])) return null;
  const body = text.slice(...comment.range);
  const tag = new RegExp(`^[ \\t]*\\*[ \\t]*@param[ \\t]+(?:\\{[^}\\n]*\\}[ \\t]+)?\\[?${name.replaceAll('$', '\\$')}\\b[^\\n]*\\n`, 'm').exec(body);
  if (!tag) return null;
  const rest = /^(?:[ \t]*\*(?![ \t]*@|\/|[ \t]*\r?\n)[^\n]*\n)*/.exec(body.slice(tag.index + tag[0].length))?.[0] ?? '';
  const start = comment.range[0] + tag.index;
  return { comment, start, end: start + tag[0].length + rest.length };
}

function statementAround(fn: TSESTree.Node): TSESTree.Node {
  let node = fn;
  while (node.parent && !/(?:Statement|Declaration|MethodDefinition|Program)$/.test(node.type)) node = node.parent;
  return node;
}

function nameOfCallback({ params }: Conversion['fn']): string | null {
  return matchParameterName(params.at(-1))?.name ?? null;
}
