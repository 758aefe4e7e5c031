import { type CallbackSite, type FunctionNode, type Scope, type Source, isCallbackName, isFunction } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/utils';

/**
 * Finds the function to which an error can be passed inside a callback: the completion callback of the nearest enclosing
 * function that has one, or the `reject` of an enclosing `new Promise(...)`.
 *
 * @returns its name, such as `done`; null if there is none, or if the name refers to another variable inside the callback
 */
export function findErrorReceiver(source: Pick<Source, 'scopeManager'>, { callback, call }: CallbackSite): string | null {
  for (let node: TSESTree.Node | undefined = call; node; node = node.parent) {
    if (!isFunction(node)) continue;
    const name = matchReject(node) ?? matchCompletion(node);
    if (name !== null) return isVisible(source, name, callback, node) ? name : null;
  }
  return null;
}

/** The second parameter of a promise executor. */
function matchReject({ parent, params: [, reject] }: FunctionNode): string | null {
  const isExecutor =
    parent.type === 'NewExpression' && parent.callee.type === 'Identifier' && parent.callee.name === 'Promise';
  return isExecutor && reject?.type === 'Identifier' ? reject.name : null;
}

/** The last parameter of a function, if its name is one of a callback. */
function matchCompletion({ params }: FunctionNode): string | null {
  const last = params.at(-1);
  return last?.type === 'Identifier' && isCallbackName(last.name) ? last.name : null;
}

/** Whether a name refers, inside `from`, to the variable that `owner` declares. */
function isVisible(
  { scopeManager }: Pick<Source, 'scopeManager'>,
  name: string,
  from: TSESTree.Node,
  owner: TSESTree.Node,
): boolean {
  for (let scope: Scope.Scope | null = scopeManager.acquire(from); scope; scope = scope.upper) {
    if (scope.set.has(name)) return scope.block === owner;
  }
  return false;
}
