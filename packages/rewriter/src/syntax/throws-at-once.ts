import { hasRole } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import { calleeName } from './callee-name.js';
import { isInsideTry } from './position.js';

/** Whether a node throws, or calls what is there to throw: `throw`, `JSON.parse(x)`, `assert.ok(x)`, `readFileSync(x)`, `new URL(x)`, `require(x)`. */
export function throwsAtOnce(node: TSESTree.Node): boolean {
  if (node.type === T.ThrowStatement) return true;
  if ((node.type !== T.CallExpression && node.type !== T.NewExpression) || isInsideTry(node)) return false;
  const { callee, arguments: args } = node;
  const name = calleeName(callee) ?? '';
  if (node.type === T.NewExpression) return name === 'URL';
  if (callee.type === T.Identifier && name === 'require') return args[0]?.type !== T.Literal;
  return hasRole(name, 'throws') || isMethodOf(callee, 'assert') || (name === 'parse' && isMethodOf(callee, 'JSON'));
}

function isMethodOf(callee: TSESTree.Expression, object: string): boolean {
  return callee.type === T.MemberExpression && callee.object.type === T.Identifier && callee.object.name === object;
}
