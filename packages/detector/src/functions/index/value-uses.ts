import type { TSESTree } from '@typescript-eslint/types';

import { nodesOf } from '../../source/file-nodes.js';
import type { Source } from '../../source/source.js';
import { type FunctionNode, isFunction } from '../../syntax/function-node.js';
import { hostOf } from '../../syntax/host-of.js';
import { matchPropertyName } from '../../syntax/names.js';
import { isCalled } from '../../syntax/surroundings.js';
import { hasRole } from '../../vocabulary/vocabulary.js';
import type { FunctionIndex } from './function-index.js';
import { keyText, memberText } from './property-keys.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** A call that a value is passed to, directly or in a list or an object. */
export interface Receiver {
  readonly call: Call;
  readonly argument: TSESTree.Node;
}

/** Finds where the functions of one file are used: by name or alias, as properties, bound, and as parts of lists and objects. */
export class ValueUses {
  readonly #source: Source;
  readonly #index: FunctionIndex;
  readonly #mentions = new Map<FunctionNode, readonly TSESTree.Node[]>();
  readonly #receivers = new Map<FunctionNode, readonly Receiver[] | 'unknown'>();
  #members: ReadonlyMap<string, readonly TSESTree.MemberExpression[]> | null = null;

  constructor(source: Source, index: FunctionIndex) {
    this.#source = source;
    this.#index = index;
  }

  /**
   * The expressions that may have a function as their value: the function itself, `load` and `run` of `const run = load`,
   * `load.bind(null, 1)`, and, if it is a property named `load`, every `x.load` whose `x` is neither a module nor a global.
   */
  mentionsOf(fn: FunctionNode): readonly TSESTree.Node[] {
    let mentions = this.#mentions.get(fn);
    if (!mentions) this.#mentions.set(fn, (mentions = this.#follow(fn, false).mentions));
    return mentions;
  }

  /** The calls of a function in the file: `load()`, `load.call(this)`, and `x.load()` if it is a property named `load`. */
  callsOf(fn: FunctionNode): readonly TSESTree.Node[] {
    return this.mentionsOf(fn).flatMap((mention): readonly TSESTree.Node[] => {
      if (isCalled(mention)) return [mention.parent!];
      const member = mention.parent;
      const isInvoked = member?.type === 'MemberExpression' && member.object === mention && isCalled(member) && hasRole(matchPropertyName(member) ?? '', 'invokes-function');
      return isInvoked ? [member.parent] : [];
    });
  }

  /**
   * The calls that a function is passed to: `run(load)`, `run([load])`, `tasks.push(load)`, and `run(steps)` for `const steps = [load]`.
   *
   * @returns `unknown` if the function is in a list whose elements the file takes out: `steps[i](next)`, `steps.shift()`
   */
  receiversOf(fn: FunctionNode): readonly Receiver[] | 'unknown' {
    let receivers = this.#receivers.get(fn);
    if (!receivers) {
      const { containers, receivers: found } = this.#follow(fn, true);
      receivers = containers.some(isTakenFrom) ? 'unknown' : found;
      this.#receivers.set(fn, receivers);
    }
    return receivers;
  }

