import type { TSESTree } from '@typescript-eslint/types';

import type { FileNodes } from './file-nodes.js';
import { matchKeyName, matchPropertyName } from './nodes.js';

/** What is assigned to properties in one file. */
export class Members {
  /** Values by property name: methods of classes and object literals, `x.name = value`. */
  readonly all = new Map<string, TSESTree.Node[]>();
  /** Values of `this.name = value`, by name. */
  readonly ofThis = new Map<string, TSESTree.Node[]>();

  constructor(definitions: FileNodes['definitions']) {
    for (const node of definitions) {
      if (node.type === 'AssignmentExpression') this.#addAssignment(node);
      else if (node.value && node.parent.type !== 'ObjectPattern') {
        const name = matchKeyName(node);
        if (name !== null) add(this.all, name, node.value);
      }
    }
  }

  #addAssignment({ left, right }: TSESTree.AssignmentExpression): void {
    const name = left.type === 'MemberExpression' ? matchPropertyName(left) : null;
    if (left.type !== 'MemberExpression' || name === null) return;
    add(this.all, name, right);
    if (left.object.type === 'ThisExpression') add(this.ofThis, name, right);
  }
}

function add(map: Map<string, TSESTree.Node[]>, name: string, value: TSESTree.Node): void {
  const values = map.get(name);
  if (values) values.push(value);
  else map.set(name, [value]);
}
