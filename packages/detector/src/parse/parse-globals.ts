import { Variable } from '../scope/scope-classes.js';
import type { ScopeManager } from '../scope/scope.js';
import { namesWith } from '../vocabulary/vocabulary.js';

/** A scope as whoever makes it may change it. */
interface OpenScope {
  readonly set: Map<string, Variable>;
  readonly variables: Variable[];
  through: { readonly identifier: { readonly name: string }; resolved: Variable | null }[];
}

/**
 * Does what ESLint does with a fresh scope manager: declares the globals of CommonJS, and resolves the references that
 * the analysis leaves open, those to `var` and functions at the top of a script included.
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
