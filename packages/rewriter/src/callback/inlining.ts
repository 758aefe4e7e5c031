// Finds named callbacks whose body can move to their only call, so that their declaration goes away.

import { type CallbackSite, type Scope, type Source, contains } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * The declaration of a named callback whose body can move to its only call: `function done(err, text) { ... }` for `load(path, done);`.
 *
 * @returns the statement that the rewrite removes; null where the callback is not passed by its name, is used more than once, or where a
 *   name in it would mean another variable in the new place
 */
export function matchInlinable(source: Source, { call, argument, callback }: CallbackSite): TSESTree.Statement | null {
  const identifier = argument.type === 'CallExpression' && argument.callee.type === 'MemberExpression' ? argument.callee.object : argument;
  if (identifier.type !== 'Identifier' || contains(callback, call)) return null;
  const declaration = declarationOf(callback);
  const owner = callback.type === 'FunctionDeclaration' ? callback : callback.parent;
  const variable = source.scopeManager.getDeclaredVariables(owner).find(({ name }) => name === identifier.name);
  if (!declaration || !variable || variable.defs.length !== 1) return null;
  const uses = variable.references.filter((reference) => !reference.init);
  if (uses.length !== 1 || uses[0]?.identifier !== identifier) return null;
  const target = uses[0].from;
  const scope = source.scopeManager.acquire(callback, true);
  return scope?.through.every((reference) => refersToSameVariable(reference, target)) === true ? declaration : null;
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

/** Whether a name refers to the same variable when it is looked up from another scope. */
function refersToSameVariable({ identifier, resolved }: Scope.Reference, from: Scope.Scope): boolean {
  for (let scope: Scope.Scope | null = from; scope; scope = scope.upper) {
    const variable = scope.set.get((identifier as TSESTree.Identifier).name);
    // A global variable of the environment, such as `process`, has no definition.
    if (variable && variable.defs.length > 0) return variable === resolved;
  }
  return resolved === null || resolved.defs.length === 0;
}
