// Finds the variables that hold the callbacks which a host function takes.

import { type FunctionNode, type Scope, type Source, contains, hasRole, isCallbackName, isFunction } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * The variables of a function that hold a callback: a parameter that the function calls, or that has the name of a callback and is
 * used; or such a name in `var cb = arguments[arguments.length - 1];`.
 */
export function callbackVariablesOf(source: Source, host: FunctionNode): readonly Scope.Variable[] {
  return source.scopeManager.acquire(host, true)?.variables.filter(holdsCallback) ?? [];
}

function holdsCallback(variable: Scope.Variable): boolean {
  const [definition] = variable.defs;
  if (!definition) return false;
  const isCalled = variable.references.some(({ identifier }) => {
    const { parent } = identifier;
    return (
      (parent.type === 'CallExpression' && parent.callee === identifier) ||
      // `cb.call(this, err)`
      (parent.type === 'MemberExpression' &&
        parent.object === identifier &&
        parent.property.type === 'Identifier' &&
        hasRole(parent.property.name, 'function-method'))
    );
  });
  const isReferenced = variable.references.some((reference) => !reference.init);
  if ((definition.type as string) === 'Parameter') {
    // `arguments` may pass a parameter on without its name: `load.apply(this, arguments)`.
    const isPassedOn = (variable.scope.set.get('arguments')?.references.length ?? 0) > 0;
    return variable.name !== 'require' && (isCalled || (isCallbackName(variable.name) && (isReferenced || isPassedOn)));
  }
  return (
    definition.node.type === 'VariableDeclarator' &&
    isCallbackName(variable.name) &&
    isReferenced &&
    !isFunction(definition.node.init)
  );
}

/**
 * Whether a callback comes from the caller of its function: it is a parameter, or what it holds is made of the arguments,
 * `var cb = args.pop();`. The name of a variable alone does not show that somebody waits for it to be called: `var next = row;`.
 */
export function isPassedByCaller(callback: Scope.Variable): boolean {
  const seen = new Set<Scope.Variable>();
  const comesFromCaller = (variable: Scope.Variable): boolean => {
    if (seen.has(variable)) return false;
    seen.add(variable);
    if (variable.name === 'arguments' || variable.defs.some(({ type }) => (type as string) === 'Parameter')) return true;
    const values = variable.references.flatMap(({ writeExpr }) => writeExpr ?? []);
    return variable.scope.variables.some((other) => isMentionedIn(other, values) && comesFromCaller(other));
  };
  return comesFromCaller(callback);
}

function isMentionedIn({ references }: Scope.Variable, values: readonly TSESTree.Node[]): boolean {
  return references.some(({ identifier }) => values.some((value) => contains(value, identifier)));
}
