import type { TSESTree } from '@typescript-eslint/types';

/** Removes the indentation `base` from every line but the first, which starts behind its indentation. */
export function dedent(text: string, base: string): string {
  if (base === '' || !text.includes('\n')) return text;
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? line : line.slice(commonLength(line, base))))
    .join('\n');
}

/** The offset where the white space in front of another offset starts. */
export function startOfSpace(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && /\s/.test(text.charAt(start - 1))) start -= 1;
  return start;
}

/** Indents every line that is not empty by `unit`. */
export function indent(text: string, unit: string): string {
  return text.replace(/^(?=[^\n])/gm, unit);
}

/** Indents every line that is not empty, except the first, by `base`. */
export function indentRest(text: string, base: string): string {
  return text.replace(/\n(?=[^\n])/g, `\n${base}`);
}

/** The length of the part of `base` that a line starts with. */
function commonLength(line: string, base: string): number {
  let length = 0;
  while (length < base.length && line[length] === base[length]) length += 1;
  return length;
}

/** The offset behind the `=>` of an arrow function. */
export function arrowBody(text: string, { params, range }: TSESTree.ArrowFunctionExpression): number {
  return text.indexOf('=>', params.at(-1)?.range[1] ?? range[0]) + 2;
}
