// Finds the calls and functions that a comment excludes from reports and rewrites: `// uncallback-ignore: the driver calls back twice`.

import type { TSESTree } from '@typescript-eslint/types';

import { isFunction } from '../syntax/function-node.js';
import type { Source } from './source.js';

const ignore = /^\s*\*?\s*uncallback-ignore\b/;

/** A directive of ESLint that switches off the rule that reports what the codemod would rewrite. */
const directive = /^\s*eslint-(disable|enable)(-line|-next-line)?(?=\s)(?:[^-]|-(?!-))*\buncallback\/prefer-await\b/;

/** Who says that something stays as it is: a comment for these tools, or a directive of ESLint for `prefer-await` alone. */
export type IgnoredBy = 'comment' | 'directive';

/** A part of a text that a comment excludes. */
interface Excluded {
  readonly by: IgnoredBy;
  readonly range: readonly [start: number, end: number];
}

const excludedIn = new WeakMap<TSESTree.Program, readonly Excluded[]>();

/**
 * Whether a comment says that a call with a callback, or a function, stays as it is: `uncallback-ignore` on its line or in the line above, or so
 * at a function around it; or a directive of ESLint that switches `uncallback/prefer-await` off there.
 *
 * Limit: what begins on the line of the comment, or on the line below a comment of its own line, is meant: a call that begins earlier is not.
 *
 * @returns null where none does
 */
export function ignoredBy(source: Source, node: TSESTree.Node): IgnoredBy | null {
  const excluded = excludedOf(source);
  if (excluded.length === 0) return null;
  for (let around: TSESTree.Node | undefined = node; around; around = around.parent) {
    const found = around === node || isFunction(around) ? startsInside(excluded, around) : null;
    if (found) return found;
  }
  return null;
}

/** Who excludes the part in which a node, the callee's name in it, or the statement or class member that it belongs to begins. */
function startsInside(excluded: readonly Excluded[], node: TSESTree.Node): IgnoredBy | null {
  const starts = [node.range[0], ownerOf(node).range[0]];
  if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') starts.push(node.callee.property.range[0]);
  return excluded.find(({ range: [start, end] }) => starts.some((offset) => start <= offset && offset < end))?.by ?? null;
}

/** The statement, class member or property whose value a node is. */
function ownerOf(node: TSESTree.Node): TSESTree.Node {
  let owner = node;
  while (owner.parent && !/(?:Statement|Declaration)$/.test(owner.type) && !isFunction(owner.parent) && !holdsParts(owner.parent)) owner = owner.parent;
  return owner;
}

/** Whether a node is a list of statements, members, properties or arguments, each of which a comment can be about. */
function holdsParts({ type }: TSESTree.Node): boolean {
  return /^(?:Program|BlockStatement|ClassBody|ObjectExpression|CallExpression|NewExpression)$/.test(type);
}

function excludedOf({ ast, text }: Source): readonly Excluded[] {
  let excluded = excludedIn.get(ast);
  if (!excluded) excludedIn.set(ast, (excluded = text.includes('uncallback') ? findExcluded(ast.comments ?? [], text) : []));
  return excluded;
}

function findExcluded(comments: readonly TSESTree.Comment[], text: string): readonly Excluded[] {
  const found: Excluded[] = [];
  let disabled: number | null = null;
  for (const { value, range: [start, end] } of comments) {
    if (ignore.test(value)) {
      const [from, to] = lineAt(text, start);
      const isAlone = text.slice(from, start).trim() === '' && text.slice(end, lineAt(text, end)[1]).trim() === '';
      found.push({ by: 'comment', range: isAlone ? nextCodeLine(text, end, comments) : [from, Math.max(to, end)] });
      continue;
    }
    const [, what, where] = directive.exec(value) ?? [];
    if (what === undefined) continue;
    if (where === '-line') found.push({ by: 'directive', range: lineAt(text, start) });
    else if (where === '-next-line') found.push({ by: 'directive', range: lineAt(text, lineAt(text, end)[1]) });
    else if (what === 'disable') disabled ??= start;
    else if (disabled !== null) {
      found.push({ by: 'directive', range: [disabled, start] });
      disabled = null;
    }
  }
  return disabled === null ? found : [...found, { by: 'directive', range: [disabled, text.length] }];
}

/** The line that has an offset, with the break at its end. */
function lineAt(text: string, offset: number): readonly [number, number] {
  const end = text.indexOf('\n', offset);
  return [text.lastIndexOf('\n', offset - 1) + 1, end === -1 ? text.length : end + 1];
}

/** The first line below an offset that has more than comments. */
function nextCodeLine(text: string, offset: number, comments: readonly TSESTree.Comment[]): readonly [number, number] {
  let at = offset;
  for (;;) {
    at += /^\s*/.exec(text.slice(at))![0].length;
    const comment = comments.find(({ range }) => range[0] === at);
    if (!comment) return lineAt(text, at);
    [, at] = comment.range;
  }
}
