// Recognizes callbacks in `new Promise(executor)` that do no work of their own, so that a promisified call can replace the promise.

import type { CallbackSite, Scope } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * Whether a callback in the executor of a promise only settles that promise: `if (err) return reject(err); resolve(value);`.
 *
 * @param settlers the variables of `resolve` and `reject`
 * @param isHarmless a condition for each test in the callback and each argument of a settlement; default: any is accepted
 */
export function onlySettles(
  { body }: CallbackSite['callback'],
  settlers: readonly Scope.Variable[],
  isHarmless: (node: TSESTree.Node) => boolean = () => true,
): boolean {
  const names = new Set(settlers.map(({ name }) => name));
  const settles = (node: TSESTree.Node | null): boolean => {
    switch (node?.type) {
      case undefined:
        return true;
      case 'BlockStatement':
        return node.body.every(settles);
      case 'IfStatement':
        return isHarmless(node.test) && settles(node.consequent) && settles(node.alternate);
      case 'ReturnStatement':
        return settles(node.argument);
      case 'ExpressionStatement':
        return settles(node.expression);
      case 'ConditionalExpression':
        return isHarmless(node.test) && settles(node.consequent) && settles(node.alternate);
      case 'CallExpression':
        return node.callee.type === 'Identifier' && names.has(node.callee.name) && node.arguments.every(isHarmless);
      default:
        return false;
    }
  };
  return settles(body);
}
