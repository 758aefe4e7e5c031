import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../bindings/bindings.js';
import { Mentions } from '../error-flow/mentions.js';
import { calleeName } from '../syntax/names.js';
import { type FunctionNode, enclosingFunction, isFunction } from '../syntax/function-node.js';
import { unwrap } from '../syntax/unwrap.js';
import type * as Scope from '../scope/scope.js';
import type { Source } from '../source/source.js';
import { hasRole } from '../vocabulary/vocabulary.js';

/**
 * The names of a function's callback: the parameter, its aliases (`const done = callback || noop`), and, where it matters whether code
 * can reach the callback, `arguments` and the functions inside that mention any of these.
 */
export class CallbackNames {
  readonly #callbacks: ReadonlySet<Scope.Variable>;
  readonly #bindings: Bindings;
  readonly #mentions: Mentions;

  /**
   * @param host the function
   * @param callback the variable of its callback parameter
   */
  constructor(host: FunctionNode, callback: Scope.Variable, bindings: Bindings, source: Source) {
    this.#bindings = bindings;
    this.#callbacks = withAliases(callback, bindings);
    this.#mentions = collectMentions(host, this.#callbacks, bindings, source);
  }

  /** Whether a node is the callback: its parameter or an alias. */
  isCallback(node: TSESTree.Node): boolean {
    const variable = node.type === 'Identifier' ? this.#bindings.variableOf(node) : null;
    return variable !== null && this.#callbacks.has(variable);
  }

  /** Whether a node is the callback, `arguments`, or the name of a function that mentions them. */
  isName(node: TSESTree.Node): boolean {
    return this.#mentions.isName(node);
  }

  /** Whether a node contains a name for which `isName` is true, functions inside included. */
  isAnywhereIn(node: TSESTree.Node): boolean {
    return this.#mentions.isAnywhereIn(node);
  }

  /**
   * Reads a condition that asks whether there is a callback.
   *
   * @returns true if the condition is true where there is one, `cb`, `typeof cb === 'function'`, `isFunction(cb)`; false if it is false
   * there, `cb == null`; null for any other condition
   */
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
    if (node.type !== 'CallExpression' || !hasRole(calleeName(node), 'returns-boolean')) return null;
    const [argument, ...others] = node.arguments;
    return argument && others.length === 0 && this.isCallback(argument) ? true : null;
  }
}

/** The variable and its aliases, which are assigned only once: `const done = callback || noop`. */
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

/** The places in the host that mention the callback, `arguments`, or a function that mentions them, directly or by another function. */
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

/** A scope and all scopes inside it. */
function scopesIn(scope: Scope.Scope | null): readonly Scope.Scope[] {
  return scope ? [scope, ...scope.childScopes.flatMap(scopesIn)] : [];
}

/** The functions that a variable is declared as or assigned. */
function functionsOf(variable: Scope.Variable, bindings: Bindings): readonly TSESTree.Node[] {
  const declared = variable.defs.flatMap(({ type, node }): TSESTree.Node[] => (type === 'FunctionName' ? [node] : []));
  return [...declared, ...bindings.valuesOf(variable).filter((value) => isFunction(value))];
}

/** Whether a variable is declared in a function, or in a function inside it. */
export function belongsTo({ scope }: Scope.Variable, fn: FunctionNode): boolean {
  return scope.block === fn || isInside(scope.block, fn);
}

/** Whether a node is inside a function, in any depth; a function is not inside itself. */
export function isInside(node: TSESTree.Node, fn: FunctionNode): boolean {
  for (let current = enclosingFunction(node); current; current = enclosingFunction(current)) if (current === fn) return true;
  return false;
}
