import { type Scope, type Source, contains, hostOf, isFunction } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { inlinesCallback, otherwiseOf } from '../error-forms/questions.js';
import type { ExecutorForm, Rewrite } from '../plan/types.js';

/** A block of the output with the names that are declared in it. Statements of several callbacks may end up in one block. */
export interface OutputBlock {
  /** The ranges of the input that end up in the block. */
  readonly regions: (readonly [start: number, end: number])[];
  /** The names that are declared in it; new ones are added as they are chosen. */
  readonly names: Set<string>;
  /** The block of the function around it, to which a `var` is hoisted; null for the block of a function. */
  readonly function: OutputBlock | null;
}

/** Finds the block of the output that the continuation of each rewrite moves into. */
export class OutputBlocks {
  readonly #source: Source;
  readonly #byNode = new Map<TSESTree.Node, OutputBlock>();
  /** The callbacks, and the branches in them, whose statements move into the block of their call. */
  readonly #inlined = new Map<TSESTree.Node, Rewrite>();
  readonly #byRewrite = new Map<Rewrite, OutputBlock>();
  /** The executors whose statements move into the function around their promise, with that function. */
  readonly #merged = new Map<TSESTree.Node, TSESTree.Node>();

  /** @param rewrites all rewrites of the file, and its executors that become something else */
  constructor(source: Source, rewrites: readonly Rewrite[], executors: readonly ExecutorForm[]) {
    this.#source = source;
    for (const rewrite of rewrites) {
      if (inlinesCallback(rewrite)) this.#inlined.set(rewrite.site.callback, rewrite);
      const block = otherwiseOf(rewrite.error);
      if (block) this.#inlined.set(block, rewrite);
    }
    for (const form of executors) if (form.form === 'host') this.#merged.set(form.executor.fn, form.host);
  }

  /** The block that the continuation of a rewrite moves into. */
  blockOf(rewrite: Rewrite): OutputBlock {
    const known = this.#byRewrite.get(rewrite);
    if (known) return known;
    const frame = this.#find(rewrite);
    this.#byRewrite.set(rewrite, frame);
    const { callback } = rewrite.site;
    if (rewrite.declaration) frame.regions.push([callback.range[0], callback.range[1]]);
    return frame;
  }

