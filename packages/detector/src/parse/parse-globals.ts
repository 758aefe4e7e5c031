import { Variable } from '../scope/scope-classes.js';
import type { ScopeManager } from '../scope/scope.js';
import { namesWith } from '../vocabulary/vocabulary.js';

/** The mutable fields of a scope, which `Scope` declares as read-only. */
interface OpenScope {
  readonly set: Map<string, Variable>;
  readonly variables: Variable[];
  through: { readonly identifier: { readonly name: string }; resolved: Variable | null }[];
}

/**
 * Completes a fresh scope manager as ESLint does: declares the globals of CommonJS (`require`, `module`, ...) in the global scope and
 * resolves the references to them. References to `var` and functions at the top level of a script, which scope analysis leaves
 * unresolved, are resolved as well.
 *
 * @returns the scope manager that was passed, changed in place
 */
export function withGlobals(scopeManager: ScopeManager): ScopeManager {
  const { globalScope } = scopeManager;
  if (!globalScope) return scopeManager;
  const open = globalScope as unknown as OpenScope;
  for (const name of namesWith('node-global')) {
    if (open.set.has(name)) continue;
    const variable = new Variable(name, globalScope);
    open.variables.push(variable);
    open.set.set(name, variable);
  }
  open.through = open.through.filter((reference) => {
    const variable = open.set.get(reference.identifier.name);
    if (!variable) return true;
    reference.resolved = variable;
    variable.references.push(reference as never);
    return false;
  });
  return scopeManager;
}
