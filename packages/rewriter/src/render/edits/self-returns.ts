import { type FunctionNode, type Source, hostOf, isFunction } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { inlinesCallback } from '../../error-forms/questions.js';
import type { FunctionPlan, Rewrite } from '../../plan/types.js';
import { variableOf } from '../../syntax/variables.js';
import type { LazyEdit } from './edit.js';
import type { Slices } from '../text/slices.js';

/**
 * The edits that turn `return poll();` into `poll(); return;` inside of `poll`, when that becomes async. With `return`, the promise of
 * each round would stay pending until all later rounds end. Only for a function that keeps its parameters, whose return value nobody
 * reads.
 */
export function editSelfReturns(source: Source, slices: Slices, functions: readonly FunctionPlan[], rewrites: readonly Rewrite[]): LazyEdit[] {
  const byCallback = new Map<TSESTree.Node, Rewrite>(rewrites.filter(inlinesCallback).map((rewrite) => [rewrite.site.callback, rewrite]));
  const hosts = functions.flatMap(({ host, signature }) => (signature.form === 'becomes-async' && signature.fn === host && signature.dropped.length === 0 ? [signature.fn] : []));
  return hosts.flatMap((host) => selfReturnsOf(source, host, byCallback).flatMap((statement) => editReturn(slices, statement)));
}

/** The `return` statements with a call of the function itself, in it or in a callback that moves into it. */
function selfReturnsOf(source: Source, host: FunctionNode, byCallback: ReadonlyMap<TSESTree.Node, Rewrite>): TSESTree.ReturnStatement[] {
  // `var f = function poll() {}`: the name of a function expression is a variable of its own.
  const named = host.id ? source.scopeManager.getDeclaredVariables(host).find(({ name }) => name === host.id?.name) : null;
  return [variableOf(source, host), named].flatMap((variable) => variable?.references ?? []).flatMap(({ identifier }) => {
    const call = identifier.parent;
    if (call.type !== 'CallExpression' || call.callee !== identifier || call.parent.type !== 'ReturnStatement') return [];
    let home = hostOf(call);
    for (let rewrite = byCallback.get(home); rewrite?.form === 'await'; rewrite = byCallback.get(home)) home = hostOf(rewrite.call);
    return home === host ? [call.parent] : [];
  });
}

function editReturn(slices: Slices, statement: TSESTree.ReturnStatement): LazyEdit[] {
  const { parent, argument, range: [start, end] } = statement;
  if (!argument || slices.hasComments(start, argument.range[0])) return [];
  const semicolon = slices.text[end - 1] === ';' ? ';' : '';
  const gap = slices.isFirstOnLine(start) ? `\n${slices.indentAt(start)}` : ' ';
  const isInBlock = parent.type === 'BlockStatement' || parent.type === 'SwitchCase';
  const isLast = parent.type === 'BlockStatement' && isFunction(parent.parent) && parent.body.at(-1) === statement;
  const render = (): string => {
    const call = slices.textOf(argument.range[0], argument.range[1]);
    if (isLast) return call + semicolon;
    return isInBlock ? `${call}${semicolon || (gap === ' ' ? ';' : '')}${gap}return${semicolon}` : `{ ${call}; return${semicolon} }`;
  };
  return [{ start, end, render }];
}
