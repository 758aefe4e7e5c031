import type { TSESTree } from '@typescript-eslint/types';

import { isFunction } from '../syntax/function-node.js';
import type * as Scope from '../scope/scope.js';

/** The places in a function that mention certain variables, such as the error of a callback, looked up by node. */
export class Mentions {
  readonly #names = new Set<TSESTree.Node>();
  /** Nodes that contain a mention, functions inside left out. */
  readonly #direct = new Set<TSESTree.Node>();
  /** Nodes that contain a mention, functions inside included. */
  readonly #anywhere = new Set<TSESTree.Node>();

  /** @param root the function; nodes outside are not recorded */
  constructor(variables: readonly Scope.Variable[], root: TSESTree.Node) {
    for (const { references } of variables) {
      for (const reference of references) {
        if (reference.init && reference.isWriteOnly()) continue; // the default value of a parameter, `err = null`
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

  /** Whether a node is itself a mention of one of the variables. */
  isName(node: TSESTree.Node): boolean {
    return this.#names.has(node);
  }

  /** Whether a node is or contains a mention, functions inside left out. */
  isIn(node: TSESTree.Node): boolean {
    return this.#direct.has(node) && !isFunction(node);
  }

  /** Whether a node is or contains a mention, functions inside included. */
  isAnywhereIn(node: TSESTree.Node): boolean {
    return this.#anywhere.has(node);
  }

  /** The mention that comes first in the text, or null. */
  get first(): TSESTree.Node | null {
    let first: TSESTree.Node | null = null;
    for (const name of this.#names) if (!first || name.range[0] < first.range[0]) first = name;
    return first;
  }
}
