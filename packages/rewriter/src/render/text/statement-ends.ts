import type { TSESTree } from '@typescript-eslint/types';

import { startOfSpace } from './layout.js';

/** The statements of the block, file or `case` that contains a statement, itself included; none where it is a single one, as in `if (x) statement`. */
export function siblingsOf({ parent }: TSESTree.Node): readonly TSESTree.Node[] {
  switch (parent?.type) {
    case 'BlockStatement':
    case 'Program':
    case 'StaticBlock':
    case 'TSModuleBlock':
      return parent.body;
    case 'SwitchCase':
      return parent.consequent;
    default:
      return [];
  }
}

/**
 * The end of a statement, including empty statements behind it: the `;` of `function f() {};`. A guard semicolon at the start of the
 * next line, `;(a || b).load()`, is left out, although the parser counts it to the statement.
 */
export function endOfStatement(text: string, node: TSESTree.Node): number {
  const [start, end] = node.range;
  if (text[end - 1] === ';') {
    const space = Math.max(start, startOfSpace(text, end - 1));
    const line = text.slice(space, end - 1).search(/\r?\n/);
    if (line >= 0 && isFollowed(text, end)) return space + line;
  }
  return emptyBehind(text, node).at(-1)?.range[1] ?? end;
}

/** The empty statements right behind a statement, without a guard semicolon at the start of the next line: `;(a || b).load()`. */
export function emptyBehind(text: string, node: TSESTree.Node): readonly TSESTree.Node[] {
  if (node.type === 'EmptyStatement') return [];
  const list = siblingsOf(node);
  const found: TSESTree.Node[] = [];
  let [, end] = node.range;
  for (let index = list.indexOf(node) + 1; ; index += 1) {
    const next = list[index];
    const gap = next?.type === 'EmptyStatement' ? text.slice(end, next.range[0]) : null;
    if (!next || gap === null || !/^[ \t\r]*\n?[ \t]*$/.test(gap) || (gap.includes('\n') && isFollowed(text, next.range[1]))) return found;
    found.push(next);
    [, end] = next.range;
  }
}

/** Whether something follows an offset on its line. */
function isFollowed(text: string, offset: number): boolean {
  const next = /\S|\n|$/g;
  next.lastIndex = offset;
  return next.exec(text)?.[0].trim() !== '';
}
