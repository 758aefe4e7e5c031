import type { TSESTree } from '@typescript-eslint/types';

import type { Rewrite } from '../../plan/types.js';
import { emptyBehind, siblingsOf } from './statement-ends.js';

/**
 * ASI hazards of the output: a line that starts with `(`, `[` or a quote continues the statement before it if that does not end with a
 * semicolon. Such a line needs `;` in front.
 */
export class AsiHazards {
  readonly #text: string;
  readonly #semicolon: string;
  /** The statements that the output does not have: declarations of named callbacks, and empty statements behind them. */
  readonly #removed: ReadonlySet<TSESTree.Node | null>;
  /** The statements that are replaced by others, which end with a semicolon where the file has them. */
  readonly #replaced: ReadonlySet<TSESTree.Node>;

  /** @param semicolon what ends a statement in this file */
  constructor(text: string, semicolon: string, rewrites: readonly Rewrite[]) {
    this.#text = text;
    this.#semicolon = semicolon;
    this.#removed = new Set(rewrites.flatMap(({ declaration }) => (declaration ? [declaration, ...emptyBehind(text, declaration)] : [])));
    this.#replaced = new Set(rewrites.filter((rewrite) => !keepsStatement(rewrite)).map(({ position }) => position.statement));
  }

  /** Whether the code that is in front of a statement in the output has no semicolon at its end, so that a `(` would continue it. */
  isOpenBefore(statement: TSESTree.Node): boolean {
    const list = siblingsOf(statement);
    let index = list.indexOf(statement) - 1;
    while (index >= 0 && this.#removed.has(list[index] as TSESTree.Node)) index -= 1;
    const previous = list[index];
    // An import may be inserted in front of the first statement of a file.
    if (!previous) return this.#semicolon === '' && statement.parent?.type === 'Program';
    return this.#semicolon === '' || !(this.#replaced.has(previous) || isClosed(this.#text, previous));
  }

  /** The statement behind a removed one, if it needs `;` in front of it from then on; else null. */
  openedByRemoving(removed: TSESTree.Statement): TSESTree.Node | null {
    const list = siblingsOf(removed);
    let index = list.indexOf(removed) + 1;
    while (index < list.length && this.#removed.has(list[index] as TSESTree.Node)) index += 1;
    const next = list[index];
    if (!next || !/[([`+\-/]/.test(this.#text.charAt(next.range[0])) || isBehindGuardSemicolon(this.#text, next.range[0])) return null;
    return this.isOpenBefore(next) ? next : null;
  }
}

/** Whether a rewrite replaces only the call, so that its statement ends as it did. */
function keepsStatement({ form, position }: Rewrite): boolean {
  return form === 'fire-and-forget' || form === 'promise' || position.form === 'branch';
}

/** Whether a statement ends with a semicolon or the brace of a block, so that a `(` behind it starts a new statement. */
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

/** Whether a `;` at the start of its line guards what starts at an offset: `;(pool || db).find(...)`. */
export function isBehindGuardSemicolon(text: string, start: number): boolean {
  return /(?:^|\n)[ \t]*;[ \t]*$/.test(text.slice(Math.max(0, text.lastIndexOf('\n', start - 1)), start));
}
