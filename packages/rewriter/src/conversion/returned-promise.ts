// Whether a callback form can return a promise where it gets no callback: `if (!cb) return this.getAsync(key);`.

import { type Source, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isAbsenceTest } from '../async-host/dropped-callback.js';
import type { Conversion } from './types.js';

/**
 * Whether it shows at one place of the callback form that there is no callback: in front of everything where the callback is optional, and
 * behind the arguments that move where it is required. Not where something else is done without one: `exit(1)`.
 */
export function canReturnPromise(source: Source, { prologue, missing, callback, fn }: Conversion): boolean {
  if (missing.onError || missing.onSuccess || fn.params.at(-1)?.type !== 'Identifier') return false;
  if (prologue.optional) return prologue.silent && prologue.defaults.size === 0;
  return prologue.alias === null && prologue.statements.every((statement) => statement.type === 'IfStatement' && testsType(source, statement.test) && !isAbsenceTest(statement.test, callback));
}

/** `typeof options === 'function'`. Of `if (!cb) { cb = options; options = {}; }` another call than one with a callback would be wrong. */
function testsType(source: Source, test: TSESTree.Expression): boolean {
  return someNode(test, source.visitorKeys, (node) => node.type === 'UnaryExpression' && node.operator === 'typeof') && !someNode(test, source.visitorKeys, (node) => node.type === 'UnaryExpression' && node.operator === '!');
}
