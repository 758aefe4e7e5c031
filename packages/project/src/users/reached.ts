// What a file says about the methods that other files can reach, and about those that it reaches itself.

import type { FunctionNode, ImportedName } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/** A class of a file of which other files can reach instances. */
export interface ReachedClass {
  /** Its own name, or that of a variable that holds it; null if it has none. */
  readonly name: string | null;
  /** The names that lead to its instances from what the file exports: `Store` and `prototype` for `new exports.Store()`. */
  readonly instances: readonly (readonly string[])[];
  readonly methods: ReadonlyMap<string, FunctionNode>;
  /** The class of another file that it extends. */
  readonly base: ImportedName | null;
  /** It extends a class, so that code of that may call its methods. An emitter calls none but its own. */
  readonly isExtending: boolean;
  /** The class or an instance of it is passed on to code that is not seen, see `readPassedInstances`. */
  readonly isPassedOn: boolean;
}

/** An export that is a value of another file for good: `module.exports = new Store()`, `exports.open = () => new Store()`. */
export interface ExportAlias {
  readonly path: readonly string[];
  readonly name: ImportedName;
}

/** What other files can certainly reach by the exports of a file: instances of its classes, and values of other files. */
export interface ReachedInstances {
  readonly classes: readonly ReachedClass[];
  readonly aliases: readonly ExportAlias[];
  /** The names of what the file exports itself, also as a member of such a value: `open` of `module.exports = new Store(); module.exports.open = ...`. */
  readonly defined: readonly (readonly string[])[];
  /** The values of other files that it passes on to code that is not seen. */
  readonly passed: readonly ImportedName[];
  /** The properties that hold values of other files: `store` of `this.store = new Store()`. */
  readonly holders: readonly string[];
}

/** A call of a function of another file by a member: `store.get(id, cb)`, `this.store.get(id, cb)`. */
export interface MemberCall {
  readonly callee: TSESTree.MemberExpression;
  readonly name: ImportedName;
  /** The properties that hold the objects on the way: `store` of `this.store.get`. No other file may set one of them. */
  readonly holders: readonly string[];
}

/** How a file may reach members of objects that it does not show. */
export interface UncertainMembers {
  /** The names of members of objects of which the file does not show the class, and strings that may be such names. */
  readonly names: readonly string[];
  /** A computed name chooses a member of an object of the project: `this[method](cb)`. */
  readonly isComputed: boolean;
  /** The names of methods that it calls by `this`. */
  readonly own: readonly string[];
}
