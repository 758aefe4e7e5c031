import { type CallbackSite, type FunctionNode, isCallbackName, isFunction } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/utils';
import type { Scope, SourceCode } from '@typescript-eslint/utils/ts-eslint';

/**
 * The function that takes errors where a callback stands: the completion callback of the nearest enclosing function
 * that has one, or `reject` of an executor.
 *
 * @returns its name; null where there is none, or where the name means something else inside the callback
 */
export function findErrorReceiver(sourceCode: Readonly<SourceCode>, { callback, call }: CallbackSite): string | null {
  for (let node: TSESTree.Node | undefined = call; node; node = node.parent) {
    if (!isFunction(node)) continue;
    const name = matchReject(node) ?? matchCompletion(node);
    if (name !== null) return isVisible(sourceCode, name, callback, node) ? name : null;
  }
  return null;
}

function matchReject({ parent, params: [, reject] }: FunctionNode): string | null {
  const isExecutor =
    parent.type === 'NewExpression' && parent.callee.type === 'Identifier' && parent.callee.name === 'Promise';
  return isExecutor && reject?.type === 'Identifier' ? reject.name : null;
}

function matchCompletion({ params }: FunctionNode): string | null {
  const last = params.at(-1);
  return last?.type === 'Identifier' && isCallbackName(last.name) ? last.name : null;
}

/** Whether a name means, inside `from`, the variable that `owner` declares. */
function isVisible(
  { scopeManager }: Readonly<SourceCode>,
  name: string,
  from: TSESTree.Node,
  owner: TSESTree.Node,
): boolean {
  for (let scope: Scope.Scope | null = scopeManager?.acquire(from) ?? null; scope; scope = scope.upper) {
    if (scope.set.has(name)) return scope.block === owner;
  }
  return false;
}
