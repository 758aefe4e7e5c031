import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../../bindings/bindings.js';
import type * as Scope from '../../scope/scope.js';
import { type FunctionNode, parametersOf } from '../../syntax/function-node.js';
import { matchParameterName, matchPropertyName } from '../../syntax/names.js';
import { isCalled, reachesArgument } from '../../syntax/surroundings.js';
import type { Recipient } from './function-index.js';

/** Where a function mentions one of its callback parameters. */
export interface CallbackUses {
  readonly definition: FunctionNode;
  readonly variable: Scope.Variable;
  /** Every mention of the parameter. */
  readonly mentions: readonly TSESTree.Node[];
  /** The mentions that are called: `cb` of `cb(err)`. */
  readonly calls: readonly TSESTree.Node[];
  /** The mentions that are forwarded to another call: `cb` of `load(cb)` and of `queue([id, cb])`. */
  readonly forwards: readonly TSESTree.Node[];
}

/** Finds where a function uses its parameter at a position; null if that is a pattern, a rest parameter or missing. */
export function usesOfParameter(definition: FunctionNode, index: number, bindings: Bindings): CallbackUses | null {
  const parameter = parametersOf(definition)[index];
  // `private done` of TypeScript is a property as well, which may be used anywhere in the class.
  const name = parameter?.type === 'TSParameterProperty' ? null : matchParameterName(parameter);
  const variable = name && bindings.variableOf(name);
  return variable && usesOf(definition, variable);
}

/**
 * The uses of a parameter that the function moves to another one, `if (typeof options === 'function') { cb = options; options = {}; }`: those
 * of `cb`.
 *
 * @returns null if the parameter is moved to no parameter, or called or forwarded and not replaced, `options = {}`, after it is moved
 */
function usesAfterMove({ definition, variable: moved, mentions, calls, forwards }: CallbackUses, bindings: Bindings): CallbackUses | null {
  if (calls.length + forwards.length > 0 && bindings.valuesOf(moved).length === 0) return null;
  for (const mention of mentions) {
    const target = matchTarget(mention);
    const variable = target && bindings.variableOf(target);
    const isParameter = variable?.defs.some(({ type, node }) => type === 'Parameter' && node === definition) === true;
    if (isParameter && !mentions.some(({ range }) => variable.references.some(({ identifier }) => identifier.range[0] === range[0]))) return usesOf(definition, variable);
  }
  return null;
}

/**
 * Finds where a function uses an argument that is passed to it: through the parameter; of the last argument of a call also through the parameter
 * that it is moved to, or, if no parameter takes it, through the variable that the function puts it into, `const cb = args.pop()`.
 *
 * @returns null if no variable holds the argument
 */
export function usesOfArgument({ definition, position, isLast }: Recipient, bindings: Bindings): CallbackUses | null {
  const uses = usesOfParameter(definition, position, bindings);
  const last = isLast && !uses?.mentions.length ? lastArgumentOf(definition, bindings) : null;
  if (last) return usesOf(definition, last);
  return (isLast && uses ? usesAfterMove(uses, bindings) : null) ?? uses;
}

function usesOf(definition: FunctionNode, variable: Scope.Variable): CallbackUses {
  const mentions = variable.references.map(({ identifier }): TSESTree.Node => identifier);
  return { definition, variable, mentions, calls: mentions.filter(isCalled), forwards: mentions.filter(reachesArgument) };
}

/** The variable for the last argument of a function: `cb` of `cb = args.pop()`, `cb = arguments[arguments.length - 1]`. */
function lastArgumentOf(definition: FunctionNode, bindings: Bindings): Scope.Variable | null {
  const own = bindings.argumentsOf(definition).map(({ identifier }): TSESTree.Node => identifier);
  const rest = definition.params.at(-1);
  const names = [...own.map(targetAround), rest?.type === 'RestElement' ? rest.argument : null];
  const copies = names.flatMap((name) => (name && bindings.variableOf(name)?.references.map(({ identifier }): TSESTree.Node => identifier)) ?? []);
  for (const list of [...own, ...copies]) {
    const taken = matchLastOf(list);
    const variable = taken && bindings.variableOf(matchTarget(taken) ?? taken);
    if (variable) return variable;
  }
  return null;
}

/** The name of a copy of `arguments`: `args` of `const args = Array.prototype.slice.call(arguments)`. */
function targetAround(mention: TSESTree.Node): TSESTree.Node | null {
  let node = mention;
  while (/^(?:CallExpression|ArrayExpression|SpreadElement)$/.test(node.parent?.type ?? '')) node = node.parent!;
  return matchTarget(node);
}

/** `list.pop()`, `list[list.length - 1]` */
function matchLastOf(list: TSESTree.Node): TSESTree.Node | null {
  const member = list.parent;
  if (member?.type !== 'MemberExpression' || member.object !== list) return null;
  if (isCalled(member)) return matchPropertyName(member) === 'pop' ? member.parent : null;
  return member.computed && member.property.type === 'BinaryExpression' && member.property.operator === '-' ? member : null;
}

/** The target of a declaration or an assignment of a value: `cb` of `const cb = args.pop()`. */
function matchTarget(value: TSESTree.Node): TSESTree.Node | null {
  const { parent } = value;
  if (parent?.type === 'VariableDeclarator') return parent.init === value ? parent.id : null;
  return parent?.type === 'AssignmentExpression' && parent.right === value ? parent.left : null;
}
