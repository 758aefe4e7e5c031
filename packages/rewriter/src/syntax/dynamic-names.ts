import { type CallbackSite, type Source, contains, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

const dynamicParts = new WeakMap<TSESTree.Program, readonly TSESTree.Node[]>();

/**
 * Whether names around a site may be looked up while the program runs, so that none can be moved or changed.
 * What another statement of the module evaluates does not see them.
 */
export function usesEvalOrWith(source: Source, { call, callback }: CallbackSite): boolean {
  let parts = dynamicParts.get(source.ast);
  if (!parts) dynamicParts.set(source.ast, (parts = findDynamicParts(source)));
  return parts.some((part) => contains(part, call) || contains(part, callback));
}

/** The statements of the module that use `eval` or `with`. */
function findDynamicParts({ text, ast, visitorKeys }: Source): readonly TSESTree.Node[] {
  if (!/\beval\s*\(|\bwith\s*\(/.test(text)) return [];
  return ast.body.filter((part) => someNode(part, visitorKeys, isEvalOrWith));
}

function isEvalOrWith(node: TSESTree.Node): boolean {
  return (
    node.type === 'WithStatement' ||
    (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'eval')
  );
}