  /** The function that contains the call of a rewrite in the output. */
  hostOf(rewrite: Rewrite): TSESTree.Node {
    let host = hostOf(rewrite.call);
    for (let outer = this.#inlined.get(host); outer; outer = this.#inlined.get(host)) host = hostOf(outer.call);
    return this.#merged.get(host) ?? host;
  }

  /** Whether a block between a call and its function declares a name, in the input or because something moved into it. */
  isDeclaredAround(rewrite: Rewrite, name: string): boolean {
    const { scopeManager } = this.#source;
    for (const node of this.#around(rewrite)) {
      if (scopeManager.acquire(node, true)?.set.has(name) || this.#byNode.get(node)?.names.has(name)) return true;
    }
    return false;
  }

  /** Adds a name that a `var` declares to the function around a call and to the blocks between, in which no `let` may have it. */
  hoist(rewrite: Rewrite, name: string): void {
    const outer = this.blockOf(rewrite).function;
    if (!outer) return;
    outer.names.add(name);
    for (const node of this.#around(rewrite)) {
      if (node.type === 'BlockStatement') this.#ofBlock(node).names.add(name);
      else if (node.type === 'SwitchCase') this.#ofCase(node).names.add(name);
    }
  }

  /** The statement of a call and the nodes around it, up to the function that contains them in the output. */
  *#around({ position }: Rewrite): Generator<TSESTree.Node> {
    let node: TSESTree.Node | undefined = position.statement;
    while (node && node.type !== 'Program') {
      const outer: Rewrite | undefined = isFunction(node) ? this.#inlined.get(node) : undefined;
      if (isFunction(node) && outer?.form !== 'await') return;
      yield node;
      node = outer ? outer.position.statement : node.parent;
    }
  }

  #find({ form, position, call }: Rewrite): OutputBlock {
    const { statement } = position;
    const regions: OutputBlock['regions'] = [[statement.range[0], statement.range[1]]];
    if (form !== 'await') return { regions: [[call.range[0], call.range[1]]], names: new Set(), function: null };
    if (position.form === 'arrow') return this.#ofFunction(position.arrow);
    const inlined = this.#inlined.get(statement);
    if (inlined) return this.blockOf(inlined);
    const parent = statement.parent as TSESTree.Node;
    if (position.form !== 'branch' && parent.type === 'BlockStatement') return this.#ofBlock(parent);
    if (parent.type === 'SwitchCase') return this.#ofCase(parent);
    return { regions, names: new Set(), function: this.#ofEnclosingFunction(statement) };
  }

  #ofBlock(block: TSESTree.BlockStatement): OutputBlock {
    const inlined = this.#inlined.get(block);
    if (inlined) return this.blockOf(inlined);
    if (isFunction(block.parent)) return this.#ofFunction(block.parent);
    const known = this.#byNode.get(block);
    if (known) return known;
    const { scopeManager } = this.#source;
    // The block of a `catch` cannot declare the parameter's name again.
    const scopes = [scopeManager.acquire(block), block.parent.type === 'CatchClause' ? scopeManager.acquire(block.parent) : null];
    const frame: OutputBlock = {
      regions: [[block.range[0], block.range[1]]],
      names: new Set([...scopes.flatMap((scope) => scope?.variables.map(({ name }) => name) ?? []), ...this.#hoistedFrom(block)]),
      function: this.#ofEnclosingFunction(block),
    };
    this.#byNode.set(block, frame);
    return frame;
  }

  /** The names of the `var`s in a block, which are hoisted to the function, but which no `let` of the block may have. */
  #hoistedFrom(block: TSESTree.Node): string[] {
    const scope = this.#source.scopeManager.acquire(hostOf(block), true);
    const isInside = ({ identifiers }: Scope.Variable): boolean => identifiers.some((identifier) => contains(block, identifier));
    return scope?.variables.filter(isInside).map(({ name }) => name) ?? [];
  }

  /** The block of a `case`, which gets braces in the output. */
  #ofCase(node: TSESTree.SwitchCase): OutputBlock {
    const known = this.#byNode.get(node);
    if (known) return known;
    const frame: OutputBlock = {
      regions: [[node.range[0], node.range[1]]],
      names: new Set([
        ...(this.#source.scopeManager.acquire(node.parent)?.variables.map(({ name }) => name) ?? []),
        ...this.#hoistedFrom(node),
      ]),
      function: this.#ofEnclosingFunction(node),
    };
    this.#byNode.set(node, frame);
    return frame;
  }

  #ofFunction(node: TSESTree.Node): OutputBlock {
    const inlined = this.#inlined.get(node);
    if (inlined) return this.blockOf(inlined);
    const known = this.#byNode.get(node);
    if (known) return known;
    const scope = this.#source.scopeManager.acquire(node, true);
    const used = (scope?.variables ?? []).filter(({ name, references }) => name !== 'arguments' || references.length > 0);
    const host = this.#merged.get(node);
    const outer = host && this.#ofFunction(host);
    const frame: OutputBlock = outer ?? { regions: [[node.range[0], node.range[1]]], names: new Set(), function: null };
    for (const { name } of used) frame.names.add(name);
    this.#byNode.set(node, frame);
    return frame;
  }

  #ofEnclosingFunction(node: TSESTree.Node): OutputBlock | null {
    let parent = node.parent;
    while (parent && !isFunction(parent)) parent = parent.parent;
    if (!parent) return null;
    const frame = this.#ofFunction(parent);
    return frame.function ?? frame;
  }
}
