import { type Host, isFunction, matchKeyName, matchPropertyName } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { nameOfFunction } from './function-shape.js';

/**
 * The names by which a user may ask for a function: `get` and `Store#get` for a method of instances, `Store.open` for a static one,
 * `exports.load` and `load` for an export. An empty list for a function without a name.
 */
export function namesOf(host: Host): readonly string[] {
  const name = nameOfFunction(host);
  if (name === null || !isFunction(host)) return [];
  const owner = ownerOf(host.parent);
  return owner === null ? [name] : [`${owner.replace(/\.prototype$/, '#')}${owner.endsWith('.prototype') ? '' : '.'}${name}`, name];
}

/** The object or class that a property or method belongs to, as the source names it: `Store.prototype`; null where it has no name. */
function ownerOf(node: TSESTree.Node): string | null {
  switch (node.type) {
    case 'AssignmentExpression':
      return node.left.type === 'MemberExpression' ? pathOf(node.left.object) : null;
    case 'MethodDefinition': {
      const owner = node.parent.parent;
      const name = owner.id?.name ?? nameAt(owner.parent);
      return name === null ? null : node.static ? name : `${name}.prototype`;
    }
    case 'Property':
      return nameAt(node.parent.parent);
    default:
      return null;
  }
}

/** The name of what gets a value: of a variable, a property, a member. */
function nameAt(node: TSESTree.Node | null | undefined): string | null {
  if (node?.type === 'VariableDeclarator') return node.id.type === 'Identifier' ? node.id.name : null;
  if (node?.type === 'AssignmentExpression') return pathOf(node.left);
  return node?.type === 'Property' ? matchKeyName(node) : null;
}

/** `Store.prototype`; null where it is no plain path. */
function pathOf(node: TSESTree.Node): string | null {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'ThisExpression') return 'this';
  if (node.type !== 'MemberExpression') return null;
  const [object, name] = [pathOf(node.object), matchPropertyName(node)];
  return object === null || name === null ? null : `${object}.${name}`;
}
