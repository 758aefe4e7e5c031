import { type CallbackSite, type Source, contains, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

const dynamicParts = new WeakMap<TSESTree.Program, readonly TSESTree.Node[]>();

/**
 * Whether `eval` or `with` is used around a site, so that a variable may be looked up by its name at run time and must be neither
 * moved nor renamed. Only the statement of the module that contains the site counts: an `eval` in another one does not see the
 * variables of this one.
 */
export function usesEvalOrWith(source: Source, { call, callback }: CallbackSite): boolean {
  let parts = dynamicParts.get(source.ast);
  if (!parts) dynamicParts.set(source.ast, (parts = findDynamicParts(source)));
  return parts.some((part) => contains(part, call) || contains(part, callback));
}

/** The top-level statements of the file that contain `eval(...)` or `with (...)`. */
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
