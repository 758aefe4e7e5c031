import { type FunctionNode, type Source, functionIndexOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { ExportedValue } from '../summary/file-summary.js';
import { type ExportDefinition, type ExportMentions, readExportMentions } from './export-mentions.js';

/** An exported function that other files can reach by one name only, which the file itself always uses openly. */
export interface Offer {
  readonly fn: FunctionNode;
  /** The names that lead to it from what the file exports; none for the whole module. */
  readonly path: readonly string[];
  /** The expression that gives the export its value: the function, or a variable that holds it. */
  readonly definition: TSESTree.Node;
  /** The places where the file itself uses the function by its export: `exports.load` of `exports.load(id, cb)`. */
  readonly mentions: readonly TSESTree.Node[];
  /** The file itself calls the function. */
  readonly isCalled: boolean;
}

/**
 * Lists the exported functions of a file of which each user could be told, as far as the file itself shows.
 *
 * Not listed: methods of instances, functions with two exported names, and functions that the file reaches in a way that hides the user,
 * as `exports[name]` or `this.load` do.
 *
 * @param exports what the file exports
 * @param functions the functions that `exports` has the indexes of
 */
export function readOffers(source: Source, exports: ExportedValue, functions: readonly FunctionNode[]): readonly Offer[] {
  const named = namedFunctions(exports);
  if (named.size === 0) return [];
  const own = readExportMentions(source, new Set(functions));
  if (own.passesOn) return [];
  const reader = new OfferReader(source, own);
  return [...named].flatMap(([index, paths]) => {
    const [path, ...others] = paths;
    return path && others.length === 0 ? (reader.offerOf(functions[index]!, path) ?? []) : [];
  });
}

/** The paths of each exported function. */
function namedFunctions(exports: ExportedValue): ReadonlyMap<number, readonly (readonly string[])[]> {
  const paths = new Map<number, (readonly string[])[]>();
  const visit = ({ functions, members }: ExportedValue, path: readonly string[]): void => {
    for (const index of functions) paths.set(index, [...(paths.get(index) ?? []), path]);
    for (const [name, member] of Object.entries(members)) if (name !== 'prototype' && name !== '()') visit(member, [...path, name]);
  };
  visit(exports, []);
  return paths;
}

class OfferReader {
  readonly #bindings: ReturnType<typeof functionIndexOf>['bindings'];
  readonly #own: ExportMentions;

  constructor(source: Source, own: ExportMentions) {
    this.#bindings = functionIndexOf(source).bindings;
    this.#own = own;
  }

  offerOf(fn: FunctionNode, path: readonly string[]): Offer | null {
    const [definition, ...others] = this.#own.definitions.filter((each) => isSame(each.path, path));
    if (!definition || others.length > 0 || this.#functionOf(definition) !== fn || this.#own.ofThis.has(path.at(-1) ?? '')) return null;
    const mentions: TSESTree.Node[] = [];
    let isCalled = false;
    for (const { path: mentioned, node, role } of this.#own.mentions) {
      if (isSame(mentioned, path)) {
        if (role === 'opaque') return null;
        mentions.push(node);
        isCalled ||= role === 'called';
      } else if (isPrefix(mentioned, path) && role !== 'called') {
        return null; // an object that has the function is passed on
      }
    }
    return { fn, path, definition: definition.node, mentions, isCalled };
  }

  #functionOf({ node }: ExportDefinition): FunctionNode | null {
    return this.#bindings.functionOf(node);
  }
}

/** Whether two lists of names are equal. */
export function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && isPrefix(a, b);
}

/** Whether a list of names begins with another. */
export function isPrefix(start: readonly string[], names: readonly string[]): boolean {
  return start.length <= names.length && start.every((name, index) => names[index] === name);
}
