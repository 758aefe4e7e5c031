// Last step of the rendering where control-flow calls are replaced: makes straight code of the functions that were called in place.

import type { Source } from '@uncallback/detector';

import type { FunctionPlan } from '../plan/types.js';
import { type Edit, applyEdits } from '../render/edits/edit.js';
import { renderRewrites } from '../render/render.js';
import type { Span } from '../syntax/span.js';
import { composeEdits } from './compose-edits.js';
import { dissolve } from './dissolve.js';

/**
 * Renders plans as `renderRewrites` does, with straight code in place of control-flow calls.
 *
 * @param parse parses JavaScript; what it throws is thrown
 */
export function renderStraight(source: Source, functions: readonly FunctionPlan[], parse: (text: string) => Source): readonly Edit[] {
  const edits = renderRewrites(source, functions);
  return replacesFlow(functions) ? straighten(source.text, edits, parse) : edits;
}

/** Whether straight code takes the place of a control-flow call. */
export function replacesFlow(functions: readonly FunctionPlan[]): boolean {
  const callees = functions.flatMap(({ sites, body }) => [...sites.map(({ callee }) => callee), ...body.completions.map(({ forwarded }) => forwarded?.callee)]);
  return callees.some((callee) => callee?.form === 'flow');
}

/** Nested control-flow calls are dissolved one level at a time. */
const maxLevels = 32;

/**
 * Dissolves the async functions in place that edits have written, and removes imports that nobody uses afterwards.
 *
 * @param edits the edits of the original text, sorted
 * @param parse parses the result; what it throws is thrown
 * @returns the edits of the original text that lead to the straight code
 */
export function straighten(original: string, edits: readonly Edit[], parse: (text: string) => Source): readonly Edit[] {
  let all = edits;
  for (let level = 0; level < maxLevels; level += 1) {
    const spans = spansOf(all);
    const isNew = ([start, end]: Span): boolean => spans.some(([from, to]) => from <= start && end <= to);
    const more = dissolve(parse(applyEdits(original, all)), isNew);
    if (more.length === 0) break;
    all = composeEdits(all, more);
  }
  return all;
}

/** Where the texts of edits are in the result. */
function spansOf(edits: readonly Edit[]): readonly Span[] {
  let shift = 0;
  return edits.map(({ range: [start, end], text }) => {
    const from = start + shift;
    shift += text.length - (end - start);
    return [from, from + text.length];
  });
}
