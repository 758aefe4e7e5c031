// The ordered rules by which error and results are captured, `const [err, text] = await new Promise(...)`, instead of awaited in `try`.

import { type CallbackSite, type FunctionNode, type Source, contains, insideSameFunction, isFunction, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isCalledDespiteError } from '../callback/error-branch.js';
import { catchesThrows, endsWithError, forwardingCallOf, handlerOf, isIgnored, readsResultsOnError, rejects } from '../error-forms/questions.js';
import { evaluationMayThrow } from '../syntax/evaluation.js';
import { throwsAtOnce } from '../syntax/throws-at-once.js';
import type { CalleeFacts } from './callee-facts.js';
import type { ErrorForm, ResultForm } from './types.js';

/** What the rules ask about a callback. */
export interface CaptureFacts {
  readonly source: Source;
  readonly site: CallbackSite;
  readonly call: CallbackSite['call'];
  readonly callee: CalleeFacts;
  readonly error: ErrorForm;
  readonly results: ResultForm;
  /** Whether the callee is known to pass either an error or results, never both, as the functions of Node do. */
  readonly followsNodeContract: boolean;
  /** The mentions of the `this` that the callee sets together with the results. */
  readonly mentionsOfThis: readonly TSESTree.Node[];
}

/** A case in which error and results are captured. */
interface CaptureRule {
  readonly name: string;
  /** The reason, to be printed behind "captured, since" in docs/refusals.md. Markdown. */
  readonly why: string;
  readonly when: (facts: CaptureFacts) => boolean;
}

/**
 * The cases in which error and results must be captured side by side, `const [err, text] = await new Promise(...)`, although the error
 * form of the callback alone would allow a plainer text. The order is that of the report: the first rule that applies is printed.
 */
export const captureRules: readonly CaptureRule[] = [
  {
    name: 'forwards-both',
    why: 'the callback forwards error and results together, and the callee may pass both, as `exec` passes its output beside an error',
    when: (facts) => forwardingCallOf(facts.error) !== null && mayGiveBoth(facts),
  },
  {
    name: 'result-beside-error',
    why: 'the callback ignores its error, and the callee may pass results beside an error',
    when: ({ error, results, followsNodeContract }) => isIgnored(error) && results.form !== 'none' && !followsNodeContract,
  },
  {
    name: 'throwing-argument',
    why: 'the callback ignores its error, and another function in the arguments throws: a `catch` that ignores the error would also hide that exception',
    when: ({ source, site, call, error }) =>
      isIgnored(error) && call.arguments.some((other) => other !== site.argument && isFunction(other) && throwsItself(source, other)),
  },
  {
    name: 'throwing-evaluation',
    why: 'nothing is done with an error, and the evaluation of the callee or an argument may throw, as `a.b.c` does: a `catch` would also hide that exception',
    when: ({ source, site, call, error }) => isDoneWithoutError(error) && evaluationMayThrow(source, call, site.argument),
  },
  {
    name: 'missing-result',
    why: 'the call uses a result of the callback around it, and is made even after that callback got an error: a `catch` would take an exception from the missing result for the error of the call',
    when: ({ source, site, call, error }) => catchesThrows(error) && isCalledDespiteError(source, call, site.argument),
  },
  {
    name: 'taken-apart',
    why: 'a parameter destructures a result or has a default, and the result may be missing because of an error',
    when: ({ error, results }) => destructures(results) && !rejects(error) && (results.form === 'all' || readsResultsOnError(error)),
  },
  {
    name: 'this-beside-error',
    why: 'the callback uses the `this` that the callee sets where there may be an error, and a rejection carries no `this`',
    when: ({ error, mentionsOfThis }) => mentionsOfThis.length > 0 && !leavesWithError(error, mentionsOfThis),
  },
  {
    name: 'error-taken-apart',
    why: 'the first parameter is no plain name: `(...all)`, `({ code })`, `(err = null)`',
    when: ({ site: { callback: { params: [first] } } }) => first !== undefined && first.type !== 'Identifier',
  },
];

/** Whether the callee may pass both an error and results, since neither the catalogue nor the file says otherwise. */
function mayGiveBoth({ results, callee, followsNodeContract }: CaptureFacts): boolean {
  return results.form === 'object' || (results.form !== 'none' && !followsNodeContract && !callee.passesErrorOrResults);
}

/** Whether a function's own code has a `throw` that leaves it. */
function throwsItself({ visitorKeys }: Source, { body }: FunctionNode): boolean {
  return someNode(body, visitorKeys, throwsAtOnce, insideSameFunction);
}

/** Whether the `catch` would be empty: `if (err) return;`, `if (!err) use(text);`. */
function isDoneWithoutError(error: ErrorForm): boolean {
  return error.form === 'catch' && isEmpty(error.handler);
}

/** Whether a handler has no effect: only `return;` or `return false;`, or nothing. */
function isEmpty(handler: TSESTree.Statement | null): boolean {
  if (handler?.type === 'BlockStatement') return handler.body.every(isEmpty);
  return handler === null || handler.type === 'EmptyStatement' || (handler.type === 'ReturnStatement' && (handler.argument === null || handler.argument.type === 'Literal'));
}

/** Whether a parameter of the results is a pattern, has a default or takes the rest. */
function destructures(results: ResultForm): boolean {
  if (results.form === 'first') return results.parameter.type !== 'Identifier';
  return results.form === 'all' && results.parameters.some((parameter) => parameter !== null && parameter.type !== 'Identifier');
}

/** Whether the callback ends with an error, and its handler has none of the nodes. */
function leavesWithError(error: ErrorForm, nodes: readonly TSESTree.Node[]): boolean {
  const handler = handlerOf(error);
  return endsWithError(error) && !(handler && nodes.some((node) => contains(handler, node)));
}
