import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../bindings/bindings.js';
import { type FunctionNode, isFunction } from '../syntax/function-node.js';
import { matchPropertyName } from '../syntax/names.js';
import type * as Scope from '../scope/scope.js';
import type { Source } from '../source/source.js';
import { hasRole } from '../vocabulary/vocabulary.js';
import { walk } from '../syntax/walk.js';
import { belongsTo, isInside } from './callback-names.js';

/**
 * Recognizes the tests of a function that may ask whether its callback was already called, `if (finished) return;`, or that give a reason
 * not to call it. Paths after such tests are not reported.
 */
export class Guards {
  readonly #host: FunctionNode;
  readonly #bindings: Bindings;
  readonly #visitorKeys: Source['visitorKeys'];
  /** Properties that the host sets: `state.called = true`. */
  #properties: ReadonlySet<string> | null = null;

  constructor(host: FunctionNode, bindings: Bindings, { visitorKeys }: Source) {
    this.#host = host;
    this.#bindings = bindings;
    this.#visitorKeys = visitorKeys;
  }

  /**
   * Classifies a test.
   *
   * @param test the condition
   * @param fn the function that contains it
   * @param isRepeated whether it runs in a loop or for each item
   * @returns `guard` if it reads state that other functions of the host, or other iterations, change: `finished`, `--pending`, `i`;
   * `markIntentional` if it reads state outside the host, `this.closed`, which may be a reason to let other code call the callback;
   * null for other tests
   */
  read(test: TSESTree.Node, fn: FunctionNode, isRepeated: boolean): 'guard' | 'markIntentional' | null {
    let isGuard = false;
    let isIntentional = false;
    walk(test, this.#visitorKeys, (node) => {
      if (node.type === 'UpdateExpression') isGuard = true;
      if (node.type === 'MemberExpression' && this.#isSet(matchPropertyName(node) ?? '')) isGuard = true;
      if (node.type === 'ThisExpression') isIntentional = true;
      if (node.type !== 'Identifier') return;
      if (node.name === 'arguments' || hasRole(node.name, 'this-alias')) isIntentional = true;
      const variable = this.#bindings.variableOf(node);
      const writes = variable?.references.filter((reference) => reference.isWrite() && !reference.init) ?? [];
      if (!variable) return;
      if (isRepeated && (writes.length > 0 || isIndex(variable))) isGuard = true;
      if (variable.scope.variableScope.block === fn) return;
      if (writes.some(({ identifier }) => isInside(identifier, this.#host))) isGuard = true;
      else if (writes.length > 0 && !belongsTo(variable, this.#host)) isIntentional = true;
    });
    return isGuard ? 'guard' : isIntentional ? 'markIntentional' : null;
  }

  #isSet(name: string): boolean {
    return (this.#properties ??= propertiesSetIn(this.#host, this.#visitorKeys)).has(name);
  }
}

/** The names of the properties that a function assigns. */
function propertiesSetIn(host: FunctionNode, visitorKeys: Source['visitorKeys']): ReadonlySet<string> {
  const names = new Set<string>();
  walk(host, visitorKeys, (node) => {
    const target =
      node.type === 'AssignmentExpression' ? node.left : node.type === 'UpdateExpression' ? node.argument : null;
    const name = target?.type === 'MemberExpression' ? matchPropertyName(target) : null;
    if (name !== null) names.add(name);
  });
  return names;
}

/** Whether a variable is a later parameter of a function, as the index is in `function (item, index) {}`. */
function isIndex({ defs: [definition] }: Scope.Variable): boolean {
  if (definition?.type !== 'Parameter' || !isFunction(definition.node)) return false;
  return definition.node.params.indexOf(definition.name as TSESTree.Parameter) > 0;
}
