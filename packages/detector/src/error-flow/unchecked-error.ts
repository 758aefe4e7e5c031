import { isIgnoredName } from '../vocabulary/parameter-names.js';
import { nodesOf } from '../source/file-nodes.js';
import { matchParameterName } from '../syntax/names.js';
import { type FunctionNode, parametersOf } from '../syntax/function-node.js';
import type { CallbackSite } from '../site.js';
import type { Source } from '../source/source.js';

/** The words of a comment that marks an error as intentionally ignored. */
const ignoringWords = /\bignor(?:e|ed|ing)\b|\bon purpose\b|\bdeliberate(?:ly)?\b|\bbest[ -]effort\b/i;

/**
 * Whether a callback does not check its error on some path, and nothing marks this as intentional. For an error that is never read,
 * the name of the parameter, `_err`, or a comment in the callback, `// ignored`, marks it. An error that is checked on some paths only
 * is reported regardless.
 *
 * @param isIgnored whether a parameter name marks an error as ignored; by default names that start with `_` do
 */
export function hasUncheckedError(source: Source, { callback, error }: CallbackSite, isIgnored: (name: string) => boolean = isIgnoredName): boolean {
  if (!error?.gap) return false;
  const name = matchParameterName(parametersOf(callback)[0])?.name;
  return error.handling !== 'unchecked' || !((name !== undefined && isIgnored(name)) || saysIgnored(source, callback));
}

/** Whether a comment in the callback, but not in a function inside it, marks the error as ignored: `// best effort`. */
function saysIgnored(source: Source, callback: FunctionNode): boolean {
  const isIn = ([start, end]: readonly [number, number], outer: readonly [number, number]): boolean => outer[0] <= start && end <= outer[1];
  return (source.ast.comments ?? []).some(
    ({ value, range }) =>
      isIn(range, callback.range) &&
      ignoringWords.test(value) &&
      !nodesOf(source).functions.some((inner) => inner !== callback && isIn(inner.range, callback.range) && isIn(range, inner.range)),
  );
}
