import type { TSESTree } from '@typescript-eslint/types';

import type { CallbackSite } from '../site.js';
import type { FunctionIndex } from '../functions/index/function-index.js';
import { matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import { hasRole } from '../vocabulary/vocabulary.js';

/** Whether the callee of a call is another name of a timer in the file: `defer(fn)` after `const defer = global.setImmediate || process.nextTick`. */
export function isTimerAlias({ callee }: CallbackSite['call'], index: FunctionIndex): boolean {
  return index.valuesOf(callee).some((value) => isTimer(unwrap(value)));
}

function isTimer(value: TSESTree.Node): boolean {
  switch (value.type) {
    case 'Identifier':
      return hasRole(value.name, 'timer');
    case 'MemberExpression':
      return hasRole(matchPropertyName(value) ?? '', 'timer');
    case 'LogicalExpression':
      return isTimer(unwrap(value.left)) || isTimer(unwrap(value.right));
    case 'ConditionalExpression':
      return isTimer(unwrap(value.consequent)) || isTimer(unwrap(value.alternate));
    default:
      return false;
  }
}
