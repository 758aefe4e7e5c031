import type { FunctionNode, Scope, Source } from '@uncallback/detector';

/**
 * How a callback uses its `arguments`: `cb.apply(this, arguments)` reads them, and an array could replace them.
 *
 * @returns `written` where an array could not: an element is changed, a parameter is changed (which in sloppy code changes
 *   `arguments` as well), or `arguments.callee` is used
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

/** The references to the `arguments` of a function, in itself and in the arrow functions in it; an arrow function has none of its own. */
export function referencesToArguments({ scopeManager }: Source, fn: FunctionNode): readonly Scope.Reference[] {
  if (fn.type === 'ArrowFunctionExpression') return [];
  return scopeManager.acquire(fn, true)?.set.get('arguments')?.references ?? [];
}
