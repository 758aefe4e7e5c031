import type { TSESTree } from '@typescript-eslint/types';

/**
 * What a file does with a value of a module. `called`: `store.load(id, cb)`. `value`: it is passed on, compared, returned, exported.
 * `opaque`: it is used in a way that does not show who calls it, or with what: `store.load.apply(store, args)`, `new store.Reader()`,
 * `store[name]`, `store.load = fake`.
 */
export type MentionRole = 'called' | 'value' | 'opaque';

/** A place where a file reaches a value of a module, by the names that lead to it from what the module exports. */
export interface Mention {
  readonly path: readonly string[];
  readonly role: MentionRole;
  /** The longest expression that is known to be the value: `store.load` of `store.load(id, cb)`. */
  readonly node: TSESTree.Node;
}
