import type { TSESTree } from '@typescript-eslint/types';

import { neverReturns } from '../error-flow/error-calls.js';
import type { FileContext } from '../classify/file-context.js';
import { isFunction } from '../syntax/function-node.js';
import type { Source } from '../source/source.js';
import { endsElsewhere, mayExitEarly } from './endings.js';
import { type Condition, matchCondition } from './path-facts.js';

const known = new WeakMap<FileContext, NodeAnswers>();

/** The answers about the nodes of a file, which all callbacks of the file share. */
export function answersOf(context: FileContext, source: Source): NodeAnswers {
  let answers = known.get(context);
  if (!answers) known.set(context, (answers = new NodeAnswers(context, source)));
  return answers;
}

/**
 * What is asked of a node each time that a path leads to it, and does not depend on the callback that is followed: found once. In a loop or
 * behind conditions, a node is reached up to some hundred times.
 */
export class NodeAnswers {
  readonly #context: FileContext;
  readonly #source: Source;
  readonly #conditions = new Map<TSESTree.Node, { readonly condition: Condition | null }>();
  readonly #exits = new Map<TSESTree.Node, boolean>();
  readonly #inert = new Map<TSESTree.Node, boolean>();

  constructor(context: FileContext, source: Source) {
    this.#context = context;
    this.#source = source;
  }

  /** See `matchCondition`. */
  conditionOf(node: TSESTree.Node): Condition | null {
    let read = this.#conditions.get(node);
    if (!read) this.#conditions.set(node, (read = { condition: matchCondition(node, this.#context.bindings) }));
    return read.condition;
  }

  /** See `mayExitEarly`. */
  mayExitEarly(statement: TSESTree.Statement): boolean {
    let answer = this.#exits.get(statement);
    if (answer === undefined) this.#exits.set(statement, (answer = mayExitEarly(statement, this.#context.bindings, this.#source)));
    return answer;
  }

  /**
   * Whether an expression that does not mention the callback leaves all paths as they are: it assigns nothing, and calls nothing that may end the
   * function or the program. Functions inside do not run here.
   */
  isInert(node: TSESTree.Node): boolean {
    let answer = this.#inert.get(node);
    if (answer === undefined) this.#inert.set(node, (answer = this.#hasNoEffect(node)));
    return answer;
  }

  #hasNoEffect(node: TSESTree.Node): boolean {
    if (isFunction(node)) return true;
    switch (node.type) {
      case 'AssignmentExpression':
      case 'UpdateExpression':
      case 'VariableDeclarator':
        return false;
      case 'CallExpression':
      case 'NewExpression':
        if (neverReturns(node, this.#context.bindings) || endsElsewhere(node, this.#context.bindings, this.#source)) return false;
        break;
      default:
    }
    return (this.#source.visitorKeys[node.type] ?? []).every((key) => {
      const value = (node as unknown as Record<string, unknown>)[key];
      return Array.isArray(value) ? value.every((child) => this.#isInertChild(child)) : this.#isInertChild(value);
    });
  }

  #isInertChild(child: unknown): boolean {
    return child === null || typeof child !== 'object' || this.isInert(child as TSESTree.Node);
  }
}
