import type { TSESTree } from '@typescript-eslint/types';

/** The last name of a callee: `find` of `db.users.find`, `load` of `load`. */
export function calleeName(callee: TSESTree.Node): string | null {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type === 'CallExpression') return calleeName(callee.callee);
  if (callee.type === 'NewExpression') return calleeName(callee.callee);
  if (callee.type !== 'MemberExpression' || callee.computed) return null;
  const name = callee.property.type === 'Identifier' ? callee.property.name : null;
  return name === 'call' || name === 'exec' ? calleeName(callee.object) ?? name : name;
}
