import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../bindings/bindings.js';
import { enclosingFunction } from '../syntax/function-node.js';
import { calleeName, matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';

const maximumDepth = 6;

/** The path of a callee, `this.db.insert` or `Model.find().exec`, with the place of its first name; null if it is computed or very long. */
export function pathOf(node: TSESTree.Node, bindings: Bindings, depth = 0): string | null {
  const value = unwrap(node);
  if (depth > maximumDepth) return null;
  if (value.type === 'Identifier') return rootOf(value, bindings, depth);
  if (value.type === 'ThisExpression') return `this of ${ownerOfThis(value, bindings, depth)}`;
  const inner = value.type === 'MemberExpression' ? value.object : value.type === 'CallExpression' ? value.callee : null;
  const path = inner && pathOf(inner, bindings, depth + 1);
  if (path === null) return null;
  if (value.type === 'CallExpression') return `${path}()`;
  const name = value.type === 'MemberExpression' ? matchPropertyName(value) : null;
  return name === null ? null : `${path}.${name}`;
}

/** The start of a path: the expression that creates the object, if the variable has no other value; otherwise its declaration. */
function rootOf(name: TSESTree.Identifier, bindings: Bindings, depth: number): string {
  const variable = bindings.variableOf(name);
  const [value, ...others] = variable ? bindings.valuesOf(variable) : [];
  const origin = value && others.length === 0 ? originOf(unwrap(value), bindings, depth) : null;
  return origin ?? `${name.name} ${String(variable?.defs[0]?.name.range[0] ?? '')}`;
}

/** The factory of an object: `createStore()` for `const store = createStore(options)`. Objects of one factory have the same methods. */
function originOf(value: TSESTree.Node, bindings: Bindings, depth: number): string | null {
  if (value.type === 'ThisExpression') return pathOf(value, bindings, depth + 1);
  if (value.type !== 'CallExpression' && value.type !== 'NewExpression') return null;
  if (calleeName(value) === 'require') return null; // each call returns another module
  const path = pathOf(value.callee, bindings, depth + 1);
  return path && `${path}()`;
}

/** The owner of a `this`: a class, an object literal or `Store.prototype`; otherwise the function that `this` belongs to. */
function ownerOfThis(node: TSESTree.Node, bindings: Bindings, depth: number): string {
  let fn = enclosingFunction(node);
  while (fn?.type === 'ArrowFunctionExpression') fn = enclosingFunction(fn);
  const home = fn?.parent;
  if (home?.type === 'AssignmentExpression' && home.left.type === 'MemberExpression') {
    const path = pathOf(home.left.object, bindings, depth + 1);
    if (path !== null) return path;
  }
  const isMember = home?.type === 'MethodDefinition' || home?.type === 'Property' || home?.type === 'PropertyDefinition';
  return String((isMember ? home.parent : fn)?.range[0]);
}
