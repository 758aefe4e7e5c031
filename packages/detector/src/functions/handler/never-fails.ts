import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../../bindings/bindings.js';
import type * as Scope from '../../scope/scope.js';
import { isFunction, parametersOf } from '../../syntax/function-node.js';
import { calleeName, matchParameterName } from '../../syntax/names.js';
import { hasRole } from '../../vocabulary/vocabulary.js';
import type { CallbackUses } from '../index/callback-uses.js';
import { isNothing, matchTarget } from './protocol.js';

/** Whether what a call passes to a callback that it takes as an argument does not count. */
export type ForwardsSafely = (call: TSESTree.CallExpression, mention: TSESTree.Node) => boolean;

/** Which calls of other functions pass no error that counts. */
export interface SafeCalls {
  /** Whether what a call passes to the callback does not count, of a call that a mention is an argument of: to functions that never fail, for example. */
  readonly forwards: ForwardsSafely;
  /** Whether a call passes no error to a function that calls the callback: `load` of `load((err, x) => cb(err, x))`. */
  readonly calls: ForwardsSafely;
}

type Use = 'success' | 'test' | 'other';

/**
 * Whether a function passes no error of its own to its callback: it calls it with nothing, `cb()`, with null first, `cb(null, x)`, or with the
 * error of a call that passes none, and only tests it otherwise. Another name of the callback, `const done = once(cb)`, is followed. A function that
 * stores the callback may pass an error.
 */
export function passesNoError({ variable, mentions }: CallbackUses, bindings: Bindings, safe: SafeCalls): boolean {
  const uses = new UseReader(bindings, safe).of(variable, mentions);
  return uses.includes('success') && !uses.includes('other');
}

class UseReader {
  readonly #bindings: Bindings;
  readonly #safe: SafeCalls;
  readonly #seen = new Set<Scope.Variable>();

  constructor(bindings: Bindings, safe: SafeCalls) {
    this.#bindings = bindings;
    this.#safe = safe;
  }

  of(variable: Scope.Variable, mentions: readonly TSESTree.Node[]): readonly Use[] {
    this.#seen.add(variable);
    return mentions.flatMap((mention) => this.#ofMention(mention));
  }

  #ofMention(mention: TSESTree.Node): readonly Use[] {
    const { parent } = mention;
    if (parent?.type === 'CallExpression' && parent.callee !== mention && this.#safe.forwards(parent, mention)) return ['success'];
    const target = targetOf(mention);
    const other = target && this.#bindings.variableOf(target);
    if (!other) return [this.#readMention(mention)];
    return this.#seen.has(other) ? ['test'] : this.of(other, other.references.flatMap(({ identifier, init }): TSESTree.Node[] => (init ? [] : [identifier])));
  }

  #readMention(mention: TSESTree.Node): Use {
    const { parent } = mention;
    switch (parent?.type) {
      case 'CallExpression': {
        if (parent.callee === mention) return isSuccess(parent.arguments) || this.#isUnsetError(parent.arguments[0]) ? 'success' : 'other';
        const isDeferred = parent.arguments[0] === mention && hasRole(calleeName(parent), 'defers');
        return isDeferred && (!hasRole(calleeName(parent), 'defers-with-arguments') || isSuccess(parent.arguments.slice(1))) ? 'success' : 'other';
      }
      case 'AssignmentExpression':
        // `cb = noop` so that it is not called again
        return parent.left === mention && parent.operator === '=' ? 'test' : 'other';
      case 'IfStatement':
      case 'UnaryExpression':
      case 'BinaryExpression':
        return 'test';
      case 'LogicalExpression':
      case 'ConditionalExpression':
        return (parent.type === 'LogicalExpression' ? parent.left : parent.test) === mention ? 'test' : 'other';
      default:
        return 'other';
    }
  }

  /** Whether a value is the error of a callback whose callee passes none: `err` of `load((err) => cb(err))`. */
  #isUnsetError(value: TSESTree.Node | undefined): boolean {
    const [definition] = (value && this.#bindings.variableOf(value)?.defs) ?? [];
    const fn: TSESTree.Node | undefined = definition?.type === 'Parameter' ? definition.node : undefined;
    if (!fn || !isFunction(fn) || matchParameterName(parametersOf(fn)[0]) !== definition?.name) return false;
    const { parent } = fn;
    return parent.type === 'CallExpression' && parent.callee !== fn && this.#safe.calls(parent, fn);
  }
}

/** The name that a callback gets in addition, maybe with a default or a guard: `done` of `const done = cb || noop` and of `done = once(cb)`. */
function targetOf(mention: TSESTree.Node): TSESTree.Node | null {
  let value = mention;
  if (value.parent?.type === 'LogicalExpression' && value.parent.left === value && value.parent.operator !== '&&') value = value.parent;
  const call = value.parent;
  if (call?.type === 'CallExpression' && call.arguments.length === 1 && call.callee !== value && hasRole(calleeName(call), 'calls-once')) value = call;
  const target = value.parent ? matchTarget(value.parent, value) : null;
  return target?.type === 'Identifier' ? target : null;
}

/** Whether the arguments of a callback say that there is no error: none, `null`, `undefined`, or one of these with results. */
function isSuccess(args: readonly TSESTree.CallExpressionArgument[]): boolean {
  const [first] = args;
  if (!first || (first.type === 'Identifier' && first.name === 'undefined')) return true;
  return first.type === 'Literal' && isNothing(first, args.length);
}
