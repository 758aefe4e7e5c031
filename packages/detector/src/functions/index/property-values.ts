import type { TSESTree } from '@typescript-eslint/types';

import type { FileNodes } from '../../source/file-nodes.js';

/** Lists the values that are assigned to properties in one file, by property name. Private names keep their `#`. */
export class PropertyValues {
  /** Values by property name: methods of classes and object literals, `x.name = value`. */
  readonly byName = new Map<string, TSESTree.Node[]>();
  /** Values of `this.name = value`, by name. */
  readonly ofThis = new Map<string, TSESTree.Node[]>();

  /** @param definitions the members of classes and literals, and the assignments of the file */
  constructor(definitions: FileNodes['definitions']) {
    for (const node of definitions) {
      if (node.type === 'AssignmentExpression') this.#addAssignment(node);
      else if (node.value && node.parent.type !== 'ObjectPattern') {
        const name = keyText(node.key, node.computed);
        if (name !== null) add(this.byName, name, node.value);
      }
    }
  }

  #addAssignment({ left, right }: TSESTree.AssignmentExpression): void {
    const name = left.type === 'MemberExpression' ? memberText(left) : null;
    if (left.type !== 'MemberExpression' || name === null) return;
    add(this.byName, name, right);
    if (left.object.type === 'ThisExpression') add(this.ofThis, name, right);
  }
}

/** The name of a property that is read or written: `load` of `a.load` and `a['load']`, `#load` of `this.#load`; null if it is computed. */
export function memberText({ property, computed }: TSESTree.MemberExpression): string | null {
  if (!computed) return keyText(property, false);
  return property.type === 'Literal' && typeof property.value === 'string' ? property.value : null;
}

/** The name of a property that is read or written, or that of the variable with its key: `kCallback` of `this[kCallback]`. */
export function memberKey(member: TSESTree.MemberExpression): string | null {
  return memberText(member) ?? (member.property.type === 'Identifier' ? member.property.name : null);
}

/**
 * The name of a key in a class or an object literal: `load` of `{ load() {} }`; null if it is computed.
 *
 * @param isComputed whether the key is in brackets, `{ [load]: 1 }`
 */
export function keyText(key: TSESTree.Node, isComputed: boolean): string | null {
  if (key.type === 'Literal') return String(key.value);
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  return key.type === 'Identifier' && !isComputed ? key.name : null;
}

function add(map: Map<string, TSESTree.Node[]>, name: string, value: TSESTree.Node): void {
  const values = map.get(name);
  if (values) values.push(value);
  else map.set(name, [value]);
}
