import { type CallbackSite, type Scope, type Source, contains } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * The declaration of a named callback that can move into its only use.
 *
 * @returns the statement that goes away; null where the callback is no named function, is used more than once, or would
 *   see other variables in its new place
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
  return scope?.through.every((reference) => seesTheSame(reference, target)) === true ? declaration : null;
}

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

/** Whether a name means the same variable when it is looked up from another scope. */
function seesTheSame({ identifier, resolved }: Scope.Reference, from: Scope.Scope): boolean {
  for (let scope: Scope.Scope | null = from; scope; scope = scope.upper) {
    const variable = scope.set.get((identifier as TSESTree.Identifier).name);
    // A global of the host has no definition.
    if (variable && variable.defs.length > 0) return variable === resolved;
  }
  return resolved === null || resolved.defs.length === 0;
}
