import type { TSESTree } from '@typescript-eslint/types';

import { verbOf } from '../../syntax/names.js';

/** A call without its `promisify`: `async.each(list, worker)` for `promisify(async.each).call(async, list, worker)`. */
export interface PlainCall {
  readonly callee: TSESTree.Expression;
  readonly args: readonly TSESTree.CallExpressionArgument[];
}

/** A call as it was before a rewrite promisified its callee; the call itself where its callee is not promisified. */
export function plainCallOf({ callee, arguments: args }: TSESTree.CallExpression): PlainCall {
  const isMethod = callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && callee.property.name === 'call';
  const target = isMethod ? callee.object : callee;
  const [promisified] = target.type === 'CallExpression' && verbOf(target.callee) === 'promisify' ? target.arguments : [];
  if (!promisified || promisified.type === 'SpreadElement') return { callee, args };
  return { callee: promisified, args: isMethod ? args.slice(1) : args };
}
