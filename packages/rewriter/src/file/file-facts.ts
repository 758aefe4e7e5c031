import { type Source, nodesOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { References } from './references.js';
import type { Span } from '../syntax/span.js';
import { type Style, detectStyle } from './style.js';

/** What planning and rendering need to know about a whole file. */
export interface FileFacts {
  readonly references: References;
  readonly style: Style;
  /** The ranges of the strings and template literals with line ends in them, sorted. */
  readonly multilineLiterals: readonly Span[];
  /** Whether the file is TypeScript or, as with Flow, contains type annotations. */
  readonly isTypeScript: boolean;
}

const known = new WeakMap<TSESTree.Program, FileFacts>();

/** The facts about a file. They are found once for each parsed file, since a linter renders the functions of a file one by one. */
export function factsOf(source: Source): FileFacts {
  const facts = known.get(source.ast) ?? findFacts(source);
  known.set(source.ast, facts);
  return facts;
}

function findFacts(source: Source): FileFacts {
  const { statements, hasTypes } = nodesOf(source);
  let [ended, open] = [0, 0];
  for (const statement of statements) {
    // `for (var i = 0; ...)`: a declaration in the head of a loop has no semicolon of its own.
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
