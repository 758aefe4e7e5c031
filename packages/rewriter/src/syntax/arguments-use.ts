import type { FunctionNode, Scope, Source } from '@uncallback/detector';

/**
 * Whether a callback reads its `arguments` so that an array could take their place.
 *
 * @returns `written` where they are changed, or a parameter is, which would change them too
 */
export function matchArgumentsUse(source: Source, callback: FunctionNode): 'none' | 'read' | 'written' {
  const references = referencesToArguments(source, callback);
  if (references.length === 0) return 'none';
  const isParameterWritten = source.scopeManager
    .getDeclaredVariables(callback)
    .some((variable) => variable.references.some((reference) => reference.isWrite()));
  const isWritten = references.some(({ identifier: { parent } }) => {
    if (parent.type !== 'MemberExpression') return false;
    const target = parent.parent;
    return (
      (target.type === 'AssignmentExpression' && target.left === parent) ||
      target.type === 'UpdateExpression' ||
      (parent.property.type === 'Identifier' && !parent.computed && parent.property.name === 'callee')
    );
  });
  return isWritten || isParameterWritten ? 'written' : 'read';
}

/** Where a function, or an arrow function in it, mentions the `arguments` it was called with. */
export function referencesToArguments({ scopeManager }: Source, fn: FunctionNode): readonly Scope.Reference[] {
  if (fn.type === 'ArrowFunctionExpression') return [];
  return scopeManager.acquire(fn, true)?.set.get('arguments')?.references ?? [];
}