  /** @param isInParts whether lists and objects that hold the function are followed, too */
  #follow(fn: FunctionNode, isInParts: boolean): { readonly mentions: readonly TSESTree.Node[]; readonly containers: readonly TSESTree.Node[]; readonly receivers: readonly Receiver[] } {
    const values = new Set<TSESTree.Node>([fn]);
    const containers = new Set<TSESTree.Node>();
    const receivers: Receiver[] = [];
    if (fn.type === 'FunctionDeclaration') for (const name of this.#namesOf(fn.id)) values.add(name);
    const into = (set: Set<TSESTree.Node>, node: TSESTree.Node): void => {
      for (const next of this.#nextOf(node)) set.add(next);
      const { parent } = node;
      if (!isInParts || !parent) return;
      for (const container of this.#containersOf(node)) containers.add(container);
      if ((parent.type === 'CallExpression' || parent.type === 'NewExpression') && (parent.arguments as TSESTree.Node[]).includes(node)) {
        receivers.push({ call: parent, argument: node });
      }
      if (set === containers && isReturned(node)) for (const call of this.#callersOf(node)) containers.add(call);
    };
    // The loops also visit what is added to the sets while they run.
    for (const value of values) into(values, value);
    for (const container of containers) into(containers, container);
    return { mentions: [...values], containers: [...containers], receivers };
  }

  /** The expressions that get the value of another one by an assignment, a property or an operator: `run` for `const run = load`. */
  #nextOf(node: TSESTree.Node): readonly TSESTree.Node[] {
    const { parent } = node;
    switch (parent?.type) {
      case 'VariableDeclarator':
        return parent.init === node ? this.#namesOf(parent.id) : [];
      case 'AssignmentExpression':
        return parent.right === node ? [parent, ...(parent.left.type === 'MemberExpression' ? this.#membersNamed(memberText(parent.left)) : this.#namesOf(parent.left))] : [];
      case 'Property':
        return parent.value === node && parent.parent.type === 'ObjectExpression' ? this.#membersNamed(keyText(parent.key, parent.computed)) : [];
      case 'MethodDefinition':
      case 'PropertyDefinition':
        return parent.value === node ? this.#membersNamed(keyText(parent.key, parent.computed)) : [];
      case 'LogicalExpression':
      case 'TSAsExpression':
      case 'TSNonNullExpression':
        return [parent];
      case 'ConditionalExpression':
        return parent.test === node ? [] : [parent];
      case 'MemberExpression':
        return parent.object === node && matchPropertyName(parent) === 'bind' && isCalled(parent) ? [parent.parent] : [];
      default:
        return [];
    }
  }

  /** The lists and objects that a value is put into: `[load]`, `{ load }`, `tasks` of `tasks.load = load`. Not `exports` or a class. */
  #containersOf(node: TSESTree.Node): readonly TSESTree.Node[] {
    const { parent } = node;
    if (parent?.type === 'ArrayExpression' || (parent?.type === 'Property' && parent.value === node)) return [parent.type === 'Property' ? parent.parent : parent];
    if (parent?.type === 'SpreadElement') return [parent.parent];
    if (parent?.type !== 'AssignmentExpression' || parent.left.type !== 'MemberExpression' || parent.right !== node) return [];
    const { object } = parent.left;
    const variable = this.#index.bindings.variableOf(object);
    const isLiteral = variable && this.#index.bindings.valuesOf(variable).some(({ type }) => type === 'ObjectExpression' || type === 'ArrayExpression');
    return isLiteral ? this.#namesOf(object) : [];
  }

  #namesOf(name: TSESTree.Node | null): readonly TSESTree.Node[] {
    const variable = name && this.#index.bindings.variableOf(name);
    return variable?.references.flatMap((reference) => (reference.isRead() ? [reference.identifier] : [])) ?? [];
  }

  #membersNamed(name: string | null): readonly TSESTree.Node[] {
    if (name === null || name === 'exports' || name === 'prototype') return [];
    if (!this.#members) {
      const members = new Map<string, TSESTree.MemberExpression[]>();
      for (const member of nodesOf(this.#source).members) {
        const text = isTarget(member) || this.#isOfElsewhere(member.object) ? null : memberText(member);
        if (text !== null) members.set(text, [...(members.get(text) ?? []), member]);
      }
      this.#members = members;
    }
    return this.#members.get(name) ?? [];
  }

  /** Whether an object is a module or a global, so that its properties are no functions of the file: `fs`, `process`. */
  #isOfElsewhere(object: TSESTree.Node): boolean {
    const { bindings, paths } = this.#index;
    const isGlobal = object.type === 'Identifier' && hasRole(object.name, 'always-there') && bindings.variableOf(object) === null;
    return isGlobal || paths.pathOf(object) !== null;
  }

  /** The calls of the function around an expression. */
  #callersOf(node: TSESTree.Node): readonly TSESTree.Node[] {
    const host = hostOf(node);
    return isFunction(host) ? this.#index.callersOf(host) : [];
  }
}

/** Whether a part of a list or an object is read without its name: `steps[i]`, `steps.shift()`, `for (const step of steps)`. */
function isTakenFrom(container: TSESTree.Node): boolean {
  const { parent } = container;
  if (parent?.type === 'ForOfStatement') return parent.right === container;
  if (parent?.type !== 'MemberExpression' || parent.object !== container || isTarget(parent)) return false;
  const name = memberText(parent);
  return name === null || (isCalled(parent) && hasRole(name, 'takes-out'));
}

function isReturned({ parent }: TSESTree.Node): boolean {
  return parent?.type === 'ReturnStatement' || parent?.type === 'ArrowFunctionExpression';
}

/** Whether a member is written to: `tasks.load` of `tasks.load = load`. */
function isTarget(member: TSESTree.MemberExpression): boolean {
  return member.parent.type === 'AssignmentExpression' && member.parent.left === member;
}
