import type { TSESTree } from '@typescript-eslint/types';

/** Takes the indentation `base` off every line but the first, which starts behind its own. */
export function dedent(text: string, base: string): string {
  if (base === '' || !text.includes('\n')) return text;
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? line : line.slice(commonLength(line, base))))
    .join('\n');
}

/** The start of the white space that ends at an offset. */
export function startOfSpace(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && /\s/.test(text.charAt(start - 1))) start -= 1;
  return start;
}

/** Puts `unit` in front of every line that is not empty. */
export function indent(text: string, unit: string): string {
  return text.replace(/^(?=[^\n])/gm, unit);
}

/** Puts `base` in front of every line that is not empty, but the first. */
export function indentRest(text: string, base: string): string {
  return text.replace(/\n(?=[^\n])/g, `\n${base}`);
}

function commonLength(line: string, base: string): number {
  let length = 0;
  while (length < base.length && line[length] === base[length]) length += 1;
  return length;
}

/** The offset behind the `=>` of an arrow function. */
export function arrowBody(text: string, { params, range }: TSESTree.ArrowFunctionExpression): number {
  return text.indexOf('=>', params.at(-1)?.range[1] ?? range[0]) + 2;
}
