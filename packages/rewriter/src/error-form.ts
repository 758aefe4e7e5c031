import { type CallbackFunction, type Scope, isCallbackName } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import { isReference, matchErrorTest } from './error-test.js';
import { tellsFalsyErrors } from './falsy-error.js';
import type { ErrorForm, Rewrite } from './plan/types.js';
import { exits } from './position.js';
import { contains, expressionOf, isFunction } from './tree.js';

/** What runs with the error, and nothing else does. */
export function handlerOf(error: ErrorForm): TSESTree.Node | null {
  return error.form === 'catch' ? error.handler : error.form === 'choice' ? error.onError : null;
}

/**
 * Classifies what a callback does with its error parameter.
 *
 * @param error the error parameter's variable, or null where there is none
 * @param results the variables of the results that may be given next to an error
 * @param made the calls of the file that are made with an error-first callback
 * @param isSparing whether the callee gives nothing but an error or null and results
 */
export function matchErrorForm(
  callback: CallbackFunction,
  error: Scope.Variable | null,
  results: readonly Scope.Variable[],
  made: ReadonlySet<TSESTree.Node>,
  isSparing: boolean,
): ErrorForm {
  const reads = error?.references ?? [];
  if (!error || reads.length === 0) return { form: 'ignore' };
  const usesResults = results.some((variable) => variable.references.length > 0);
  const settle: ErrorForm = { form: 'settle', asGiven: !isSparing && (usesResults || tellsFalsyErrors(error)) };
  const isPlain = error.defs.length === 1 && isPlainParameter(callback, error) && reads.every((r) => !r.isWrite());
  if (!isPlain) return settle;
  if (callback.body.type !== T.BlockStatement) {
    return matchWhole(callback.body, error, results, made) ?? settle;
  }
  const body = callback.body.body;
  const [first] = body;
  if (!first) return settle;
  if (body.length === 1) {
    const expression = expressionOf(first);
    const whole = expression && matchWhole(expression, error, results, made);
    if (whole) return whole;
  }
  return (first.type === T.IfStatement && matchGuard(first, body.length === 1, error, results)) || settle;
}

function isPlainParameter(callback: CallbackFunction, variable: Scope.Variable): boolean {
  return callback.params.some((parameter) => parameter.type === T.Identifier && parameter === variable.identifiers[0]);
}

function matchGuard(
  guard: TSESTree.IfStatement,
  isAll: boolean,
  error: Scope.Variable,
  results: readonly Scope.Variable[],
): ErrorForm | null {
  const branches = branchesOf(guard, error);
  if (!branches) return null;
  const { handler, otherwise } = branches;
  if (handler && results.some((variable) => isReadInside(variable, handler))) return null;
  const later = error.references.filter(
    ({ identifier }) => !contains(guard.test, identifier) && !(handler && contains(handler, identifier)),
  );
  // Without an exit the rest runs with an error too, unless there is no rest.
  const goesOn = !exits(handler) && !isAll;
  const isUnread = later.length === 0 && results.every(({ references }) => references.length === 0);
  if (goesOn && (!handler || otherwise || !isUnread)) return null;
  if (!later.every(({ identifier }) => isPassedOn(identifier))) return null;
  if (handler && throwsOnly(handler, error)) return { form: 'propagate', guard, otherwise };
  return { form: 'catch', guard, handler, otherwise, goesOn };
}

/** What runs with an error, and what without one. */
function branchesOf(
  guard: TSESTree.IfStatement,
  error: Scope.Variable,
): { readonly handler: TSESTree.Statement | null; readonly otherwise: TSESTree.Statement | null } | null {
  const { test, consequent, alternate } = guard;
  const truth = matchErrorTest(test, error);
  if (truth !== null) return truth ? { handler: consequent, otherwise: alternate } : { handler: alternate, otherwise: consequent };
  return !alternate && matchFirstTest(test, error) ? { handler: guard, otherwise: null } : null;
}

