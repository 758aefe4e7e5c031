import type { TSESTree } from '@typescript-eslint/types';

import type { Rewrite } from '../../plan/types.js';
import { emptyBehind, siblingsOf } from './statement-ends.js';

/** Tells where a statement of the output may go on in the next line, since nothing ends it. */
export class AsiHazards {
  readonly #text: string;
  readonly #semicolon: string;
  /** Statements that go away. */
  readonly #removed: ReadonlySet<TSESTree.Node | null>;
  /** Statements in whose place others are written. */
  readonly #replaced: ReadonlySet<TSESTree.Node>;

  /** @param semicolon what ends a statement in this file */
  constructor(text: string, semicolon: string, rewrites: readonly Rewrite[]) {
    this.#text = text;
    this.#semicolon = semicolon;
    this.#removed = new Set(rewrites.flatMap(({ declaration }) => (declaration ? [declaration, ...emptyBehind(text, declaration)] : [])));
    this.#replaced = new Set(rewrites.filter((rewrite) => !keepsStatement(rewrite)).map(({ position }) => position.statement));
  }

  /** Whether a statement that starts with a bracket would go on with what will stand in front of it. */
  isOpenBefore(statement: TSESTree.Node): boolean {
    const list = siblingsOf(statement);
    let index = list.indexOf(statement) - 1;
    while (index >= 0 && this.#removed.has(list[index] as TSESTree.Node)) index -= 1;
    const previous = list[index];
    // The import may come in front of the first statement of a file.
    if (!previous) return this.#semicolon === '' && statement.parent?.type === 'Program';
    return this.#semicolon === '' || !(this.#replaced.has(previous) || isClosed(this.#text, previous));
  }

  /** What follows a statement that goes away, if it needs a semicolon in front of it now; else null. */
  openedByRemoving(removed: TSESTree.Statement): TSESTree.Node | null {
    const list = siblingsOf(removed);
    let index = list.indexOf(removed) + 1;
    while (index < list.length && this.#removed.has(list[index] as TSESTree.Node)) index += 1;
    const next = list[index];
    if (!next || !/[([`+\-/]/.test(this.#text.charAt(next.range[0])) || isBehindGuardSemicolon(this.#text, next.range[0])) return null;
    return this.isOpenBefore(next) ? next : null;
  }
}

/** Whether only the call is replaced, so that its statement ends as it did. */
function keepsStatement({ form, position }: Rewrite): boolean {
  return form === 'fire-and-forget' || form === 'promise' || position.form === 'branch';
}

/** Whether a statement ends with a semicolon or the brace of a block, so that a parenthesis behind it starts a new one. */
function isClosed(text: string, statement: TSESTree.Node): boolean {
  if (text[statement.range[1] - 1] === ';') return true;
  switch (statement.type) {
    case 'IfStatement':
      return isClosed(text, statement.alternate ?? statement.consequent);
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'LabeledStatement':
      return isClosed(text, statement.body);
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      return statement.declaration !== null && isClosed(text, statement.declaration);
    case 'BlockStatement':
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'TryStatement':
    case 'SwitchStatement':
    case 'TSInterfaceDeclaration':
    case 'TSEnumDeclaration':
    case 'TSModuleDeclaration':
      return true;
    default:
      return false;
  }
}

/** `;(pool || db).find(...)`: the semicolon in front keeps the line apart from the one before. */
export function isBehindGuardSemicolon(text: string, start: number): boolean {
  return /(?:^|\n)[ \t]*;[ \t]*$/.test(text.slice(Math.max(0, text.lastIndexOf('\n', start - 1)), start));
}
