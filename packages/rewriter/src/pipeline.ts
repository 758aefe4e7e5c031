import { type CallbackSite, type Source, detectCallbacks } from '@uncallback/detector';

import { type Edit, applyEdits } from './render/edits/edit.js';
import type { DecideFunction } from './plan/choice.js';
import { refuseFunctions } from './plan/function-plans.js';
import type { ImportedAsync } from './conversion/types.js';
import { lessThan, planFile } from './plan/plan-rewrites.js';
import type { FunctionPlan, RewriteOptions } from './plan/types.js';
import { renderRewrites } from './render/render.js';
import { needsStraightening, straighten } from './straight/straighten.js';
import { verifyRewrite } from './verify/verify.js';

/** What `rewrite` returns for one file. */
export interface RewriteResult {
  /** The rewritten text; the original text where nothing is rewritten or nothing passed the verification. */
  readonly text: string;
  /** The edits that turn the original text into `text`, sorted. */
  readonly edits: readonly Edit[];
  /** All error-first callbacks that were found, rewritten or not. */
  readonly sites: readonly CallbackSite[];
  /** What was planned for each function, with the refusals of the verification. */
  readonly functions: readonly FunctionPlan[];
  /** The functions of other files, of `options.project`, that a user in the file could not call without a callback. */
  readonly dropped: readonly ImportedAsync[];
  /** What is wrong with the result where no function passed the verification; null in all other cases. */
  readonly failure: string | null;
}

type Functions = readonly FunctionPlan[];
type Parse = (text: string) => Source;

/** A file after one set of plans was applied. */
interface Outcome extends Pick<RewriteResult, 'functions' | 'failure' | 'edits'> {
  readonly source: Source;
}

/**
 * The whole rewriter for one file: detects callbacks, plans, renders and verifies. A function whose rewritten text does not pass
 * the verification stays as it was, and its sites are refused with `verification-failed`.
 *
 * @param source a parsed file
 * @param parse parses the result in the way in which the source was parsed; it throws where the text does not parse
 * @param decide leaves out functions; by default none
 * @returns the new text with everything that was found and planned; it throws nothing of its own
 */
export function rewrite(source: Source, parse: Parse, options: RewriteOptions = {}, decide: DecideFunction | null = null): RewriteResult {
  const sites = detectCallbacks(source, options.detect);
  const { functions: chosen, dropped } = planFile(source, sites, options, decide);
  const whole = apply(source, chosen, parse);
  // A function that loses its callback and its users are one unit. Where the file does not pass, all functions keep their callbacks.
  if (typeof whole === 'string' && chosen.some(({ signature }) => signature.form === 'converted')) {
    return { ...rewrite(source, parse, lessThan(options), decide), dropped: options.project?.imported ?? [] };
  }
  const { source: after, edits, functions, failure } = typeof whole === 'string' ? applySound(source, chosen, parse, whole) : { ...whole, functions: chosen, failure: null };
  return { text: after.text, edits, sites, functions, dropped, failure: after === source ? failure : null };
}

/**
 * Applies the plans of the functions that pass alone. The source stays as it was where they do not pass together either.
 *
 * @param failure what is wrong with all plans together
 */
function applySound(current: Source, functions: Functions, parse: Parse, failure: string): Outcome {
  const sound = refuse(functions, (fn) => typeof verifyRewrite(current, functions, renderAlone(current, fn), parse) === 'string');
  const rest = apply(current, sound, parse);
  if (typeof rest !== 'string') return { ...rest, functions: sound, failure };
  return { source: current, edits: [], functions: refuse(functions), failure };
}

/** Renders and verifies some plans; returns the rewritten source, or what is wrong with it. */
function apply(current: Source, functions: Functions, parse: Parse): Pick<Outcome, 'source' | 'edits'> | string {
  const edits = renderRewrites(current, functions);
  if (edits.length === 0) return { source: current, edits };
  const source = verifyRewrite(current, functions, applyEdits(current.text, edits), parse);
  if (typeof source === 'string' || !needsStraightening(functions)) return typeof source === 'string' ? source : { source, edits };
  const straight = straighten(current.text, edits, parse, functions);
  const result = verifyRewrite(current, functions, applyEdits(current.text, straight), parse);
  return typeof result === 'string' ? { source, edits } : { source: result, edits: straight };
}

function renderAlone(source: Source, fn: FunctionPlan): string {
  return applyEdits(source.text, renderRewrites(source, [fn]));
}

/** Turns the rewrites of unsound functions into refusals. */
function refuse(functions: Functions, isUnsound: (fn: FunctionPlan) => boolean = () => true): Functions {
  return refuseFunctions(functions, (fn) => (isUnsound(fn) ? 'verification-failed' : null));
}
