import { type FunctionNode, type Source, nodesOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { propertyNameOf } from './function-shape.js';
import { variableAt } from './variables.js';

// TypeScript: what the declared signature of a function, or of another one with its name, allows.

/** Whether another class of the file overrides a method, so that a method that becomes async would not fit the override's type. */
export function isOverridden(source: Source, host: FunctionNode): boolean {
  const { parent } = host;
  if (parent.type !== 'MethodDefinition' || !(source.isTypeScript === true || nodesOf(source).hasTypes)) return false;
  const name = propertyNameOf(host);
  return nodesOf(source).definitions.some(
    (other) =>
      other.type === 'MethodDefinition' && other !== parent && other.parent.parent.superClass !== null && propertyNameOf(other.value as FunctionNode) === name,
  );
}

/** Whether a function can return a promise as far as its type says: it is async, its result is `void`, `any` or not declared, and it has no overloads. */
export function mayReturnPromise(host: FunctionNode): boolean {
  const type = host.returnType?.typeAnnotation.type;
  const name = propertyNameOf(host);
  const isOverloadedMethod = host.parent.type === 'MethodDefinition' && name !== null && hasOverloads(host.parent.parent, name);
  return !isOverloadedMethod && (type === undefined || type === 'TSVoidKeyword' || type === 'TSAnyKeyword' || host.async);
}

/** Whether a class declares overloads of a method: `load(id: string): void; load(id: number): void;` in front of `load(id) {}`. */
function hasOverloads({ body }: TSESTree.ClassBody, name: string): boolean {
  return body.some(
    (member) =>
      member.type === 'MethodDefinition' &&
      (member.value.type as string) === 'TSEmptyBodyFunctionExpression' &&
      member.key.type === 'Identifier' &&
      member.key.name === name,
  );
}

/**
 * Whether a callee has overloads in this file: a function `load`, or a method `this.load` of the class around the call. The type of
 * `promisify(load)` is made of the last overload only.
 */
export function isOverloaded(source: Source, callee: TSESTree.Expression): boolean {
  if (callee.type === 'Identifier') {
    const definitions = variableAt(source, callee)?.defs ?? [];
    return definitions.length > 1 && definitions.some(({ node }) => node.type === 'TSDeclareFunction');
  }
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'ThisExpression' || callee.property.type !== 'Identifier') return false;
  let node: TSESTree.Node | undefined = callee;
  while (node && node.type !== 'ClassBody') node = node.parent;
  // In ESLint, the parent of a program is null.
  return node ? hasOverloads(node, callee.property.name) : false;
}
