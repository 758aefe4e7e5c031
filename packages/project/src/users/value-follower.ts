import { type FunctionIndex, type Scope, hasRole, matchKeyName, matchPropertyName, unwrap } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Mention, MentionRole } from './mention.js';

/**
 * Follows values through a file, from an expression that evaluates to one: its members, the variables that it is assigned to, and the names
 * of a pattern, `const { load } = store`. Each use is listed as a mention, also one that shows nothing, so that no user of the value is
 * left out.
 */
export class ValueFollower {
  readonly mentions: Mention[] = [];
  readonly #index: FunctionIndex;
  /** The expressions that were followed: `store` and `store.load` of `store.load(id, cb)`. */
  readonly followed = new Set<TSESTree.Node>();

  constructor(index: FunctionIndex) {
    this.#index = index;
  }

  /**
   * Follows one expression.
   *
   * @param path the names that lead to it from the module
   */
  follow(node: TSESTree.Node, path: readonly string[]): void {
    if (this.followed.has(node)) return;
    this.followed.add(node);
    const parent = node.parent!;
    switch (parent.type) {
      case 'MemberExpression':
        if (parent.object === node) this.#followMember(node, parent, path);
        else this.#add(node, path, 'value');
        return;
      case 'CallExpression':
        this.#add(node, path, parent.callee !== node ? 'value' : parent.optional ? 'opaque' : 'called');
        return;
      case 'NewExpression':
        this.#add(node, path, parent.callee === node ? 'opaque' : 'value');
        return;
      case 'VariableDeclarator':
        this.#followPattern(parent.id, node, path);
        return;
      case 'AssignmentExpression':
        this.#followAssignment(node, parent, path);
        return;
      case 'UnaryExpression':
        if (parent.operator === 'delete') this.#add(node, path, 'opaque');
        else if (parent.operator === 'void') this.#add(node, path, 'value');
        return; // `typeof store.load`, `!store.load` only look at it
      case 'BinaryExpression':
        if (parent.operator !== 'instanceof' || parent.right !== node) this.#add(node, path, 'value');
        return;
      case 'ExpressionStatement':
        return; // require('./store');
      default:
        if (unwrap(parent) === node) this.follow(parent, path);
        else this.#add(node, path, 'value');
    }
  }

  /** Follows the mentions of a variable that holds a value for good. */
  followVariable(variable: Scope.Variable, path: readonly string[]): void {
    for (const reference of variable.references) {
      if (reference.init !== true && !reference.isWriteOnly()) this.follow(reference.identifier, path);
    }
  }

  #followMember(node: TSESTree.Node, member: TSESTree.MemberExpression, path: readonly string[]): void {
    const key = matchPropertyName(member);
    // `load.call(store, id, cb)` calls it with other arguments than it seems to; a member that a computed name chooses may be any.
    if (key === null || hasRole(key, 'function-method')) this.#add(node, path, 'opaque');
    else if (member.optional) this.#add(member, [...path, key], 'opaque');
    else this.follow(member, [...path, key]);
  }

  /** `const store = require('./store')`, `const { load } = store` */
  #followPattern(pattern: TSESTree.Node, value: TSESTree.Node, path: readonly string[]): void {
    if (pattern.type === 'Identifier') {
      this.#followName(pattern, value, path);
      return;
    }
    if (pattern.type !== 'ObjectPattern') {
      this.#add(value, path, 'value');
      return;
    }
    for (const property of pattern.properties) {
      const key = property.type === 'Property' ? matchKeyName(property) : null;
      if (property.type !== 'Property' || key === null) this.#add(value, path, 'value');
      else if (property.value.type === 'Identifier') this.#followName(property.value, value, [...path, key]);
      else this.#add(value, [...path, key], 'value');
    }
  }

  #followName(name: TSESTree.Identifier, value: TSESTree.Node, path: readonly string[]): void {
    const variable = this.#index.bindings.variableOf(name);
    const isOnly = variable !== null && variable.defs.length === 1 && this.#index.bindings.valuesOf(variable).length === 1;
    // Exported with its declaration, `export const store = ...`, it is passed on as well.
    if (!isOnly || isExportedDeclaration(variable)) this.#add(value, path, 'value');
    if (isOnly) this.followVariable(variable, path);
  }

  #followAssignment(node: TSESTree.Node, assignment: TSESTree.AssignmentExpression, path: readonly string[]): void {
    if (assignment.left === node) this.#add(node, path, 'opaque');
    else if (assignment.operator === '=' && assignment.left.type === 'Identifier' && assignment.parent.type === 'ExpressionStatement') this.#followName(assignment.left, node, path);
    else this.#add(node, path, 'value');
  }

  #add(node: TSESTree.Node, path: readonly string[], role: MentionRole): void {
    this.mentions.push({ node, path, role });
  }
}

function isExportedDeclaration({ defs: [definition] }: Scope.Variable): boolean {
  return definition?.node.parent?.parent?.type === 'ExportNamedDeclaration';
}
