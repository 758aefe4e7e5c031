// Finds named callbacks whose body can move to their only call, so that their declaration goes away.

import { type CallbackSite, type Scope, type Source, contains } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * The declaration of a named callback whose body can move to its only call: `function done(err, text) { ... }` for `load(path, done);`.
 *
 * @returns the statement that the rewrite removes; null where the callback is not passed by its name, is used more than once, or where a
 *   name in it would mean another variable in the new place
 */
export function matchInlinable(source: Source, site: CallbackSite): TSESTree.Statement | null {
  const named = matchNamed(source, site);
  return named?.scope.through.every((reference) => meansSame(reference, named.target)) === true ? named.declaration : null;
}

/**
 * The functions and blocks around a call that have a variable of the same name as one that its named callback uses, so that the body of the
 * callback cannot move to the call: `function (row) { ... }` around `load(show)`, where `show` reads another `row` outside of it.
 */
export function scopesHidingNames(source: Source, site: CallbackSite): readonly TSESTree.Node[] {
  const named = matchNamed(source, site);
  if (!named) return [];
  const hidden = named.scope.through.filter((reference) => !meansSame(reference, named.target));
  return hidden.flatMap((reference) => (variableFrom(named.target, reference)?.scope.block as TSESTree.Node | undefined) ?? []);
}

/** A named callback that is used only once. */
interface NamedCallback {
  readonly declaration: TSESTree.Statement;
  readonly scope: Scope.Scope;
  /** The scope of its use. */
  readonly target: Scope.Scope;
}

function matchNamed(source: Source, { call, argument, callback }: CallbackSite): NamedCallback | null {
  const identifier = argument.type === 'CallExpression' && argument.callee.type === 'MemberExpression' ? argument.callee.object : argument;
  if (identifier.type !== 'Identifier' || contains(callback, call)) return null;
  const declaration = declarationOf(callback);
  const owner = callback.type === 'FunctionDeclaration' ? callback : callback.parent;
  const variable = source.scopeManager.getDeclaredVariables(owner).find(({ name }) => name === identifier.name);
  if (!declaration || !variable || variable.defs.length !== 1) return null;
  const uses = variable.references.filter((reference) => !reference.init);
  const scope = source.scopeManager.acquire(callback, true);
  return scope && uses.length === 1 && uses[0]?.identifier === identifier ? { declaration, scope, target: uses[0].from } : null;
}

/** The statement that declares nothing but the callback; null where there is none. */
function declarationOf(callback: CallbackSite['callback']): TSESTree.Statement | null {
  if (callback.type === 'FunctionDeclaration') return isBlock(callback.parent) ? (callback as TSESTree.Statement) : null;
  const declarator = callback.parent;
  if (declarator.type !== 'VariableDeclarator' || declarator.init !== callback) return null;
  const declaration = declarator.parent;
  return declaration.declarations.length === 1 && isBlock(declaration.parent) ? declaration : null;
}

function isBlock(node: TSESTree.Node | undefined): boolean {
  return node?.type === 'BlockStatement' || node?.type === 'Program';
}

/** The variable that a reference of a callback would mean if it were looked up from another scope; null for one of the environment. */
function variableFrom(scope: Scope.Scope, { identifier }: Scope.Reference): Scope.Variable | null {
  for (let outer: Scope.Scope | null = scope; outer; outer = outer.upper) {
    const variable = outer.set.get((identifier as TSESTree.Identifier).name);
    // A global variable of the environment, such as `process`, has no definition.
    if (variable && variable.defs.length > 0) return variable;
  }
  return null;
}

/** Whether a reference of a callback means the same variable where the callback is used. */
function meansSame(reference: Scope.Reference, target: Scope.Scope): boolean {
  const { resolved } = reference;
  return variableFrom(target, reference) === (resolved && resolved.defs.length > 0 ? resolved : null);
}
