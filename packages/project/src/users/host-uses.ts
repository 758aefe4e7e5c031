// What is done with a value of another file, or with what it returns, if frameworks get it and nothing else does.

import { type HostUse, type Source, functionIndexOf, hostCallOf, lookupHost } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { MentionRole } from './mention.js';

/**
 * The frameworks that get a value, `app.use(auth)`, or what a call of it returns, `app.use(auth(options))`.
 *
 * @param node the mention of the value
 * @returns null where something else is done with it
 */
export function hostsOfMention(source: Source, node: TSESTree.Node, role: MentionRole): readonly HostUse[] | null {
  if (role === 'value') return hostsOf(source, node);
  return role === 'called' && node.parent?.type === 'CallExpression' ? hostsOfResult(source, node.parent) : null;
}

/** `app.use(auth(options))`, or `const user = auth(options);` and each use of `user`. */
function hostsOfResult(source: Source, call: TSESTree.CallExpression): readonly HostUse[] | null {
  const { bindings } = functionIndexOf(source);
  const { parent } = call;
  const variable = parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? bindings.variableOf(parent.id) : null;
  if (!variable) return hostsOf(source, call);
  if (bindings.onlyValueOf(variable) !== call) return null;
  const uses = variable.references.filter(({ init }) => init !== true).map(({ identifier }) => hostsOf(source, identifier));
  return uses.length === 0 || uses.includes(null) ? null : (uses as HostUse[][]).flat();
}

function hostsOf(source: Source, use: TSESTree.Node): readonly HostUse[] | null {
  const found = hostCallOf(source, use);
  return found && lookupHost(found.path) ? [{ path: found.path, literals: found.literals }] : null;
}
