import type { TSESTree } from '@typescript-eslint/types';

import { nodesOf } from '../../source/file-nodes.js';
import type { Source } from '../../source/source.js';
import { type FunctionNode, isFunction, parametersOf } from '../../syntax/function-node.js';
import { hostOf } from '../../syntax/host-of.js';
import { isInsideTry } from '../../syntax/surroundings.js';
import type { Functions } from '../functions.js';
import { keyText, memberText } from '../index/property-values.js';
import type { CallerSummary, CallSummary, FunctionSummary } from './completion-handler.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/**
 * Summarizes the functions of a file for the analysis of other files: how each calls its callbacks, which calls it makes and which of its
 * parameters it forwards, and who calls it in the file.
 *
 * @returns one summary for each function, in the order of the text; plain data that JSON can store
 */
export function summarizeFunctions(source: Source, functions: Functions): readonly FunctionSummary[] {
  const { calls, functions: nodes } = nodesOf(source);
  const callsIn = new Map<FunctionNode, CallSummary[]>();
  for (const call of calls) {
    const host = hostOf(call);
    if (!isFunction(host)) continue;
    const summary = summarizeCall(call, host, functions);
    const known = callsIn.get(host);
    if (known) known.push(summary);
    else callsIn.set(host, [summary]);
  }
  return nodes.map((fn) => ({
    id: idOf(fn),
    name: nameOf(fn, functions),
    handlers: functions.handlersIn(fn),
    calls: callsIn.get(fn) ?? [],
    calledBy: functions.index.callersOf(fn).map(summarizeCaller),
  }));
}

function summarizeCaller(call: Call): CallerSummary {
  const host = hostOf(call);
  return { caller: isFunction(host) ? idOf(host) : null, isValueUsed: call.parent.type !== 'ExpressionStatement', insideTry: isInsideTry(call) };
}

function summarizeCall(call: Call, host: FunctionNode, { index }: Functions): CallSummary {
  const [definition] = index.definitionsOf(call.callee);
  const parameters = parametersOf(host).map((parameter) => (parameter.type === 'Identifier' ? index.bindings.variableOf(parameter) : null));
  const forwards = call.arguments.flatMap((argument, position): (readonly [number, number])[] => {
    const variable = index.bindings.variableOf(argument);
    const parameter = variable ? parameters.indexOf(variable) : -1;
    return parameter < 0 ? [] : [[parameter, position]];
  });
  return { callee: definition ? idOf(definition) : index.paths.pathOf(call.callee), forwards };
}

function idOf({ range: [start] }: FunctionNode): string {
  return String(start);
}

function nameOf(fn: FunctionNode, { index }: Functions): string | null {
  const variable = index.bindings.variableOfFunction(fn);
  if (variable) return variable.name;
  const { parent } = fn;
  if (parent.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression') return memberText(parent.left);
  const isMember = parent.type === 'Property' || parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition';
  return isMember ? keyText(parent.key, parent.computed) : (fn.id?.name ?? null);
}
