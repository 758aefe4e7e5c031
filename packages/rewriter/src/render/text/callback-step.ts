import type { FunctionNode } from '@uncallback/detector';

import type { Slices } from './slices.js';

/**
 * One step of indentation at the place of a callback: the one of its body, since a file may mix styles.
 *
 * @param usual the step of the file, for a callback on one line or with an unusual indentation
 */
export function stepOf(slices: Slices, { body }: FunctionNode, usual: string): string {
  const [first] = body.type === 'BlockStatement' ? body.body : [];
  if (!first || !slices.isFirstOnLine(first.range[0]) || !slices.isFirstOnLine(body.range[1] - 1)) return usual;
  const [inner, outer] = [slices.indentAt(first.range[0]), slices.indentAt(body.range[1] - 1)];
  const step = inner.startsWith(outer) ? inner.slice(outer.length) : '';
  return /^(?:\t| {2,4}| {8})$/.test(step) ? step : usual;
}
