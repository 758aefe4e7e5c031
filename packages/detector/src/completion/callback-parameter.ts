import type { TSESTree } from '@typescript-eslint/types';

import type { FileContext } from '../classify/file-context.js';
import type * as Scope from '../scope/scope.js';
import { type FunctionNode, parametersOf } from '../syntax/function-node.js';
import { calleeName, matchParameterName, matchPropertyName } from '../syntax/names.js';
import { isCalled } from '../syntax/surroundings.js';
import { isRequestPair } from '../vocabulary/callback-kinds.js';
import { isCallbackName } from '../vocabulary/parameter-names.js';
import { hasRole } from '../vocabulary/vocabulary.js';

/** The variable of a parameter if the function calls or forwards it as an error-first callback, or null. */
export function matchCallbackParameter(
  host: FunctionNode,
  parameter: TSESTree.Parameter,
  index: number,
  { bindings, functions }: FileContext,
): Scope.Variable | null {
  const name = matchParameterName(parameter);
  const variable = name && bindings.variableOf(name);
  if (!variable || variable.references.length === 0 || isExecutor(host) || hasRole(name.name, 'failure-callback')) return null;
  const later = parametersOf(host).slice(index + 1);
  if (later.length > 0 && !variable.references.some(({ identifier }) => isCalled(identifier))) return null;
  // In `each(list, iteratee, callback)` a function in front of another callback is called for each item.
  if (later.some((each) => isCallbackName(matchParameterName(each)?.name ?? ''))) return null;
  if (variable.references.some((each) => isAssignedToOther(each) || isReadAsObject(each))) return null;
  const protocol = functions.protocolOfParameter(host, index);
  return protocol === 'error-first' || protocol === 'likely-error-first' ? variable : null;
}

/** Whether a reference assigns the parameter to another variable, `callback = options`: it holds the callback only if arguments are left out. */
function isAssignedToOther({ identifier }: Scope.Reference): boolean {
  const { parent } = identifier;
  return parent.type === 'AssignmentExpression' && parent.right === identifier && parent.left.type === 'Identifier';
}

/** Whether a reference calls a method that functions do not have: `path.startsWith(root)`. */
function isReadAsObject({ identifier }: Scope.Reference): boolean {
  const { parent } = identifier;
  const name = parent.type === 'MemberExpression' && parent.object === identifier ? matchPropertyName(parent) : null;
  return name !== null && isCalled(parent) && !hasRole(name, 'function-method');
}

/** Whether a function is the executor of a promise: `new Promise(function (resolve, reject) {})`. */
function isExecutor({ parent }: FunctionNode): boolean {
  return parent?.type === 'NewExpression' && hasRole(calleeName(parent), 'makes-promise');
}

/** Whether a function takes a request and a response. Sending the response, `res.end()`, is another way to complete it than `next()`. */
export function isMiddleware(host: FunctionNode): boolean {
  return isRequestPair(parametersOf(host).map((parameter) => matchParameterName(parameter)?.name ?? ''));
}
