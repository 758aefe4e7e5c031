import { type ImportedName, type Source, functionIndexOf, nodesOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/** A call of a function of another file by a member: `store.get(id, cb)`, `this.store.get(id, cb)`. */
export interface MemberCall {
  readonly callee: TSESTree.MemberExpression;
  readonly name: ImportedName;
  /** The properties that hold the objects on the way: `store` of `this.store.get`. No other file may set one of them. */
  readonly holders: readonly string[];
}

/** Lists the calls of functions of other files by members, as far as the file shows for certain which function is called. */
export function readMemberCalls(source: Source): readonly MemberCall[] {
  const index = functionIndexOf(source);
  return nodesOf(source).calls.flatMap(({ type, callee, ...call }): readonly MemberCall[] => {
    if (type !== 'CallExpression' || callee.type !== 'MemberExpression' || callee.computed || callee.optional || ('optional' in call && call.optional)) return [];
    const name = index.importedCalleeOf(callee);
    const holders = name && index.imports.holdersOf(callee);
    return holders ? [{ callee, name, holders }] : [];
  });
}
