import type { TSESTree } from '@typescript-eslint/utils';

/**
 * Finds the statement before which a `return` can be inserted so that nothing runs after a call of a callback: `cb(err);` in
 * `if (err) cb(err); cb(null, x);`.
 *
 * @param call the node where a callback is called or forwarded
 * @param later the nodes that must not run after it
 * @returns null if the call is only a part of a statement, or if some of `later` would run in spite of the `return`
 */
export function findStatementToReturn(call: TSESTree.Node, later: readonly TSESTree.Node[]): TSESTree.Node | null {
  const statement = findStatement(call);
  const fn = statement && findFunction(statement);
  if (!statement || !fn || hasFinalizer(statement, fn)) return null;
  const [start, end] = fn.range;
  const isKept = later.every(({ range }) => range[0] >= statement.range[1] && range[0] > start && range[1] < end);
  return isKept ? statement : null;
}

/** The statement that consists of a call, with or without a condition: `cb(err);`, `cb && cb(err);`, `fs.stat(path, cb);`. */
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

/** Whether a statement is in a `try` of the function that has a `finally`, which runs after a `return`. */
function hasFinalizer(node: TSESTree.Node, fn: TSESTree.Node): boolean {
  for (let current = node.parent; current && current !== fn; current = current.parent) {
    if (current.type === 'TryStatement' && current.finalizer) return true;
  }
  return false;
}
