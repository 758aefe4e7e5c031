import { type Source, nodesOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { References } from './references.js';
import type { Span } from '../syntax/span.js';
import { type Style, detectStyle } from './style.js';

/** What the rendering needs to know of a whole file. */
export interface FileFacts {
  readonly references: References;
  readonly style: Style;
  /** The ranges of the strings and template literals with line ends in them, sorted. */
  readonly multilineLiterals: readonly Span[];
  /** Whether the file is TypeScript, or has types all the same. */
  readonly isTypeScript: boolean;
}

const known = new WeakMap<TSESTree.Program, FileFacts>();

/** The facts of a file, found once: an editor asks for the edits of one function after the other. */
export function factsOf(source: Source): FileFacts {
  const facts = known.get(source.ast) ?? findFacts(source);
  known.set(source.ast, facts);
  return facts;
}

function findFacts(source: Source): FileFacts {
  const { statements, hasTypes } = nodesOf(source);
  let [ended, open] = [0, 0];
  for (const statement of statements) {
    // A declaration in the head of a loop is ended by nothing.
    if (statement.type === 'VariableDeclaration' && statement.parent.type.startsWith('For')) continue;
    if (source.text[statement.range[1] - 1] === ';') ended += 1;
    else open += 1;
  }
  return {
    references: new References(source),
    style: detectStyle(source.text, ended >= open),
    multilineLiterals: findMultilineLiterals(source),
    isTypeScript: source.isTypeScript === true || hasTypes,
  };
}

function findMultilineLiterals(source: Source): readonly Span[] {
  return nodesOf(source)
    .literals.filter(({ range: [start, end] }) => source.text.slice(start, end).includes('\n'))
    .map(({ range: [start, end] }) => [start, end] as const)
    .sort((a, b) => a[0] - b[0]);
}
