import { type Source, hostOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { variableAt } from '../syntax/variables.js';

/** Whether a variable is only ever assigned a new object: `var e = new Error('gone');`. */
export function holdsOnlyErrors(source: Source, name: TSESTree.Identifier): boolean {
  const writes = variableAt(source, name)?.references.filter((reference) => reference.isWrite()) ?? [];
  return writes.length > 0 && writes.every(({ writeExpr, identifier }) => writeExpr?.type === 'NewExpression' && hostOf(identifier) === hostOf(name));
}
