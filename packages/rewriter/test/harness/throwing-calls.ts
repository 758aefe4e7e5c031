import type { TSESTree } from '@typescript-eslint/types';
import type { Source } from '@uncallback/detector';

/**
 * Finds the plain calls of a program that may throw in a scenario. Calls in the arguments of an asynchronous call, or on its value,
 * never do: their exceptions become rejections by a rewrite (assumption 2 of docs/semantics.md).
 *
 * @returns a predicate for the labels of calls (`db.find#2`)
 */
export function matchThrowingCalls(source: Source): (label: string) => boolean {
  const excluded = new Set<string>();
  for (const call of listCalls(source, source.ast)) {
    if (!call.arguments.some(isFunctionLike)) continue;
    for (const part of [call.callee, ...call.arguments]) {
      if (isFunctionLiteral(part)) continue;
      for (const inner of listCalls(source, part)) excluded.add(calleeName(inner));
    }
    for (const later of listChain(call)) excluded.add(calleeName(later));
  }
  return (label) => !excluded.has(label.replace(/#\d+$/, '').split('.').at(-1) ?? '');
}

const isFunctionLiteral = (node: TSESTree.Node): boolean =>
  node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression';

const isFunctionLike = (node: TSESTree.Node): boolean => isFunctionLiteral(node) || node.type === 'Identifier';

function calleeName({ callee }: TSESTree.CallExpression): string {
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : '';
}

/** The calls on the value of a call: `exec(...).stdin.end()`. */
function* listChain(call: TSESTree.Node): Generator<TSESTree.CallExpression> {
  for (let node = call; node.parent?.type === 'MemberExpression' || node.parent?.type === 'CallExpression'; node = node.parent) {
    if (node.parent.type === 'CallExpression' && node.parent.callee === node) yield node.parent;
  }
}

function* listCalls(source: Source, root: TSESTree.Node): Generator<TSESTree.CallExpression> {
  if (root.type === 'CallExpression') yield root;
  for (const key of source.visitorKeys[root.type] ?? []) {
    const value: unknown = Reflect.get(root, key);
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child !== null && typeof child === 'object') yield* listCalls(source, child as TSESTree.Node);
    }
  }
}
