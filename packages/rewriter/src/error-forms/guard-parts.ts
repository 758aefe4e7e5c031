import type { TSESTree } from '@typescript-eslint/types';

import type { Chunk, UnitWriter } from './unit.js';

/** The parts of a guard, `if (err) handler else otherwise`, each comment with the branch that it is about. */
export interface GuardParts {
  /** Comments about the error. They move into the `catch` or, without one, in front of the call. */
  readonly lead: readonly string[];
  /** The statements that run with an error; empty where the rewrite removes that branch. */
  readonly handler: readonly Chunk[];
  /** The comment behind the guard, unless it is already part of a branch. */
  readonly trail: string;
  /** What follows the call: the declarations in front of the guard, its other branch, and the statements behind it. */
  readonly after: readonly Chunk[];
  /** The coverage hint for the `catch`, `istanbul ignore next`, that replaces the hint for the `if`. */
  readonly hint: string | null;
}

/** `istanbul ignore if` as a comment, with the white space behind it. */
const coverageHint = /\/\*\s*istanbul ignore (if|else|next)\b(?:[^*]|\*(?!\/))*\*\/\s*/;

/** Whether a comment is a hint for a coverage tool about the statement behind it: `istanbul ignore if`. */
export function isCoverageHint(comment: string): boolean {
  return /^(?:\/[*/])?\s*istanbul ignore (?:if|else|next)\b/.test(comment);
}

/**
 * Splits a guard into its parts: `if (err) handler else otherwise`.
 *
 * @param handler the branch that moves into the `catch`, or the guard itself if all of it does; null where only its comments stay
 * @param otherwise the branch that runs without an error; null where there is none
 */
export function takeApart(unit: UnitWriter, guard: TSESTree.Statement, handler: TSESTree.Statement | null, otherwise: TSESTree.Statement | null): GuardParts {
  const around = unit.commentsAround(guard);
  const [first, second] = guard.type === 'IfStatement' && handler !== guard ? [guard.consequent, guard.alternate] : [null, null];
  const edge = first && second ? unit.startOfElse(first) : 0;
  const limitOf = (branch: TSESTree.Statement): number => {
    if (branch === first && second) return branch.type === 'BlockStatement' ? edge : second.range[0];
    return unit.trailingEnd(guard.range[1], (guard.parent as TSESTree.Node).range[1]);
  };
  const branch = otherwise ? unit.branch(otherwise, limitOf(otherwise)) : [];
  const own = handler ? unit.branch(handler, limitOf(handler)) : [];
  const error = otherwise === first ? second : first;
  const inTest = first ? unit.hiddenComments(guard.range[0], first.range[0]) : [];
  const between = first && second ? unit.hiddenComments(edge, second.range[0]) : [];
  // Only the comments stay of a branch that is removed.
  const gone = handler ? null : (error ?? (first ? null : guard));
  const inside = gone ? unit.hiddenComments(...gone.range) : [];
  const isFirst = otherwise !== null && otherwise === first;
  const [hint, lead] = splitHint(around.lead, isFirst ? 'else' : 'if', otherwise !== null);
  const leads = [...(lead ? [lead] : []), ...inTest];
  return {
    lead: [...(isFirst ? between : leads), ...inside],
    handler: own,
    trail: [...own, ...branch].some(({ trail }) => trail !== '' && trail === around.trail) ? '' : around.trail,
    after: [...unit.ahead(guard), ...withLead(branch, isFirst ? leads : between), ...unit.behind(guard)],
    hint,
  };
}

/**
 * Splits the comments in front of a guard into the coverage hint for the `catch` and the rest. A hint about the branch without an
 * error is part of the rest.
 *
 * @param own the keyword of a hint about the error's branch: `if`, or `else` for `if (!err) ... else handler`
 * @param hasOther whether there is a branch without an error
 */
function splitHint(lead: string, own: 'if' | 'else', hasOther: boolean): readonly [hint: string | null, rest: string] {
  const match = coverageHint.exec(lead);
  const about = match?.[1];
  if (!match || (about !== own && about !== 'next' && hasOther)) return [null, lead];
  return [about === own || about === 'next' ? '/* istanbul ignore next */' : null, lead.replace(match[0], '').trim()];
}

/** Puts comments in front of the first of some statements. */
function withLead([first, ...others]: readonly Chunk[], comments: readonly string[]): readonly Chunk[] {
  if (!first || comments.length === 0) return first ? [first, ...others] : comments.map(commentChunk);
  const add = (text: string): string => [...comments, text].join('\n');
  return [{ ...first, text: () => add(first.text()), lead: add(first.lead).trim() }, ...others];
}

function commentChunk(text: string): Chunk {
  return { text: () => text, emptyLines: 0, isBeside: false, statement: null, lead: '', trail: '' };
}
