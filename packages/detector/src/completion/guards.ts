import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../bindings/bindings.js';
import { type FunctionNode, isFunction } from '../syntax/function-node.js';
import { matchPropertyName } from '../syntax/names.js';
import type * as Scope from '../scope/scope.js';
import type { Source } from '../source/source.js';
import { hasRole } from '../vocabulary/vocabulary.js';
import { walk } from '../syntax/walk.js';
import { belongsTo, isInside } from './callback-names.js';

/** Tells which tests of a function may ask whether its callback was called already. */
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
   * @param fn the function in which the test stands
   * @param isRepeated whether it runs for each element
   * @returns guard: it asks for something that other functions or rounds change. markIntentional: it asks for something outside,
   * which may be a reason to leave the callback to somebody else. null: neither
   */
  read(test: TSESTree.Node, fn: FunctionNode, isRepeated: boolean): 'guard' | 'markIntentional' | null {
    let isGuard = false;
    let isExcuse = false;
    walk(test, this.#visitorKeys, (node) => {
      if (node.type === 'UpdateExpression') isGuard = true;
      if (node.type === 'MemberExpression' && this.#isSet(matchPropertyName(node) ?? '')) isGuard = true;
      if (node.type === 'ThisExpression') isExcuse = true;
      if (node.type !== 'Identifier') return;
      if (node.name === 'arguments' || hasRole(node.name, 'this-alias')) isExcuse = true;
      const variable = this.#bindings.variableOf(node);
      const writes = variable?.references.filter((reference) => reference.isWrite() && !reference.init) ?? [];
      if (!variable) return;
      if (isRepeated && (writes.length > 0 || isIndex(variable))) isGuard = true;
      if (variable.scope.variableScope.block === fn) return;
      if (writes.some(({ identifier }) => isInside(identifier, this.#host))) isGuard = true;
      else if (writes.length > 0 && !belongsTo(variable, this.#host)) isExcuse = true;
    });
    return isGuard ? 'guard' : isExcuse ? 'markIntentional' : null;
  }

  #isSet(name: string): boolean {
    return (this.#properties ??= propertiesSetIn(this.#host, this.#visitorKeys)).has(name);
  }
}

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

/** The second parameter of a function that is called for each element. */
function isIndex({ defs: [definition] }: Scope.Variable): boolean {
  if (definition?.type !== 'Parameter' || !isFunction(definition.node)) return false;
  return definition.node.params.indexOf(definition.name as TSESTree.Parameter) > 0;
}
