import { Variable } from '@typescript-eslint/scope-manager';

import type * as Scope from './scope.js';

const commonJsGlobals = ['require', 'module', 'exports', '__dirname', '__filename'];

/**
 * Does what ESLint does with a fresh scope manager: declares the globals of CommonJS, and resolves the references that
 * the analysis leaves open, those to `var` and functions at the top of a script included.
 */
export function declareGlobals(scopeManager: Scope.ScopeManager): void {
  const { globalScope } = scopeManager;
  if (!globalScope) return;
  for (const name of commonJsGlobals) if (!globalScope.set.has(name)) declare(globalScope, name);
  globalScope.through = globalScope.through.filter((reference) => {
    const variable = globalScope.set.get(reference.identifier.name);
    if (!variable) return true;
    reference.resolved = variable;
    variable.references.push(reference);
    return false;
  });
}

function declare(scope: Scope.Scope, name: string): void {
  const variable = new Variable(name, scope as never) as unknown as (typeof scope.variables)[number];
  scope.variables.push(variable as never);
  scope.set.set(name, variable as never);
}
