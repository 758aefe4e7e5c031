import type { TSESTree } from '@typescript-eslint/types';

import { matchKeyName, matchPropertyName } from './nodes.js';

/** What is assigned to properties in one file, collected while the file is walked. */
export class Members {
  /** Values by property name: methods of classes and object literals, `x.name = value`. */
  readonly all = new Map<string, TSESTree.Node[]>();
  /** Values of `this.name = value`, by name. */
  readonly ofThis = new Map<string, TSESTree.Node[]>();

  visit(node: TSESTree.Node): void {
    if (node.type === 'Property' || node.type === 'MethodDefinition' || node.type === 'PropertyDefinition') {
      const name = matchKeyName(node);
      if (name !== null && node.value && node.parent.type !== 'ObjectPattern') add(this.all, name, node.value);
    } else if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression') {
      const name = matchPropertyName(node.left);
      if (name === null) return;
      add(this.all, name, node.right);
      if (node.left.object.type === 'ThisExpression') add(this.ofThis, name, node.right);
    }
  }
}

function add(map: Map<string, TSESTree.Node[]>, name: string, value: TSESTree.Node): void {
  const values = map.get(name);
  if (values) values.push(value);
  else map.set(name, [value]);
}
