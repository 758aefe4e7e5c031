import type { FunctionSummary, ImportedName } from '@uncallback/detector';

import type { ExportedValue, FileSummary } from './file-summary.js';

type HandlerSummary = NonNullable<FunctionSummary['last'][number]>;
type TimingTerm = HandlerSummary['onSuccess'];

/**
 * The specifiers, such as `./store`, of the files that a summary refers to.
 *
 * @param part `exports`: only those that its exports depend on, as in `module.exports = require('./store')`; `all`: also those that it calls
 */
export function specifiersOf({ exports, functions, uses }: FileSummary, part: 'all' | 'exports' = 'all'): readonly string[] {
  const names = [...(part === 'all' ? uses : []), ...namesInValue(exports), ...functions.flatMap(namesInFunction)];
  return [...new Set(names.map(({ specifier }) => specifier))];
}

function namesInValue({ from, members }: ExportedValue): readonly ImportedName[] {
  return [...from, ...Object.values(members).flatMap(namesInValue)];
}

/** The functions of other files that the summary of a function depends on. */
export function namesInFunction({ parameters, last, returnedCalls }: FunctionSummary): readonly ImportedName[] {
  return [...returnedCalls, ...[...parameters, ...last].flatMap((handler) => (handler ? namesInHandler(handler) : []))];
}

function namesInHandler({ forwards, bothFrom, onSuccess, onError, forwardedInTry }: HandlerSummary): readonly ImportedName[] {
  return [...[...forwards, ...bothFrom].map(({ callee }) => callee), ...[onSuccess, onError, forwardedInTry].flatMap(namesInTerm)];
}

function namesInTerm(term: TimingTerm): readonly ImportedName[] {
  if (typeof term === 'string') return [];
  if ('oneOf' in term) return term.oneOf.flatMap(namesInTerm);
  return 'place' in term ? [...namesInTerm(term.place), ...namesInTerm(term.timing)] : [term.callee];
}
