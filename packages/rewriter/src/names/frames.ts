import { type Scope, type Source, contains, hostOf, isFunction } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { movesIn, otherwiseOf } from '../error-forms/questions.js';
import type { ExecutorForm, Rewrite } from '../plan/types.js';

/** A block of the output, and the names that are declared in it. */
export interface Frame {
  /** The parts of the input that end up in it. */
  readonly regions: (readonly [start: number, end: number])[];
  readonly names: Set<string>;
  /** The frame of the function that it belongs to, where `var` goes. */
  readonly function: Frame | null;
}

/** Tells for each rewrite in which block of the output its continuation will stand. */
export class Frames {
  readonly #source: Source;
  readonly #byNode = new Map<TSESTree.Node, Frame>();
  /** Callbacks, and blocks in them, whose statements move into the block where their call stands. */
  readonly #dissolved = new Map<TSESTree.Node, Rewrite>();
  readonly #byRewrite = new Map<Rewrite, Frame>();
  /** Executors whose statements move into the function around the promise. */
  readonly #merged = new Map<TSESTree.Node, TSESTree.Node>();

  constructor(source: Source, rewrites: readonly Rewrite[], executors: readonly ExecutorForm[]) {
    this.#source = source;
    for (const rewrite of rewrites) {
      if (movesIn(rewrite)) this.#dissolved.set(rewrite.site.callback, rewrite);
      const block = otherwiseOf(rewrite.error);
      if (block) this.#dissolved.set(block, rewrite);
    }
    for (const form of executors) if (form.form === 'host') this.#merged.set(form.executor.fn, form.host);
  }

  frameOf(rewrite: Rewrite): Frame {
    const known = this.#byRewrite.get(rewrite);
    if (known) return known;
    const frame = this.#find(rewrite);
    this.#byRewrite.set(rewrite, frame);
    const { callback } = rewrite.site;
    if (rewrite.declaration) frame.regions.push([callback.range[0], callback.range[1]]);
    return frame;
  }

  /** The function of the output that a rewrite's call stands in. */
  hostOf(rewrite: Rewrite): TSESTree.Node {
    let host = hostOf(rewrite.call);
    for (let outer = this.#dissolved.get(host); outer; outer = this.#dissolved.get(host)) host = hostOf(outer.call);
    return this.#merged.get(host) ?? host;
  }

  /** Whether a block between a call and its function declares a name, by itself or since something moved into it. */
  isDeclaredAround(rewrite: Rewrite, name: string): boolean {
    const { scopeManager } = this.#source;
    for (const node of this.#around(rewrite)) {
      if (scopeManager.acquire(node, true)?.set.has(name) || this.#byNode.get(node)?.names.has(name)) return true;
    }
    return false;
  }

  /** Tells the function around a call, and the blocks between, of a name that `var` declares: no `let` in them may have it. */
  hoist(rewrite: Rewrite, name: string): void {
    const outer = this.frameOf(rewrite).function;
    if (!outer) return;
    outer.names.add(name);
    for (const node of this.#around(rewrite)) {
      if (node.type === 'BlockStatement') this.#blockFrame(node).names.add(name);
      else if (node.type === 'SwitchCase') this.#caseFrame(node).names.add(name);
    }
  }

  /** A call's statement and the nodes around it that end up in the same function of the output. */
  *#around({ position }: Rewrite): Generator<TSESTree.Node> {
    let node: TSESTree.Node | undefined = position.statement;
    while (node && node.type !== 'Program') {
      const outer: Rewrite | undefined = isFunction(node) ? this.#dissolved.get(node) : undefined;
      if (isFunction(node) && outer?.form !== 'await') return;
      yield node;
      node = outer ? outer.position.statement : node.parent;
    }
  }

  #find({ form, position, call }: Rewrite): Frame {
    const { statement } = position;
    const regions: Frame['regions'] = [[statement.range[0], statement.range[1]]];
    if (form !== 'await') return { regions: [[call.range[0], call.range[1]]], names: new Set(), function: null };
    if (position.form === 'arrow') return this.#functionFrame(position.arrow);
    const dissolved = this.#dissolved.get(statement);
    if (dissolved) return this.frameOf(dissolved);
    const parent = statement.parent as TSESTree.Node;
    if (position.form !== 'branch' && parent.type === 'BlockStatement') return this.#blockFrame(parent);
    if (parent.type === 'SwitchCase') return this.#caseFrame(parent);
    return { regions, names: new Set(), function: this.#enclosingFunctionFrame(statement) };
  }

  #blockFrame(block: TSESTree.BlockStatement): Frame {
    const dissolved = this.#dissolved.get(block);
    if (dissolved) return this.frameOf(dissolved);
    if (isFunction(block.parent)) return this.#functionFrame(block.parent);
    const known = this.#byNode.get(block);
    if (known) return known;
    const { scopeManager } = this.#source;
    // What `catch` names cannot be declared again in its block.
    const scopes = [scopeManager.acquire(block), block.parent.type === 'CatchClause' ? scopeManager.acquire(block.parent) : null];
    const frame: Frame = {
      regions: [[block.range[0], block.range[1]]],
      names: new Set([...scopes.flatMap((scope) => scope?.variables.map(({ name }) => name) ?? []), ...this.#hoistedFrom(block)]),
      function: this.#enclosingFunctionFrame(block),
    };
    this.#byNode.set(block, frame);
    return frame;
  }

  /** The names that `var` declares in a block for its whole function: no `let` beside them may have them. */
  #hoistedFrom(block: TSESTree.Node): string[] {
    const scope = this.#source.scopeManager.acquire(hostOf(block), true);
    const isInside = ({ identifiers }: Scope.Variable): boolean => identifiers.some((identifier) => contains(block, identifier));
    return scope?.variables.filter(isInside).map(({ name }) => name) ?? [];
  }

  /** A case gets braces. */
  #caseFrame(node: TSESTree.SwitchCase): Frame {
    const known = this.#byNode.get(node);
    if (known) return known;
    const frame: Frame = {
      regions: [[node.range[0], node.range[1]]],
      names: new Set([
        ...(this.#source.scopeManager.acquire(node.parent)?.variables.map(({ name }) => name) ?? []),
        ...this.#hoistedFrom(node),
      ]),
      function: this.#enclosingFunctionFrame(node),
    };
    this.#byNode.set(node, frame);
    return frame;
  }

  #functionFrame(node: TSESTree.Node): Frame {
    const dissolved = this.#dissolved.get(node);
    if (dissolved) return this.frameOf(dissolved);
    const known = this.#byNode.get(node);
    if (known) return known;
    const scope = this.#source.scopeManager.acquire(node, true);
    const used = (scope?.variables ?? []).filter(({ name, references }) => name !== 'arguments' || references.length > 0);
    const host = this.#merged.get(node);
    const outer = host && this.#functionFrame(host);
    const frame: Frame = outer ?? { regions: [[node.range[0], node.range[1]]], names: new Set(), function: null };
    for (const { name } of used) frame.names.add(name);
    this.#byNode.set(node, frame);
    return frame;
  }

  #enclosingFunctionFrame(node: TSESTree.Node): Frame | null {
    let parent = node.parent;
    while (parent && !isFunction(parent)) parent = parent.parent;
    if (!parent) return null;
    const frame = this.#functionFrame(parent);
    return frame.function ?? frame;
  }
}
