import {
  type FunctionNode,
  type Source,
  functionIndexOf,
  hasRole,
  nodesOf,
  verbOf,
} from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { variableAt } from './variables.js';

/** `new Promise(host)`, of the language or of a module of promises; not `new Server(host)`. */
export function isExecutor(source: Source, host: FunctionNode): boolean {
  const { parent } = host;
  if (parent.type !== 'NewExpression' || parent.arguments[0] !== host) return false;
  const module = functionIndexOf(source).paths.pathOf(parent.callee)?.split('.')[0] ?? '';
  return isPromiseClass(parent.callee) || hasRole(module, 'promise-module');
}

/** `Promise`, `Q.Promise`, `Promise.ES6` */
function isPromiseClass(callee: TSESTree.Expression): boolean {
  return hasRole(verbOf(callee) ?? '', 'makes-promise') || (callee.type === 'MemberExpression' && isPromiseClass(callee.object));
}

export function isMethod(host: FunctionNode): boolean {
  return (host.parent.type === 'Property' && host.parent.method) || host.parent.type === 'MethodDefinition';
}

export function isAccessorOrConstructor({ parent }: FunctionNode): boolean {
  return (
    (parent.type === 'Property' && parent.kind !== 'init') ||
    (parent.type === 'MethodDefinition' && parent.kind !== 'method')
  );
}

/** `toJSON() {}`, `[Symbol.iterator]() {}`: the language calls it and reads what it returns. */
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

/** `x` of `exports.x = function`, `{ x: function }`, `{ x() {} }` and class members. */
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

/** TypeScript: a method that another class of the file overrides, which would have to return a promise as well. */
export function isOverridden(source: Source, host: FunctionNode): boolean {
  const { parent } = host;
  if (parent.type !== 'MethodDefinition' || !(source.isTypeScript === true || nodesOf(source).hasTypes)) return false;
  const name = propertyNameOf(host);
  return nodesOf(source).definitions.some(
    (other) =>
      other.type === 'MethodDefinition' && other !== parent && other.parent.parent.superClass !== null && propertyNameOf(other.value as FunctionNode) === name,
  );
}

/** TypeScript: the declared result must be one that can be made a promise. */
export function mayReturnPromise(host: FunctionNode): boolean {
  const type = host.returnType?.typeAnnotation.type;
  const name = propertyNameOf(host);
  const isOverloaded = host.parent.type === 'MethodDefinition' && name !== null && hasOverloads(host.parent.parent, name);
  return !isOverloaded && (type === undefined || type === 'TSVoidKeyword' || type === 'TSAnyKeyword' || host.async);
}

/** Whether a class declares signatures of a method in front of its body. */
function hasOverloads({ body }: TSESTree.ClassBody, name: string): boolean {
  return body.some(
    (member) =>
      member.type === 'MethodDefinition' &&
      (member.value.type as string) === 'TSEmptyBodyFunctionExpression' &&
      member.key.type === 'Identifier' &&
      member.key.name === name,
  );
}

/** TypeScript: whether a callee of this file has several signatures, of which `promisify` would only see the last. */
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
