import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../../bindings/bindings.js';
import type * as Scope from '../../scope/scope.js';
import { type FunctionNode, parametersOf } from '../../syntax/function-node.js';
import { matchPropertyName } from '../../syntax/names.js';
import { isCalled, reachesArgument } from '../../syntax/surroundings.js';
import type { Taker } from './function-index.js';

/** What one function does with one of its parameters, by place. */
export interface CallbackUses {
  readonly definition: FunctionNode;
  readonly variable: Scope.Variable;
  /** Every mention of the parameter. */
  readonly mentions: readonly TSESTree.Node[];
  /** The mentions that are called: `cb` of `cb(err)`. */
  readonly calls: readonly TSESTree.Node[];
  /** The mentions that go on to another call: `cb` of `load(cb)` and of `queue([id, cb])`. */
  readonly forwards: readonly TSESTree.Node[];
}

/** Where a function uses its parameter at a position; null where that is a pattern, a rest or missing. */
export function usesOfParameter(definition: FunctionNode, index: number, bindings: Bindings): CallbackUses | null {
  const parameter = parametersOf(definition)[index];
  const variable = parameter?.type === 'Identifier' ? bindings.variableOf(parameter) : null;
  return variable && usesOf(definition, variable);
}

/**
 * Where a function uses an argument that it is given: by its parameter, or where it takes its arguments apart, by the variable that the
 * last of them goes into, `const cb = args.pop()`.
 */
export function usesOfArgument({ definition, position, isLast }: Taker, bindings: Bindings): CallbackUses | null {
  const uses = usesOfParameter(definition, position, bindings);
  const last = isLast && !uses?.mentions.length ? lastArgumentOf(definition, bindings) : null;
  return last ? usesOf(definition, last) : uses;
}

function usesOf(definition: FunctionNode, variable: Scope.Variable): CallbackUses {
  const mentions = variable.references.map(({ identifier }): TSESTree.Node => identifier);
  return { definition, variable, mentions, calls: mentions.filter(isCalled), forwards: mentions.filter(reachesArgument) };
}

/** The variable that a function puts its last argument into: `args.pop()`, `arguments[arguments.length - 1]`, `rest[rest.length - 1]`. */
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

/** The name that a copy of `arguments` gets: `args` of `const args = Array.prototype.slice.call(arguments)`. */
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

/** The name that a value is given by a declaration or an assignment. */
function matchTarget(value: TSESTree.Node): TSESTree.Node | null {
  const { parent } = value;
  if (parent?.type === 'VariableDeclarator') return parent.init === value ? parent.id : null;
  return parent?.type === 'AssignmentExpression' && parent.right === value ? parent.left : null;
}
