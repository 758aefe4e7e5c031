import { createHash } from 'node:crypto';

import { type Source, isFunction } from '@uncallback/detector';
import { type FunctionPlan, nameOfFunction } from '@uncallback/rewriter';

/** The id of a function's rewrites for records: the first 16 hexadecimal digits of a hash of the text of its outermost calls. */
export function identifyFunction({ id }: FunctionPlan): string {
  return hash(id);
}

/**
 * The id of a function that changes as a whole: a hash of its own text, white space collapsed. Unlike its calls, that does not depend on what
 * becomes of the functions that it calls. Of a module outside of its functions, the id by its calls.
 */
export function identifyWhole(fn: FunctionPlan, { text }: Source): string {
  return isFunction(fn.host) ? hash(text.slice(...fn.host.range).replace(/\s+/g, ' ')) : identifyFunction(fn);
}

/** The ids by which records may know a function: single callbacks and whole functions are tried with different ones. */
export function idsOf(fn: FunctionPlan, source: Source): readonly string[] {
  return [identifyFunction(fn), identifyWhole(fn, source)];
}

/** What a function is known by while functions in it are rewritten: its name, or the text in front of it in the call that it is passed to. */
export function labelOf({ host }: FunctionPlan, { text }: Source): string {
  if (!isFunction(host)) return '';
  return nameOfFunction(host) ?? text.slice(host.parent.range[0], host.range[0]).replace(/\s+/g, ' ');
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
