import type { TSESTree } from '@typescript-eslint/types';

import type { Slices } from './slices.js';

const opposites: Readonly<Record<string, string>> = { '==': '!=', '!=': '==', '===': '!==', '!==': '===' };

/** The text of a negated test, as plain as it can be: `!ready` for `ready`, `a !== b` for `a === b`, `ready` for `!ready`, else `!(...)`. */
export function negated(slices: Slices, node: TSESTree.Expression): string {
  const text = slices.flatTextOf(...node.range);
  switch (node.type) {
    case 'Identifier':
    case 'MemberExpression':
    case 'CallExpression':
    case 'ThisExpression':
      return `!${text}`;
    case 'UnaryExpression':
      return node.operator === '!' ? slices.textOf(...node.argument.range) : `!${text}`;
    case 'BinaryExpression': {
      const [left, right] = [slices.outerRange(node.left, node.range), slices.outerRange(node.right, node.range)];
      const opposite = slices.hasComments(left[1], right[0]) ? undefined : opposites[node.operator];
      const between = slices.textOf(left[1], right[0]);
      return opposite ? slices.textOf(...left) + between.replace(node.operator, opposite) + slices.textOf(...right) : `!(${text})`;
    }
    default:
      return `!(${text})`;
  }
}
