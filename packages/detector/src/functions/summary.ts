import type { TSESTree } from '@typescript-eslint/types';

import { nodesOf } from '../file-nodes.js';
import { isFunction, parametersOf } from '../nodes.js';
import type { CallbackFunction } from '../site.js';
import type { Source } from '../source.js';
import { hostOf, isInsideTry } from '../tree.js';
import type { CallSummary, CallerSummary, FunctionSummary } from './completion-handler.js';
import type { Functions } from './functions.js';
import { keyText, memberText } from './property-values.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/**
 * What one file tells others of its functions: how each calls its callbacks, which calls it makes with its own parameters, and who
 * calls it in the file.
 *
 * @returns plain data in the order of the text, the same after `JSON.parse(JSON.stringify(...))`
 */
export function summarizeFunctions(source: Source, functions: Functions): readonly FunctionSummary[] {
  const { calls, functions: nodes } = nodesOf(source);
  const callsIn = new Map<CallbackFunction, CallSummary[]>();
  const calledBy = new Map<CallbackFunction, CallerSummary[]>();
  for (const call of calls) {
    const host = hostOf(call);
    const definitions = functions.index.definitionsOf(call.callee);
    if (isFunction(host)) append(callsIn, host, summarizeCall(call, host, definitions, functions));
    const caller = { caller: isFunction(host) ? idOf(host) : null, isValueUsed: isValueUsed(call), insideTry: isInsideTry(call) };
    for (const definition of definitions) append(calledBy, definition, caller);
  }
  return nodes.map((fn) => ({
    id: idOf(fn),
    name: nameOf(fn, functions),
    handlers: functions.handlersIn(fn),
    calls: callsIn.get(fn) ?? [],
    calledBy: calledBy.get(fn) ?? [],
  }));
}

function summarizeCall(call: Call, host: CallbackFunction, definitions: readonly CallbackFunction[], { index }: Functions): CallSummary {
  const [definition] = definitions;
  const parameters = parametersOf(host).map((parameter) => (parameter.type === 'Identifier' ? index.bindings.variableOf(parameter) : null));
  const forwards = call.arguments.flatMap((argument, position): (readonly [number, number])[] => {
    const variable = index.bindings.variableOf(argument);
    const parameter = variable ? parameters.indexOf(variable) : -1;
    return parameter < 0 ? [] : [[parameter, position]];
  });
  return { callee: definition ? idOf(definition) : index.paths.pathOf(call.callee), forwards };
}

function idOf({ range: [start] }: CallbackFunction): string {
  return String(start);
}

function nameOf(fn: CallbackFunction, { index }: Functions): string | null {
  const variable = index.bindings.variableOfFunction(fn);
  if (variable) return variable.name;
  const { parent } = fn;
  if (parent.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression') return memberText(parent.left);
  const isMember = parent.type === 'Property' || parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition';
  return isMember ? keyText(parent.key, parent.computed) : (fn.id?.name ?? null);
}

/** Whether the value of a call goes anywhere: not that of `load();`. */
function isValueUsed({ parent }: Call): boolean {
  return parent.type !== 'ExpressionStatement';
}

function append<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const items = map.get(key);
  if (items) items.push(item);
  else map.set(key, [item]);
}
