import { type FunctionNode, type Host, hasRole, isFunction } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

// How a function is written: as a method, an accessor, the value of a property.

/** `{ load() {} }`, and any member function of a class. */
export function isMethod(host: FunctionNode): boolean {
  return (host.parent.type === 'Property' && host.parent.method) || host.parent.type === 'MethodDefinition';
}

/** `get size() {}`, `set size(value) {}`, `constructor() {}`: these cannot be `async`. */
export function isAccessorOrConstructor({ parent }: FunctionNode): boolean {
  return (
    (parent.type === 'Property' && parent.kind !== 'init') ||
    (parent.type === 'MethodDefinition' && parent.kind !== 'method')
  );
}

/** `toJSON() {}`, `[Symbol.iterator]() {}`: the language itself calls the function and reads what it returns. */
export function isCalledByLanguage(host: FunctionNode): boolean {
  const { parent } = host;
  const isComputed =
    ((parent.type === 'Property' || parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition') && parent.computed) ||
    (parent.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression' && isSymbol(parent.left.property));
  return isComputed || hasRole(propertyNameOf(host) ?? '', 'called-by-language');
}

/** `Symbol.iterator` */
function isSymbol(key: TSESTree.Node): boolean {
  return key.type === 'MemberExpression' && key.object.type === 'Identifier' && key.object.name === 'Symbol';
}

/**
 * The name of the property whose value a function is: `x` of `exports.x = function () {}`, `{ x: function () {} }`, `{ x() {} }` and
 * class members.
 *
 * @returns null for a function that is no property's value, or whose key is neither a name nor a literal
 */
export function propertyNameOf(host: FunctionNode): string | null {
  const { parent } = host;
  const key =
    parent.type === 'AssignmentExpression' && parent.right === host && parent.left.type === 'MemberExpression'
      ? parent.left.property
      : parent.type === 'Property' || parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition'
        ? parent.key
        : null;
  if (key?.type === 'Identifier' || key?.type === 'PrivateIdentifier') return key.name;
  return key?.type === 'Literal' ? String(key.value) : null;
}

/** The name by which a function is known: its own, that of its variable or of its property; null for one without a name, and a module. */
export function nameOfFunction(host: Host): string | null {
  if (!isFunction(host)) return null;
  const { parent } = host;
  const variable = parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id.name : null;
  return propertyNameOf(host) ?? host.id?.name ?? variable;
}
