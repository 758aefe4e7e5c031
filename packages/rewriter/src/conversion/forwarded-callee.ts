import type { Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { CalleeForm, ForwardedCallee, RewriteOptions } from '../plan/types.js';
import type { Candidates } from './candidates.js';
import { promisedCallee } from './promised-callee.js';
import type { Candidate } from './types.js';

/**
 * The callee of a call that forwards its host's callback, `driver.read(key, cb)`: a function that loses its own callback returns a
 * promise, any other one is promisified.
 *
 * @param host the host, whose other calls of the callback show that it is error-first
 * @returns null where the callee can not be promisified, see `promisedCallee`
 */
export function forwardedCallee(source: Source, call: TSESTree.CallExpression, host: Pick<Candidate, 'isErrorFirst'>, candidates: Candidates, options: RewriteOptions): ForwardedCallee | null {
  const own = candidates.calleeOf(call);
  const imported = candidates.importedBy(call)?.form;
  if (own?.form === 'flow') return forwardedFlow(own);
  if (own) return { callee: own, results: imported?.results ?? null, errorCount: imported?.errorCount ?? 'unknown' };
  return promisedCallee(source, call, host.isErrorFirst, options, isStatementOfBlock(call));
}

/**
 * What straight code in place of a control-flow call returns: nothing, a list, or what its last task does. With an error, the library passes the results so
 * far as well; a callback form passes undefined in their place, see docs/decisions/0034-partial-results-beside-an-error.md.
 */
function forwardedFlow(callee: Extract<CalleeForm, { form: 'flow' }>): ForwardedCallee {
  const { kind } = callee.flow;
  const passesNothing = kind === 'each' || kind === 'each-series';
  return { callee, results: passesNothing ? 'none' : kind === 'waterfall' ? null : 'one', errorCount: passesNothing ? 1 : kind === 'waterfall' ? 'unknown' : 2 };
}

/** Whether a call is all that a statement of a block does or returns, so that a declaration can come in front of it. */
function isStatementOfBlock({ parent }: TSESTree.CallExpression): boolean {
  return (parent.type === 'ExpressionStatement' || parent.type === 'ReturnStatement') && parent.parent.type === 'BlockStatement';
}
