import type { Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { requestOf } from '../../callee/promise-variant.js';
import type { Style } from '../../file/style.js';
import type { CalleeForm, ImportedVariant } from '../../plan/types.js';
import type { LazyEdit } from '../edits/edit.js';
import { insertBelow } from './insert-below.js';

/** A call in the output whose callee is made to return a promise. */
export interface PromisedCall {
  readonly call: TSESTree.CallExpression | TSESTree.NewExpression;
  readonly callee: CalleeForm | null;
}

/** The imports that the output takes from modules of promise variants, with the edits that move them there. */
export interface VariantImports {
  readonly has: (callee: { readonly imported: ImportedVariant }) => boolean;
  readonly edits: readonly LazyEdit[];
}

type Specifier = ImportedVariant['specifier'];

/**
 * Moves the imports of functions that the output only awaits to the module of their promise variants: `const { readFile } = require('fs')`
 * becomes `const { readFile } = require('fs/promises')`. A function that is also used otherwise stays where it is, and is promisified.
 *
 * @param calls all calls that the output awaits
 */
export function planVariantImports(source: Source, style: Style, calls: readonly PromisedCall[]): VariantImports {
  const awaited = new Map<ImportedVariant['variable'], { readonly imported: ImportedVariant; readonly callees: Set<unknown> }>();
  for (const { call, callee } of calls) {
    if (callee?.form !== 'imported-variant') continue;
    const { imported } = callee;
    const found = awaited.get(imported.variable) ?? { imported, callees: new Set() };
    awaited.set(imported.variable, found);
    found.callees.add(call.callee);
  }
  const moved = new Map<Specifier, ImportedVariant>();
  for (const [{ references }, { imported, callees }] of awaited) {
    const isOnlyAwaited = references.every(({ init, identifier }) => init === true || callees.has(identifier));
    // The comments in a list of names are about names that may not move with them.
    if (isOnlyAwaited && !hasComments(source, imported.specifier.parent)) moved.set(imported.specifier, imported);
  }
  const lists = new Map([...moved.values()].map((imported) => [imported.specifier.parent, imported]));
  return {
    has: ({ imported: { specifier } }) => moved.has(specifier),
    edits: [...lists].flatMap(([list, { module }]) => moveSpecifiers(source, style, list, (specifier) => moved.has(specifier as Specifier), module)),
  };
}

function moveSpecifiers(source: Source, style: Style, list: Specifier['parent'], isMoved: (specifier: TSESTree.Node) => boolean, module: string): LazyEdit[] {
  const specifiers: readonly TSESTree.Node[] = list.type === 'ObjectPattern' ? list.properties : list.specifiers;
  const literal = requestOf(list);
  const [, end] = literal.range;
  if (specifiers.every(isMoved)) return [{ start: end - 1, end: end - 1, render: () => module.slice(module.indexOf('/')) }];
  const statement = list.type === 'ObjectPattern' ? (list.parent.parent as TSESTree.VariableDeclaration) : list;
  const raw = literal.raw.replace(/.$/, (quote) => module.slice(module.indexOf('/')) + quote);
  const names = `{ ${specifiers.filter(isMoved).map(({ range }) => source.text.slice(...range)).join(', ')} }`;
  const text = statement.type === 'ImportDeclaration' ? `import ${names} from ${raw}` : `${statement.kind} ${names} = require(${raw})`;
  return [...withoutMoved(source, specifiers, isMoved), insertBelow(source, style, statement as TSESTree.ProgramStatement, text)];
}

function hasComments({ ast }: Source, { range: [start, end] }: TSESTree.Node): boolean {
  return ast.comments?.some(({ range }) => start < range[0] && range[1] < end) ?? false;
}

/** Removes the moved names from the list; `import fs, { stat } from 'fs'` becomes `import fs from 'fs'`. */
function withoutMoved({ text }: Source, specifiers: readonly TSESTree.Node[], isMoved: (specifier: TSESTree.Node) => boolean): LazyEdit[] {
  const [first, ...others] = specifiers;
  if (first?.type === 'ImportDefaultSpecifier' && others.every(isMoved)) {
    const [, last] = specifiers.at(-1)!.range;
    return [{ start: first.range[1], end: text.indexOf('}', last) + 1, render: () => '' }];
  }
  return specifiers.flatMap((each, index) => (isMoved(each) ? [without(specifiers, index, isMoved)] : []));
}

/** Removes one of the names in braces, with the comma that separates it from those that stay. */
function without(specifiers: readonly TSESTree.Node[], index: number, isMoved: (specifier: TSESTree.Node) => boolean): LazyEdit {
  const { range } = specifiers[index]!;
  const isFollowed = specifiers.slice(index + 1).some((each) => !isMoved(each));
  const [start, end] = isFollowed ? [range[0], specifiers[index + 1]!.range[0]] : [specifiers[index - 1]!.range[1], range[1]];
  return { start, end, render: () => '' };
}
