// Finds where a handler replies by an object that it gets, and which an async handler returns: `reply.code(404).send(error)`.

import { type FunctionNode, type Scope, type Source, hasRole, isCalled, matchPropertyName } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/** The second parameter of a handler, `reply`; null where it has no such variable, or assigns to it. */
export function replyOf({ scopeManager }: Source, fn: FunctionNode): Scope.Variable | null {
  const [, reply, ...others] = fn.params;
  const variable = scopeManager.getDeclaredVariables(fn).find(({ identifiers }) => reply !== undefined && identifiers[0] === reply);
  return !variable || others.length > 0 || variable.references.some((reference) => reference.isWrite()) ? null : variable;
}

/** The callees that send a reply: `reply.send`, and `reply.code(404).send`, since such methods return their object. */
export function replyUsesOf({ references }: Scope.Variable): readonly TSESTree.MemberExpression[] {
  return references.flatMap(({ identifier }) => {
    let node = identifier as TSESTree.Node;
    for (;;) {
      const member: TSESTree.Node | undefined = node.parent;
      if (member?.type !== 'MemberExpression' || member.object !== node || member.optional || !isCalled(member)) return [];
      if (hasRole(matchPropertyName(member) ?? '', 'sends-reply')) return [member];
      node = member.parent;
    }
  });
}
