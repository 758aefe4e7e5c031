// Last step of the rendering: makes straight code of control-flow calls, and loops of functions that repeat themselves.

import { type FunctionNode, type Source, contains } from '@uncallback/detector';

import type { FunctionPlan } from '../plan/types.js';
import { type Edit, applyEdits } from '../render/edits/edit.js';
import { renderRewrites } from '../render/render.js';
import type { Span } from '../syntax/span.js';
import { composeEdits } from './compose-edits.js';
import { dissolve } from './dissolve.js';
import { nameOfRepeated, unroll } from './unroll.js';

/**
 * Renders plans as `renderRewrites` does, with straight code in place of control-flow calls.
 *
 * @param parse parses JavaScript; what it throws is thrown
 */
export function renderStraight(source: Source, functions: readonly FunctionPlan[], parse: (text: string) => Source): readonly Edit[] {
  const edits = renderRewrites(source, functions);
  return needsStraightening(functions) ? straighten(source.text, edits, parse, functions) : edits;
}

/** Whether straight code takes the place of a control-flow call, or of a function that repeats itself. */
export function needsStraightening(functions: readonly FunctionPlan[]): boolean {
  return replacesFlow(functions) || namesOfRepeated(functions).size > 0;
}

function replacesFlow(functions: readonly FunctionPlan[]): boolean {
  const callees = functions.flatMap(({ sites, body }) => [...sites.map(({ callee }) => callee), ...body.completions.map(({ forwarded }) => forwarded?.callee)]);
  return callees.some((callee) => callee?.form === 'flow');
}

/** The names of inner functions that become async, complete another function, and start themselves again. */
function namesOfRepeated(functions: readonly FunctionPlan[]): ReadonlySet<string> {
  const steps = functions.flatMap(({ signature }) => (signature.form === 'converted' ? signature.conversion.asyncSteps : []));
  return new Set(steps.flatMap(({ fn, uses }) => (uses.some((use) => use !== fn && contains(fn, use)) ? (nameOfRepeated(fn) ?? []) : [])));
}

/** Nested control-flow calls are dissolved one level at a time. */
const maxLevels = 32;

/**
 * Dissolves the async functions in place that edits have written, removes imports that nobody uses afterwards, and makes loops of functions
 * that repeat themselves.
 *
 * @param edits the edits of the original text, sorted
 * @param parse parses the result; what it throws is thrown
 * @param functions the plans that were rendered
 * @returns the edits of the original text that lead to the straight code
 */
export function straighten(original: string, edits: readonly Edit[], parse: (text: string) => Source, functions: readonly FunctionPlan[]): readonly Edit[] {
  const repeated = namesOfRepeated(functions);
  let all = replacesFlow(functions) ? dissolveAll(original, edits, parse) : edits;
  for (let level = 0; level < maxLevels && repeated.size > 0; level += 1) {
    const isWritten = isWrittenBy(all);
    const more = unroll(parse(applyEdits(original, all)), (fn) => isFunctionNamed(fn, repeated) && isWritten(fn.range));
    if (more.length === 0) break;
    all = composeEdits(all, more);
  }
  return all;
}

function isFunctionNamed(fn: FunctionNode, names: ReadonlySet<string>): boolean {
  const name = nameOfRepeated(fn);
  return name !== null && names.has(name);
}

/** Dissolves the async functions in place, inner ones first. */
function dissolveAll(original: string, edits: readonly Edit[], parse: (text: string) => Source): readonly Edit[] {
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

/** Whether edits have written the first word of something: `async` of a function. */
function isWrittenBy(edits: readonly Edit[]): (range: Span) => boolean {
  const spans = spansOf(edits);
  return ([start]) => spans.some(([from, to]) => from <= start && start < to);
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
