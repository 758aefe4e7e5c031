import type { TSESTree } from '@typescript-eslint/types';

import { matchKeyName } from '../syntax/names.js';

/** The property names that lead to a name in a pattern: `a` and `b` for the `b` in `{ a: { b } }`. Null where the name is not in it. */
export function matchPatternKeys(pattern: TSESTree.ObjectPattern, name: TSESTree.Node): string[] | null {
  for (const property of pattern.properties) {
    if (property.type !== 'Property') continue;
    const key = matchKeyName(property);
    if (key === null) continue;
    const value = property.value.type === 'AssignmentPattern' ? property.value.left : property.value;
    if (value === name) return [key];
    const rest = value.type === 'ObjectPattern' ? matchPatternKeys(value, name) : null;
    if (rest) return [key, ...rest];
  }
  return null;
}
