import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../../bindings/bindings.js';
import { unwrap } from '../../syntax/unwrap.js';

/** How many aliases are followed: `const job = other`. */
const maximumDepth = 3;

/**
 * Whether an argument that may be a list is certainly a single item: `{ id }`, `'name'`, `[job]`, or a variable with only such values.
 * Used for callees such as `queue.push(jobs, cb)`, which call back for each item.
 *
 * Limit: a parameter, a property and the result of a call may be lists.
 *
 * @param depth how many aliases were followed; for the recursion only
 */
export function isSingleItem(argument: TSESTree.Node, bindings: Bindings, depth = 0): boolean {
  const value = unwrap(argument);
  switch (value.type) {
    case 'ObjectExpression':
    case 'Literal':
    case 'TemplateLiteral':
    case 'BinaryExpression':
    case 'UnaryExpression':
    case 'UpdateExpression':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return true;
    case 'ArrayExpression':
      return value.elements.length === 1 && value.elements[0] !== null && value.elements[0]!.type !== 'SpreadElement';
    case 'NewExpression':
      return value.callee.type === 'Identifier' && value.callee.name !== 'Array';
    case 'ConditionalExpression':
      return isSingleItem(value.consequent, bindings, depth) && isSingleItem(value.alternate, bindings, depth);
    case 'Identifier': {
      const variable = bindings.variableOf(value);
      if (!variable || depth === maximumDepth || !variable.defs.every(isPlainDeclaration)) return false;
      const values = bindings.valuesOf(variable);
      return values.length > 0 && values.every((each) => isSingleItem(each, bindings, depth + 1));
    }
    default:
      return false;
  }
}

/** Whether a definition is `const job = ...`, and not `const [job] = ...`, `for (const job of jobs)` or a parameter. */
function isPlainDeclaration({ node }: { readonly node: TSESTree.Node }): boolean {
  return node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && !/^For(?:Of|In)Statement$/.test(node.parent.parent.type);
}
