import type { Source } from '@uncallback/detector';

import type { Rewrite } from '../plan/types.js';

/** The fewest lines of arguments for which a promise is made in front of its async block. */
const fewest = 10;

/**
 * Whether the arguments of a call beside its callback have so many lines that they keep their place: the call is made in front of the async block that awaits
 * it, `const pending = promisify(async.map)(list, function (item, next) { ... });`. In the block all these lines would be indented, and a reader of
 * the diff would look for what is different in them.
 */
export function hasLongArguments({ text }: Source, { form, position, callee, call, site: { argument } }: Rewrite): boolean {
  if ((form !== 'async-iife' && form !== 'callbackify') || position.form !== 'statement' || callee?.form === 'flow') return false;
  const [start, end] = argument.range;
  return linesIn(text.slice(call.range[0], start)) + linesIn(text.slice(end, call.range[1])) >= fewest;
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}
