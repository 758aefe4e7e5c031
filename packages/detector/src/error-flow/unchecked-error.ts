import { isIgnoredName } from '../vocabulary/parameter-names.js';
import { nodesOf } from '../source/file-nodes.js';
import { matchParameterName } from '../syntax/names.js';
import { type FunctionNode, parametersOf } from '../syntax/function-node.js';
import type { CallbackSite } from '../site.js';
import type { Source } from '../source/source.js';

/** What a comment says where an error is ignored on purpose. */
const ignoringWords = /\bignor(?:e|ed|ing)\b|\bon purpose\b|\bdeliberate(?:ly)?\b|\bbest[ -]effort\b/i;

/**
 * Whether the error of a callback is not checked on some path, and nothing says that it is ignored on purpose: the name of its
 * parameter, or a comment of the callback, where it is never looked at.
 *
 * @param isIgnored tells which names of the parameter say so
 */
export function hasUncheckedError(source: Source, { callback, error }: CallbackSite, isIgnored: (name: string) => boolean = isIgnoredName): boolean {
  if (!error?.gap) return false;
  const name = matchParameterName(parametersOf(callback)[0])?.name;
  return error.handling !== 'unchecked' || !((name !== undefined && isIgnored(name)) || saysIgnored(source, callback));
}

/** `() => { // errors do not matter here, ignored }`: a comment of the callback's own, not of a function inside. */
function saysIgnored(source: Source, callback: FunctionNode): boolean {
  const isIn = ([start, end]: readonly [number, number], outer: readonly [number, number]): boolean => outer[0] <= start && end <= outer[1];
  return (source.ast.comments ?? []).some(
    ({ value, range }) =>
      isIn(range, callback.range) &&
      ignoringWords.test(value) &&
      !nodesOf(source).functions.some((inner) => inner !== callback && isIn(inner.range, callback.range) && isIn(range, inner.range)),
  );
}
