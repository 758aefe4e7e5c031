import { type Source, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { needsPromiseConstructor } from '../../error-forms/questions.js';
import type { Names } from '../../names/assign-names.js';
import { isReserved } from '../../syntax/reserved-words.js';
import type { Rewrite } from '../../plan/types.js';
import { headOf, lastOfHead } from '../../file/file-head.js';
import { insertBelow } from './insert-below.js';
import type { FileFacts } from '../../file/file-facts.js';
import { isOnlyVariable } from './promisify-import.js';
import type { LazyEdit } from '../edits/edit.js';

/** The constants for promisified functions, `const readFile = promisify(fs.readFile);`, with the edit that declares them. */
export interface Constants {
  /** The constant that a rewrite calls; null where it calls none. */
  readonly nameOf: (rewrite: Rewrite) => string | null;
  readonly edits: readonly LazyEdit[];
}

/**
 * Plans the constants of a file below its imports, one for each callee. Constants that the file has there already are reused.
 *
 * @param promisify how the file refers to `promisify`
 * @param names the names that were chosen for other variables, which the constants must not have
 */
export function planConstants(source: Source, { references, style }: FileFacts, rewrites: readonly Rewrite[], promisify: string, names: Names): Constants {
  const taken = new Set([promisify, ...[names.renamed, names.receivers, names.wholeResults, names.passedThrough].flatMap((map) => [...map.values()])]);
  const existing = findExisting(source, promisify);
  const byCallee = new Map<string, string>();
  for (const [callee, name] of existing.names) {
    if (!taken.has(name) && isOnlyVariable(references.variablesOf(name))) byCallee.set(callee, name);
  }
  const lines: string[] = [];
  const named = new Map<Rewrite, string>();
  for (const rewrite of rewrites) {
    if (rewrite.callee?.form !== 'constant' || needsPromiseConstructor(rewrite)) continue;
    const callee = source.text.slice(...rewrite.callee.callee.range);
    let name = byCallee.get(callee);
    if (name === undefined) {
      name = chooseName(verbOf(rewrite.callee.callee) ?? 'call', (each) => isReserved(each) || taken.has(each) || references.has(each));
      taken.add(name);
      byCallee.set(callee, name);
      lines.push(`const ${name} = ${promisify}(${callee})`);
    }
    named.set(rewrite, name);
  }
  return { nameOf: (rewrite) => named.get(rewrite) ?? null, edits: lines.length > 0 ? declare(lines) : [] };

  function declare(all: readonly string[]): LazyEdit[] {
    const text = all.join(`${style.semicolon}\n`);
    if (existing.last) return [insertBelow(source, style, existing.last, text)];
    // A constant's function comes from an import, so there is one.
    const last = lastOfHead(source.ast.body);
    return last ? [insertBelow(source, style, last, `\n${text}`)] : [];
  }
}

/** A free name for a constant: `readFile`, else `readFileAsync`, else with a number. */
function chooseName(name: string, isTaken: (name: string) => boolean): string {
  for (let candidate = name, number = 1; ; number += 1, candidate = `${name}Async${number > 2 ? number - 1 : ''}`) {
    if (!isTaken(candidate)) return candidate;
  }
}

/** The constants for promisified functions that a file has already. */
interface Existing {
  readonly names: readonly (readonly [callee: string, name: string])[];
  /** The last statement that declares such a constant. */
  readonly last: TSESTree.ProgramStatement | null;
}

/** Finds the constants right below the imports. */
function findExisting({ ast, text }: Source, promisify: string): Existing {
  const names: (readonly [string, string])[] = [];
  let last: TSESTree.ProgramStatement | null = null;
  for (const statement of ast.body.slice(headOf(ast.body).length)) {
    const [declarator, ...others] = statement.type === 'VariableDeclaration' && statement.kind === 'const' ? statement.declarations : [];
    const { id, init } = declarator ?? {};
    const [callee] = init?.type === 'CallExpression' && text.slice(...init.callee.range) === promisify ? init.arguments : [];
    if (!callee || id?.type !== 'Identifier' || others.length > 0) break;
    names.push([text.slice(...callee.range), id.name]);
    last = statement;
  }
  return { names, last };
}