/** `err && rest`, the innermost of `err && a && b`; null where a test does not begin with the error. */
function matchFirstTest(test: TSESTree.Expression, error: Scope.Variable): TSESTree.LogicalExpression | null {
  if (test.type !== T.LogicalExpression || test.operator !== '&&') return null;
  return matchErrorTest(test.left, error) ? test : matchFirstTest(test.left, error);
}

/** The test of the error that a handler need not make any more: `err && ` of `if (err && err.code !== 'ENOENT')`. */
export function madeTestOf({ error, site }: Pick<Rewrite, 'error' | 'site'>): TSESTree.LogicalExpression | null {
  const variable = site.error?.variable;
  return variable && error.form === 'catch' && error.handler === error.guard ? matchFirstTest(error.guard.test, variable) : null;
}

function isReadInside(variable: Scope.Variable, node: TSESTree.Node): boolean {
  return variable.references.some(({ identifier }) => contains(node, identifier));
}

/** Behind its guard the error is null; as an argument it can be written so. */
function isPassedOn(identifier: TSESTree.Node): boolean {
  const { parent } = identifier;
  return parent?.type === T.CallExpression && parent.arguments[0] === identifier;
}

function throwsOnly(handler: TSESTree.Statement, error: Scope.Variable): boolean {
  const statement = handler.type === T.BlockStatement && handler.body.length === 1 ? handler.body[0] : handler;
  return statement?.type === T.ThrowStatement && isReference(statement.argument, error);
}

/** What becomes of the error where the callback is but one expression. */
function matchWhole(
  expression: TSESTree.Expression,
  error: Scope.Variable,
  results: readonly Scope.Variable[],
  made: ReadonlySet<TSESTree.Node>,
): ErrorForm | null {
  return matchForward(expression, error, results) ?? matchChoice(expression, error, results, made);
}

/** `err ? cb(err) : cb(null, value)` */
function matchChoice(
  expression: TSESTree.Expression,
  error: Scope.Variable,
  results: readonly Scope.Variable[],
  made: ReadonlySet<TSESTree.Node>,
): ErrorForm | null {
  if (expression.type !== T.ConditionalExpression) return null;
  const truth = matchErrorTest(expression.test, error);
  if (truth === null) return null;
  const { consequent, alternate } = expression;
  const [onError, onSuccess] = truth ? [consequent, alternate] : [alternate, consequent];
  if (!isPlainCall(onError, made) || !isPlainCall(onSuccess, made)) return null;
  if (isReadInside(error, onSuccess) || results.some((variable) => isReadInside(variable, onError))) return null;
  return { form: 'choice', onError, onSuccess };
}

/** A call without a callback of its own. */
function isPlainCall(node: TSESTree.Expression, made: ReadonlySet<TSESTree.Node>): node is TSESTree.CallExpression {
  return node.type === T.CallExpression && !made.has(node) && !node.arguments.some((argument) => isFunction(argument));
}

/** `cb(err, value)`, where the value can be left out without any effect. */
function matchForward(
  expression: TSESTree.Expression,
  error: Scope.Variable,
  results: readonly Scope.Variable[],
): ErrorForm | null {
  if (expression.type !== T.CallExpression || expression.optional || error.references.length !== 1) return null;
  const [first, ...rest] = expression.arguments;
  if (!first || !isReference(first, error) || !isCallbackCallee(expression.callee)) return null;
  const isSimple = rest.every(
    (argument) => argument.type === T.Identifier || argument.type === T.Literal || argument.type === T.ThisExpression,
  );
  return isSimple && results.every((variable) => !isReadInside(variable, expression.callee))
    ? { form: 'forward', call: expression }
    : null;
}

function isCallbackCallee(callee: TSESTree.Expression): boolean {
  if (callee.type === T.Identifier) return isCallbackName(callee.name);
  return (
    callee.type === T.MemberExpression &&
    !callee.computed &&
    callee.property.type === T.Identifier &&
    isCallbackName(callee.property.name) &&
    (callee.object.type === T.Identifier || callee.object.type === T.ThisExpression)
  );
}
