import { type CallbackSite, type FunctionNode, type Source, contains, insideSameFunction, isFunction, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isCalledDespiteError } from '../callback/error-branch.js';
import { catchesThrows, endsWithError, forwardingCallOf, handlerOf, isIgnored, readsResultsOnError, rejects } from '../error-forms/questions.js';
import { evaluationMayThrow } from '../syntax/evaluation.js';
import { throwsAtOnce } from '../syntax/throws-at-once.js';
import type { CalleeFacts } from './callee-facts.js';
import type { ErrorForm, ResultForm } from './types.js';

/** What the rules look at: a callback whose error form is known. */
export interface CaptureFacts {
  readonly source: Source;
  readonly site: CallbackSite;
  readonly call: CallbackSite['call'];
  readonly callee: CalleeFacts;
  readonly error: ErrorForm;
  readonly results: ResultForm;
  /** Whether the callee gives either an error or results, never both. */
  readonly followsNodeContract: boolean;
  /** The mentions of the `this` that comes with the results. */
  readonly mentionsOfThis: readonly TSESTree.Node[];
}

interface CaptureRule {
  readonly name: string;
  /** As it follows "captured, since". */
  readonly why: string;
  readonly when: (facts: CaptureFacts) => boolean;
}

/**
 * When error and results must be taken as they were given, `const [err, text] = await new Promise(...)`, although the callback's
 * error form alone would allow a plainer text. The first rule that applies is the one that is reported.
 */
export const captureRules: readonly CaptureRule[] = [
  {
    name: 'forwards-both',
    why: 'the callback forwards error and results together, and nothing shows that the callee gives either, as `exec` gives its output next to an error',
    when: (facts) => forwardingCallOf(facts.error) !== null && mayGiveBoth(facts),
  },
  {
    name: 'result-beside-error',
    why: 'the callback ignores its error, and the callee may give results next to one',
    when: ({ error, results, followsNodeContract }) => isIgnored(error) && results.form !== 'none' && !followsNodeContract,
  },
  {
    name: 'throwing-argument',
    why: 'the callback ignores its error, and another function in the arguments throws, which must not be ignored with it',
    when: ({ source, site, call, error }) =>
      isIgnored(error) && call.arguments.some((other) => other !== site.argument && isFunction(other) && throwsItself(source, other)),
  },
  {
    name: 'throwing-evaluation',
    why: 'nothing is done with an error, and what the evaluation of an argument throws, as in `a.b.c`, must not be lost with it',
    when: ({ source, site, call, error }) => isDoneWithoutError(error) && evaluationMayThrow(source, call, site.argument),
  },
  {
    name: 'missing-result',
    why: 'the call is made with a result of the callback around it even after an error: what it throws then is no error of its own',
    when: ({ source, site, call, error }) => catchesThrows(error) && isCalledDespiteError(source, call, site.argument),
  },
  {
    name: 'taken-apart',
    why: 'a result is taken apart by the parameter, and there may be an error in its place',
    when: ({ error, results }) => takesApart(results) && !rejects(error) && (results.form === 'all' || readsResultsOnError(error)),
  },
  {
    name: 'this-beside-error',
    why: 'the `this` that the callee gives is used where there may be an error, and only comes with results',
    when: ({ error, mentionsOfThis }) => mentionsOfThis.length > 0 && !leavesWithError(error, mentionsOfThis),
  },
  {
    name: 'error-taken-apart',
    why: 'the error is taken as a part of something: `(...all)`, `({ code })`, `(err = null)`',
    when: ({ site: { callback: { params: [first] } } }) => first !== undefined && first.type !== 'Identifier',
  },
];

/** Whether nothing shows that the callee gives either an error or results. */
function mayGiveBoth({ results, callee, followsNodeContract }: CaptureFacts): boolean {
  return results.form === 'object' || (results.form !== 'none' && !followsNodeContract && !callee.givesEither);
}

function throwsItself({ visitorKeys }: Source, { body }: FunctionNode): boolean {
  return someNode(body, visitorKeys, throwsAtOnce, insideSameFunction);
}

/** `if (err) return;`, `if (!err) use(text);`: a `catch` that does nothing. */
function isDoneWithoutError(error: ErrorForm): boolean {
  return error.form === 'catch' && isEmpty(error.handler);
}

function isEmpty(handler: TSESTree.Statement | null): boolean {
  if (handler?.type === 'BlockStatement') return handler.body.every(isEmpty);
  return handler === null || handler.type === 'EmptyStatement' || (handler.type === 'ReturnStatement' && (handler.argument === null || handler.argument.type === 'Literal'));
}

/** Whether a parameter is a pattern, has a default or takes the rest. */
function takesApart(results: ResultForm): boolean {
  if (results.form === 'first') return results.parameter.type !== 'Identifier';
  return results.form === 'all' && results.parameters.some((parameter) => parameter !== null && parameter.type !== 'Identifier');
}

/** Whether nothing is done with an error that needs one of the nodes. */
function leavesWithError(error: ErrorForm, nodes: readonly TSESTree.Node[]): boolean {
  const handler = handlerOf(error);
  return endsWithError(error) && !(handler && nodes.some((node) => contains(handler, node)));
}
