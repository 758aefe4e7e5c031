// The code of a handler that runs before it waits, and that goes into a `try` of its own where the framework catches what it throws.

import { someNode } from '@uncallback/detector';
import type { FunctionNode, Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { ThrowTest } from './early-throw.js';

/**
 * Splits off the statements of a function that may throw although they are not awaited: `const name = req.user.name;`. In a `try` around each list,
 * what they throw can go to the function's callback.
 *
 * @param awaited the statements of the function whose call is awaited in a `try`, each the last one that runs
 * @param mayThrow see `throwTestOf`
 * @returns lists of adjacent statements; null where something else may throw, such as the test of an `if` with an awaited call in it
 */
export function guardedCodeOf({ visitorKeys }: Source, fn: FunctionNode, awaited: ReadonlySet<TSESTree.Node>, mayThrow: ThrowTest): readonly (readonly TSESTree.Statement[])[] | null {
  return fn.body.type === 'BlockStatement' ? ofList(fn.body.body) : null;

  function ofList(list: readonly TSESTree.Statement[]): readonly (readonly TSESTree.Statement[])[] | null {
    const index = list.findIndex(hasAwaited);
    const end = index === -1 ? list.length : index;
    const [first, last] = [list.findIndex((each, i) => i < end && mayThrow(each)), list.findLastIndex((each, i) => i < end && mayThrow(each))];
    // Up to the awaited call, if all of it can be in a block: then the two share one `try`.
    const whole = list.slice(first, end);
    const guarded = first === -1 ? [] : whole.every(isMovable) ? whole : list.slice(first, last + 1);
    const inner = index === -1 ? [] : ofStatement(list[index]!);
    return inner && guarded.every(isMovable) ? [...(guarded.length > 0 ? [guarded] : []), ...inner] : null;
  }

  function ofStatement(statement: TSESTree.Statement): readonly (readonly TSESTree.Statement[])[] | null {
    if (awaited.has(statement)) return [];
    if (statement.type === 'BlockStatement') return ofList(statement.body);
    if (statement.type !== 'IfStatement') return mayThrow(statement) ? null : [];
    if (mayThrow(statement.test)) return null;
    const [consequent, alternate] = [ofStatement(statement.consequent), statement.alternate ? ofStatement(statement.alternate) : []];
    return consequent && alternate && [...consequent, ...alternate];
  }

  function hasAwaited(statement: TSESTree.Node): boolean {
    return someNode(statement, visitorKeys, (node) => awaited.has(node));
  }
}

/** Whether a statement means the same in a block. The names that it declares are declared in front of the block, if they are used behind it. */
function isMovable(statement: TSESTree.Statement): boolean {
  if (statement.type === 'VariableDeclaration') return statement.kind === 'var' || statement.declarations.every(({ id, init }) => init !== null && !id.typeAnnotation && (id.type === 'Identifier' || id.type === 'ObjectPattern'));
  return statement.type !== 'FunctionDeclaration' && statement.type !== 'ClassDeclaration';
}
