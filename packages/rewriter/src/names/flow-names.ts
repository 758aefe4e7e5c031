// Names for what straight code declares in place of a control-flow call where the file has none.

import type { Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isMentioned, parameterNameOf } from '../conversion/flow-tasks.js';
import type { CalledTask, Flow } from '../conversion/types.js';
import { factsOf } from '../file/file-facts.js';
import { isReserved } from '../syntax/reserved-words.js';

interface NameContext {
  readonly source: Source;
}

/** The name of an item of a list: that of the parameter of a function, else the singular of the list's name, else `item`. */
export function nameOfItem({ source }: NameContext, list: TSESTree.Expression, { call, given, node }: CalledTask): string {
  const names = [parameterNameOf(source, call.callee, given.length), singularOf(list), 'item'];
  return names.find((name) => name !== null && isFree(source, name, [list.range, node.range])) ?? numbered('item', (name) => isFree(source, name, [list.range, node.range]));
}

/** The name of a result that a task of a `waterfall` takes from the one before: that of the parameter of the function, else `value`. */
export function nameOfTaken({ source }: NameContext, { call: { range } }: Flow, { call, given }: CalledTask, index: number): string {
  const own = parameterNameOf(source, call.callee, given.length + index);
  if (own !== null && isFree(source, own, [range])) return own;
  return numbered(own ?? 'value', (name) => isFree(source, name, [range]));
}

/**
 * A name that nothing in a node means another thing by.
 *
 * @param taken further names that must not be chosen
 * @param isHidden whether a mention of the name does not count, since an inner variable has it
 */
export function freeName({ source }: NameContext, name: string, { range }: TSESTree.Node, taken: ReadonlySet<string> = new Set(), isHidden: (mention: TSESTree.Node) => boolean = () => false): string {
  const isFreeHere = (each: string): boolean => !isReserved(each) && factsOf(source).references.within(each, range).every(({ identifier }) => isHidden(identifier));
  const isAllowed = (each: string): boolean => !taken.has(each) && isFreeHere(each);
  return isAllowed(name) ? name : numbered(name, isAllowed);
}

function numbered(name: string, isAllowed: (name: string) => boolean): string {
  for (let number = 2; ; number += 1) if (isAllowed(`${name}${String(number)}`)) return `${name}${String(number)}`;
}

function isFree(source: Source, name: string, ranges: readonly (readonly [number, number])[]): boolean {
  return !isReserved(name) && !isMentioned(source, name, ranges);
}

/** `file` of `files`, `entry` of `store.entries`; null for a name that is no plural. */
function singularOf(list: TSESTree.Expression): string | null {
  const name = list.type === 'Identifier' ? list.name : list.type === 'MemberExpression' && list.property.type === 'Identifier' ? list.property.name : '';
  if (/[^aeiou]ies$/.test(name)) return name.replace(/ies$/, 'y');
  return /\w{2}[^s]s$/.test(name) ? name.slice(0, -1) : null;
}
