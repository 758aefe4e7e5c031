import { type Scope, type Source, hasRole, nodesOf } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import { hasOverloads, propertyNameOf } from './function-shape.js';
import { type FunctionNode, insideSameFunction, isFunction, someNode } from './tree.js';
import { isGivenThis, variableAt } from './variables.js';

/**
 * The functions of this file that a callee stands for: the one of that name, or the methods of that name, where they are called on
 * something of this file's own (`this`, `exports`, an object literal, an instance).
 *
 * @returns none where the callee comes from elsewhere
 */
export function definitionsOf(source: Source, callee: TSESTree.Expression): readonly FunctionNode[] {
  if (callee.type === T.Identifier) {
    const fn = functionOf(variableAt(source, callee));
    return fn ? [fn] : [];
  }
  if (callee.type !== T.MemberExpression || callee.computed || !isOwn(source, callee.object)) return [];
  const { property } = callee;
  return property.type === T.Identifier || property.type === T.PrivateIdentifier ? (methodsOf(source).get(property.name) ?? []) : [];
}

/** Where a function mentions its parameter at a position, if that is a plain one. */
export function mentionsOfParameter({ scopeManager }: Source, definition: FunctionNode, index: number): readonly TSESTree.Node[] {
  const parameter = definition.params[index];
  if (parameter?.type !== T.Identifier) return [];
  const variable = scopeManager.getDeclaredVariables(definition).find(({ identifiers }) => identifiers.includes(parameter));
  return variable?.references.map(({ identifier }) => identifier) ?? [];
}

/** `function wrap(cb) { return function () { ... }; }` */
export function returnsFunction({ visitorKeys }: Source, fn: FunctionNode): boolean {
  if (isFunction(fn.body)) return true;
  return someNode(fn.body, visitorKeys, (node) => node.type === T.ReturnStatement && isFunction(node.argument), insideSameFunction);
}

/** TypeScript: whether a callee of this file has several signatures, of which `promisify` would only see the last. */
export function isOverloaded(source: Source, callee: TSESTree.Expression): boolean {
  if (callee.type === T.Identifier) {
    const definitions = variableAt(source, callee)?.defs ?? [];
    return definitions.length > 1 && definitions.some(({ node }) => node.type === T.TSDeclareFunction);
  }
  if (callee.type !== T.MemberExpression || callee.object.type !== T.ThisExpression || callee.property.type !== T.Identifier) return false;
  let node: TSESTree.Node | undefined = callee;
  while (node && node.type !== T.ClassBody) node = node.parent;
  // In ESLint, the parent of a program is null.
  return node ? hasOverloads(node, callee.property.name) : false;
}

function functionOf(variable: Scope.Variable | null): FunctionNode | null {
  const [definition, ...others] = variable?.defs ?? [];
  if (!definition || others.length > 0) return null;
  const { node, name } = definition;
  // A parameter is defined by its function as well.
  if (node.type === T.FunctionDeclaration) return node.id === name ? node : null;
  return node.type === T.VariableDeclarator && isFunction(node.init) ? node.init : null;
}

function isOwn(source: Source, object: TSESTree.Expression): boolean {
  if (object.type === T.ThisExpression) return true;
  if (object.type === T.MemberExpression) {
    return object.property.type === T.Identifier && hasRole(object.property.name, 'own-object');
  }
  if (object.type !== T.Identifier) return false;
  const { defs: definitions = [], references = [] } = variableAt(source, object) ?? {};
  if (definitions.length === 0) return object.name === 'exports';
  // `var self; self = this;`
  if (references.some(isGivenThis)) return true;
  return definitions.some(({ node }) => {
    if (node.type !== T.VariableDeclarator) return node.type === T.FunctionDeclaration || node.type === T.ClassDeclaration;
    const { init } = node;
    if (init?.type === T.NewExpression) {
      return init.callee.type === T.Identifier && init.callee.name !== object.name && isOwn(source, init.callee);
    }
    return init?.type === T.ObjectExpression || isFunction(init);
  });
}

type Methods = ReadonlyMap<string, readonly FunctionNode[]>;
const methods = new WeakMap<TSESTree.Program, Methods>();

/** The functions of a file that are properties, by their names. */
function methodsOf(source: Source): Methods {
  const known = methods.get(source.ast);
  if (known) return known;
  const found = new Map<string, FunctionNode[]>();
  for (const fn of nodesOf(source).functions) {
    const name = propertyNameOf(fn);
    if (name === null) continue;
    const others = found.get(name);
    if (others) others.push(fn);
    else found.set(name, [fn]);
  }
  methods.set(source.ast, found);
  return found;
}
