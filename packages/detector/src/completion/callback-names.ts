import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../bindings/bindings.js';
import { Mentions } from '../error-flow/mentions.js';
import { calleeName } from '../syntax/names.js';
import { type FunctionNode, enclosingFunction, isFunction } from '../syntax/function-node.js';
import { unwrap } from '../syntax/unwrap.js';
import type * as Scope from '../scope/scope.js';
import type { Source } from '../source/source.js';
import { hasRole } from '../vocabulary/vocabulary.js';

/** What stands for the callback of a function, and what mentions it. */
export class CallbackNames {
  readonly #callbacks: ReadonlySet<Scope.Variable>;
  readonly #bindings: Bindings;
  readonly #mentions: Mentions;

  constructor(host: FunctionNode, callback: Scope.Variable, bindings: Bindings, source: Source) {
    this.#bindings = bindings;
    this.#callbacks = withAliases(callback, bindings);
    this.#mentions = collectMentions(host, this.#callbacks, bindings, source);
  }

  /** A name of the callback. */
  isCallback(node: TSESTree.Node): boolean {
    const variable = node.type === 'Identifier' ? this.#bindings.variableOf(node) : null;
    return variable !== null && this.#callbacks.has(variable);
  }

  /** A name of the callback, `arguments`, or the name of a function that mentions them. */
  isName(node: TSESTree.Node): boolean {
    return this.#mentions.isName(node);
  }

  /** Whether a node mentions such a name, or a function inside does. */
  isAnywhereIn(node: TSESTree.Node): boolean {
    return this.#mentions.isAnywhereIn(node);
  }

  /** Whether a condition holds where there is a callback; null where it does not ask that. */
  matchPresence(node: TSESTree.Node): boolean | null {
    if (this.isCallback(node)) return true;
    if (node.type === 'BinaryExpression' && /^[!=]==?$|^instanceof$/.test(node.operator)) {
      const sides = [unwrap(node.left), unwrap(node.right)];
      const side = sides.find((each) => this.isCallback(each.type === 'UnaryExpression' ? unwrap(each.argument) : each));
      const other = sides.find((each) => each !== side);
      if (!side || !other) return null;
      const isFunctionWord = other.type === 'Literal' && other.value === 'function';
      return node.operator === 'instanceof' || isFunctionWord === node.operator.startsWith('=');
    }
    if (node.type !== 'CallExpression' || !hasRole(calleeName(node), 'asks')) return null;
    const [argument, ...others] = node.arguments;
    return argument && others.length === 0 && this.isCallback(argument) ? true : null;
  }
}

/** The variable and those that stand for it: `const done = callback || noop`. */
function withAliases(callback: Scope.Variable, bindings: Bindings): ReadonlySet<Scope.Variable> {
  const all = new Set([callback]);
  for (const variable of all) {
    for (const { identifier } of variable.references) {
      const { parent } = identifier;
      const value = parent.type === 'LogicalExpression' && parent.left === identifier ? parent : identifier;
      const declarator = value.parent;
      if (declarator.type !== 'VariableDeclarator' || declarator.init !== value) continue;
      const alias = declarator.id.type === 'Identifier' ? bindings.variableOf(declarator.id) : null;
      if (alias && bindings.valuesOf(alias).length === 1) all.add(alias);
    }
  }
  return all;
}

function collectMentions(
  host: FunctionNode,
  callbacks: ReadonlySet<Scope.Variable>,
  bindings: Bindings,
  { scopeManager }: Source,
): Mentions {
  const all = scopeManager.acquire(host, true)?.set.get('arguments');
  const variables = new Set(all ? [...callbacks, all] : callbacks);
  const functions = scopesIn(scopeManager.acquire(host)).flatMap((scope) =>
    scope.variables.filter((variable) => functionsOf(variable, bindings).length > 0),
  );
  for (;;) {
    const mentions = new Mentions([...variables], host);
    const found = functions.filter(
      (variable) => !variables.has(variable) && functionsOf(variable, bindings).some((fn) => mentions.isAnywhereIn(fn)),
    );
    if (found.length === 0) return mentions;
    for (const variable of found) variables.add(variable);
  }
}

/** A scope and those inside. */
function scopesIn(scope: Scope.Scope | null): readonly Scope.Scope[] {
  return scope ? [scope, ...scope.childScopes.flatMap(scopesIn)] : [];
}

/** The functions that a name is given. */
function functionsOf(variable: Scope.Variable, bindings: Bindings): readonly TSESTree.Node[] {
  const declared = variable.defs.flatMap(({ type, node }): TSESTree.Node[] => (type === 'FunctionName' ? [node] : []));
  return [...declared, ...bindings.valuesOf(variable).filter((value) => isFunction(value))];
}

/** Whether a variable is declared in a function or in a function inside. */
export function belongsTo({ scope }: Scope.Variable, fn: FunctionNode): boolean {
  return scope.block === fn || isInside(scope.block, fn);
}

export function isInside(node: TSESTree.Node, fn: FunctionNode): boolean {
  for (let current = enclosingFunction(node); current; current = enclosingFunction(current)) if (current === fn) return true;
  return false;
}
