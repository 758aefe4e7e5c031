import type { TSESTree } from '@typescript-eslint/types';

import { isFunction } from '../syntax/function-node.js';
import type * as Scope from '../scope/scope.js';

/** The places in a callback that mention its error or its results. */
export class Mentions {
  readonly #names = new Set<TSESTree.Node>();
  /** Nodes with a mention in themselves, not counting functions inside. */
  readonly #direct = new Set<TSESTree.Node>();
  /** Nodes with a mention in themselves or in functions inside. */
  readonly #anywhere = new Set<TSESTree.Node>();

  constructor(variables: readonly Scope.Variable[], root: TSESTree.Node) {
    for (const { references } of variables) {
      for (const reference of references) {
        if (reference.init && reference.isWriteOnly()) continue; // the parameter's default value
        this.#names.add(reference.identifier);
        this.#mark(reference.identifier, root);
      }
    }
  }

  #mark(name: TSESTree.Node, root: TSESTree.Node): void {
    let direct = true;
    for (let node: TSESTree.Node | undefined = name; node && node !== root; node = node.parent) {
      if (this.#anywhere.has(node) && (!direct || this.#direct.has(node))) return;
      this.#anywhere.add(node);
      if (direct) this.#direct.add(node);
      if (isFunction(node)) direct = false;
    }
  }

  isName(node: TSESTree.Node): boolean {
    return this.#names.has(node);
  }

  isIn(node: TSESTree.Node): boolean {
    return this.#direct.has(node) && !isFunction(node);
  }

  isAnywhereIn(node: TSESTree.Node): boolean {
    return this.#anywhere.has(node);
  }

  /** The first name in the text, or null. */
  get first(): TSESTree.Node | null {
    let first: TSESTree.Node | null = null;
    for (const name of this.#names) if (!first || name.range[0] < first.range[0]) first = name;
    return first;
  }
}
