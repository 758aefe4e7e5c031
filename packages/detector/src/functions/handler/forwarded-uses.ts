// Follows a callback through the functions that it is forwarded to: `cb` of `function load(id, cb) { read(id, cb); }` to that of `read`.

import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../../bindings/bindings.js';
import type { FunctionNode } from '../../syntax/function-node.js';
import { isInsideTry } from '../../syntax/surroundings.js';
import type { ImportedArgument } from '../imported/imported-function.js';
import { type CallbackUses, usesOfArgument } from '../index/callback-uses.js';
import type { FunctionIndex } from '../index/function-index.js';

/** A call that a callback is forwarded to. */
interface Forward {
  readonly call: TSESTree.CallExpression;
  /** The callback in it. */
  readonly mention: TSESTree.Node;
}

/** Answers where the callbacks of the functions of a file are forwarded to. */
export class ForwardedUses {
  readonly #index: FunctionIndex;
  readonly #bindings: Bindings;

  constructor(index: FunctionIndex, bindings: Bindings) {
    this.#index = index;
    this.#bindings = bindings;
  }

  /** The uses of a callback, and those in all other functions of the file that it is forwarded to. */
  along(uses: CallbackUses): readonly CallbackUses[] {
    const found = new Map<FunctionNode, CallbackUses>([[uses.definition, uses]]);
    // The loop also visits what is added to the map while it runs.
    for (const each of found.values()) {
      for (const next of this.directly(each)) if (!found.has(next.definition)) found.set(next.definition, next);
    }
    return [...found.values()];
  }

  /** The uses of a callback in the functions of the file that it is forwarded to directly. */
  directly(uses: CallbackUses): readonly CallbackUses[] {
    return forwardsOf(uses).flatMap(({ call, mention }) => this.#index.recipientsOf(call, mention).flatMap((recipient) => usesOfArgument(recipient, this.#bindings) ?? []));
  }

  /** The callees of other files that a callback is forwarded to. */
  imported(uses: CallbackUses): readonly ImportedArgument[] {
    return forwardsOf(uses).flatMap(({ call, mention }) => this.#index.importedArgumentOf(call, mention) ?? []);
  }

  /** The calls in a `try` that a callback is forwarded to. */
  inTry(uses: CallbackUses): readonly Forward[] {
    return forwardsOf(uses).filter(({ mention }) => isInsideTry(mention));
  }
}

/** The calls that take a callback as an argument: `load(id, cb)`. */
function forwardsOf({ mentions }: CallbackUses): readonly Forward[] {
  return mentions.flatMap((mention) => {
    const { parent } = mention;
    return parent?.type === 'CallExpression' && parent.callee !== mention ? [{ call: parent, mention }] : [];
  });
}
