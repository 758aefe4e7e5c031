import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

/** The last name of a callee: `find` of `db.users.find`, `load` of `load`. */
export function calleeName(callee: TSESTree.Node): string | null {
  if (callee.type === T.Identifier) return callee.name;
  if (callee.type === T.CallExpression) return calleeName(callee.callee);
  if (callee.type === T.NewExpression) return calleeName(callee.callee);
  if (callee.type !== T.MemberExpression || callee.computed) return null;
  const name = callee.property.type === T.Identifier ? callee.property.name : null;
  return name === 'call' || name === 'exec' ? calleeName(callee.object) ?? name : name;
}
