import { type Source, hasRole, insideSameFunction, isInsideTry, someNode, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * Whether a node throws synchronously, or calls a function that is known to throw: `throw err`, `JSON.parse(x)`, `assert.ok(x)`,
 * `readFileSync(x)`, `new URL(x)`, `require(name)`. A call inside of a `try` does not count. Any other call may throw, too, but is not
 * expected to.
 */
export function throwsAtOnce(node: TSESTree.Node): boolean {
  if (node.type === 'ThrowStatement') return true;
  if ((node.type !== 'CallExpression' && node.type !== 'NewExpression') || isInsideTry(node)) return false;
  const { callee, arguments: args } = node;
  const name = verbOf(callee) ?? '';
  if (node.type === 'NewExpression') return name === 'URL';
  if (callee.type === 'Identifier' && name === 'require') return args[0]?.type !== 'Literal';
  return hasRole(name, 'throws') || isMethodOf(callee, 'assert') || (name === 'parse' && isMethodOf(callee, 'JSON'));
}

function isMethodOf(callee: TSESTree.Expression, object: string): boolean {
  return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === object;
}

/**
 * Whether a part of a function has a `throw` that leaves the function, or an assertion that may: `assert(id, 'no id')`. Not one inside of a
 * `try`, nor one in a function of its own.
 */
export function leavesByThrow({ visitorKeys }: Source, part: TSESTree.Node): boolean {
  return someNode(part, visitorKeys, (node) => (node.type === 'ThrowStatement' || enforces(node)) && !isInsideTry(node), insideSameFunction);
}

/** `assert(id)`, `Hoek.assert(id, 'no id')`, `assert.ok(id)` */
function enforces(node: TSESTree.Node): boolean {
  return node.type === 'CallExpression' && (hasRole(verbOf(node.callee) ?? '', 'enforces') || isMethodOf(node.callee, 'assert'));
}
