import type { TSESTree } from '@typescript-eslint/utils';

/**
 * The statement in front of which a `return` keeps a path from going on.
 *
 * @param call where a callback is called or handed on
 * @param later what must not run after it
 * @returns null where a `return` there would not be one statement, or would not keep the path from what comes later
 */
export function findStatementToReturn(call: TSESTree.Node, later: readonly TSESTree.Node[]): TSESTree.Node | null {
  const statement = findStatement(call);
  const fn = statement && findFunction(statement);
  if (!statement || !fn || hasFinalizer(statement, fn)) return null;
  const [start, end] = fn.range;
  const isKept = later.every(({ range }) => range[0] >= statement.range[1] && range[0] > start && range[1] < end);
  return isKept ? statement : null;
}

/** The statement that a call is the whole of, or the effect of: `cb(err);`, `cb && cb(err);`. */
function findStatement(call: TSESTree.Node): TSESTree.Node | null {
  let node = call;
  for (let { parent } = node; parent; node = parent, { parent } = node) {
    switch (parent.type) {
      case 'ExpressionStatement':
        return parent;
      case 'CallExpression':
        if (node !== call || !parent.arguments.some((argument) => argument === node)) return null;
        break;
      case 'LogicalExpression':
        if (parent.right !== node) return null;
        break;
      case 'ChainExpression':
        break;
      default:
        return null;
    }
  }
  return null;
}

function findFunction(node: TSESTree.Node): TSESTree.Node | null {
  for (let current = node.parent; current; current = current.parent) if ('params' in current) return current;
  return null;
}

/** `finally` runs behind a `return` as well. */
function hasFinalizer(node: TSESTree.Node, fn: TSESTree.Node): boolean {
  for (let current = node.parent; current && current !== fn; current = current.parent) {
    if (current.type === 'TryStatement' && current.finalizer) return true;
  }
  return false;
}
