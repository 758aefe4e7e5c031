import { type FunctionNode, type Source, functionIndexOf, hasRole, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/** Whether a function is the executor of a promise, of the language or of a promise library: `new Promise(fn)`, but not `new Server(fn)`. */
export function isExecutor(source: Source, fn: FunctionNode): boolean {
  const { parent } = fn;
  if (parent.type !== 'NewExpression' || parent.arguments[0] !== fn) return false;
  const module = functionIndexOf(source).paths.pathOf(parent.callee)?.split('.')[0] ?? '';
  return isPromiseClass(parent.callee) || hasRole(module, 'promise-module');
}

/** `Promise`, `Q.Promise`, `Promise.ES6` */
function isPromiseClass(callee: TSESTree.Expression): boolean {
  return hasRole(verbOf(callee) ?? '', 'makes-promise') || (callee.type === 'MemberExpression' && isPromiseClass(callee.object));
}
