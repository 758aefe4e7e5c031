import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../../bindings/bindings.js';
import type { FileNodes } from '../../source/file-nodes.js';
import { definedKeyOf, memberKeyOf, memberText } from './property-keys.js';

/** Lists the values that are assigned to properties in one file, by property name, see `memberKeyOf`. Private names keep their `#`. */
export class PropertyValues {
  /** Values by property name: methods of classes and object literals, `x.name = value`. */
  readonly byName = new Map<string, TSESTree.Node[]>();
  /** Values of `this.name = value`, by name. */
  readonly ofThis = new Map<string, TSESTree.Node[]>();

  readonly #bindings: Bindings;

  /** @param definitions the members of classes and literals, and the assignments of the file */
  constructor(definitions: FileNodes['definitions'], bindings: Bindings) {
    this.#bindings = bindings;
    for (const node of definitions) {
      if (node.type === 'AssignmentExpression') this.#addAssignment(node);
      else if (node.value && node.parent.type !== 'ObjectPattern') {
        const name = definedKeyOf(node, bindings);
        if (name !== null) add(this.byName, name, node.value);
      }
    }
  }

  #addAssignment({ left, right }: TSESTree.AssignmentExpression): void {
    const name = left.type === 'MemberExpression' ? memberKeyOf(left, this.#bindings) : null;
    if (left.type !== 'MemberExpression' || name === null) return;
    add(this.byName, name, right);
    if (left.object.type === 'ThisExpression') add(this.ofThis, name, right);
  }
}

/** The name of a property that is read or written, or that of the variable with its key: `kCallback` of `this[kCallback]`. */
export function memberKey(member: TSESTree.MemberExpression): string | null {
  return memberText(member) ?? (member.property.type === 'Identifier' ? member.property.name : null);
}

function add(map: Map<string, TSESTree.Node[]>, name: string, value: TSESTree.Node): void {
  const values = map.get(name);
  if (values) values.push(value);
  else map.set(name, [value]);
}
