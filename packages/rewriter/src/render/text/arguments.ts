import type { TSESTree } from '@typescript-eslint/types';

import type { Rewrite } from '../../plan/types.js';
import { dedent, indentRest } from './layout.js';
import type { Slices } from './slices.js';
import type { Span } from '../../syntax/span.js';

/** The longest line on which arguments are joined that were on lines of their own. */
const maxLine = 90;

/** The parts of the output around the arguments. */
interface Parts {
  /** The text in front of the parenthesis: `promisify(load)`. */
  readonly head: string;
  /** The receiver as the first argument, for `promisify(db.get).call(db, ...)`. */
  readonly self: string | null;
  /** The text that replaces the callback; null where the callback is left out. */
  readonly adapter: string | null;
}

/**
 * The text of a call's arguments with their parentheses, `(a, b)`, without indentation. Arguments on lines of their own stay on such
 * lines, one step deeper than the call, unless they fit on one line in the output.
 *
 * @param step one step of indentation
 */
export function renderArguments(slices: Slices, step: string, { call, site }: Rewrite, { head, self, adapter }: Parts): string {
  const list = call.arguments.filter((argument) => adapter !== null || argument !== site.argument);
  const ranges = list.map((argument) => slices.outerRange(argument, [startOfArguments(slices, call) + 1, call.range[1] - 1]));
  const [first, last] = [ranges[0], ranges.at(-1)];
  if (!first || !last) return `(${self ?? ''})`;
  const texts = list.map((argument) => (adapter !== null && argument === site.argument ? adapter : textOfOperand(slices, argument)));
  const isBelow = slices.isFirstOnLine(first[0]);
  const raw = ranges.slice(1).map(([start], index) => slices.text.slice((ranges[index] as Span)[1], start));
  const isPlain =
    raw.every((gap) => /^\s*,\s*$/.test(gap)) &&
    texts.every((text) => !text.includes('\n')) &&
    !list.some((argument) => argument !== site.argument && isTemplateInLines(slices, argument));
  const line = [...(self === null ? [] : [self]), ...texts].join(', ');
  const isOneLine = !isBelow && raw.every((gap) => !gap.includes('\n'));
  if (isPlain && (isOneLine || head.length + line.length <= maxLine)) return `(${line})`;

  // If only the callback was on a line of its own, its short adapter goes behind the other arguments: `}, (err) => {`.
  const isOnlyCallback = (index: number): boolean =>
    !isBelow && list[index] === site.argument && /^\s*,\s*$/.test(raw[index - 1] ?? '') && raw.every((gap, at) => at === index - 1 || !gap.includes('\n'));
  let depth = isBelow ? step : '';
  let text = isBelow ? `(\n${step}${self === null ? '' : `${self},\n${step}`}` : `(${self === null ? '' : `${self}, `}`;
  for (const [index, [start]] of ranges.entries()) {
    const previous = ranges[index - 1];
    const between = !previous ? '' : isOnlyCallback(index) ? ', ' : slices.textOf(previous[1], start);
    if (between.includes('\n')) depth = step;
    text += indentRest(dedent(between, slices.indentAt(start)) + (texts[index] ?? ''), depth);
  }
  return text + closing(slices, call, isBelow);
}

/** Whether a node is a template literal with line ends, which are part of its value. */
function isTemplateInLines({ text }: Slices, { type, range }: TSESTree.Node): boolean {
  return type === 'TemplateLiteral' && text.slice(...range).includes('\n');
}

/** The offset of the parenthesis in front of the arguments of a call. */
export function startOfArguments(slices: Slices, call: Rewrite['call']): number {
  return slices.text.indexOf('(', (call.typeArguments ?? call.callee).range[1]);
}

/** The closing parenthesis, on a line of its own if it was on one and the arguments start on one, with the trailing comma. */
function closing(slices: Slices, call: Rewrite['call'], isBelow: boolean): string {
  if (!isBelow || !slices.isFirstOnLine(call.range[1] - 1)) return ')';
  const [, end] = (call.arguments.at(-1) as TSESTree.Node).range;
  return slices.text.slice(end, call.range[1]).trimStart().startsWith(',') ? ',\n)' : '\n)';
}

/** The text of an expression as an argument or operand: a sequence needs its parentheses, `(a, b)`. */
export function textOfOperand(slices: Slices, { type, range }: TSESTree.Node): string {
  const text = slices.flatTextOf(...range);
  return type === 'SequenceExpression' ? `(${text})` : text;
}
