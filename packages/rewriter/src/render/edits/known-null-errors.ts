import { type Source, contains } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { absentError } from '../../callback/callback-annotation.js';
import { keepsErrorIn } from '../../error-forms/questions.js';
import type { Names } from '../../names/assign-names.js';
import type { Rewrite } from '../../plan/types.js';
import type { Slices } from '../text/slices.js';
import type { LazyEdit } from './edit.js';

/**
 * Replaces mentions of errors that are known to be null, as behind a guard: `cb(err, value)` becomes `cb(null, value)`, and
 * `cb(err || new Error('gone'))` becomes `cb(new Error('gone'))`.
 */
export class KnownNullErrors {
  readonly #source: Source;
  readonly #slices: Slices;
  readonly #names: Names;
  /** The rewrites whose error is set in the text that is being made. */
  readonly #set = new Set<Rewrite>();

  constructor(source: Source, slices: Slices, names: Names) {
    this.#source = source;
    this.#slices = slices;
    this.#names = names;
  }

  /** A text that stands twice in the output, as it is where the error of a rewrite is set: `cb(err)` for both. */
  withError(rewrite: Rewrite, make: () => string): string {
    this.#set.add(rewrite);
    const text = this.#slices.afresh(make);
    this.#set.delete(rewrite);
    return text;
  }

  /** The edits of all mentions of the error of a rewrite that are known to be null. */
  editsOf(rewrite: Rewrite): LazyEdit[] {
    const { error, site } = rewrite;
    const variable = site.error?.variable;
    const kept = keepsErrorIn(error);
    if (!kept || !variable) return [];
    const name = this.#names.renamed.get(variable) ?? variable.name;
    return variable.references.flatMap(({ identifier }) => {
      if (kept.some((node) => contains(node, identifier))) return [];
      const mention: TSESTree.Node = identifier;
      const { parent } = mention;
      const replaced = isFirstOperand(mention, parent) ? parent : mention;
      const [start, end] = replaced.range;
      const render = (): string => (this.#set.has(rewrite) ? name : this.#withoutError(rewrite, mention));
      return { start, end, render };
    });
  }

  #withoutError({ site }: Rewrite, mention: TSESTree.Node): string {
    const { parent } = mention;
    if (isFirstOperand(mention, parent)) return this.#slices.flatTextOf(...parent.right.range);
    const use = parent?.type === 'CallExpression' && parent.arguments[0] === mention ? parent : null;
    return this.#source.isTypeScript === true ? absentError(this.#source, site, use) : 'null';
  }
}

/** Whether a mention is the first operand of `err || new Error('gone')`. */
function isFirstOperand(mention: TSESTree.Node, parent: TSESTree.Node | undefined): parent is TSESTree.LogicalExpression {
  return parent?.type === 'LogicalExpression' && parent.operator === '||' && parent.left === mention;
}
