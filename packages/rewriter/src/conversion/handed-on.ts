// A call that a function ends with, and that it hands its callback on to: the callback form makes that call as it was, so that it does not matter
// how many arguments the callee passes.

import { type Source, contains } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Completion } from '../plan/types.js';
import type { HandedOn } from './types.js';

/**
 * The call that hands the callback on where all completions but errors do that by the same call: `rm(path, cb)`.
 *
 * @param isInside whether a node moves into the async function
 * @param isChanged whether a node has calls in it that are rewritten
 * @returns null where a completion passes something else on success, or the call reads more than one variable of the async function
 */
export function handedOnOf(source: Source, completions: readonly Completion[], isInside: (node: TSESTree.Node) => boolean, isChanged: (node: TSESTree.Node) => boolean): HandedOn | null {
  const others = completions.filter(({ kind }) => kind !== 'forward');
  const [first, ...copies] = completions.filter(({ kind, forwarded }) => kind === 'forward' && forwarded?.callee.form !== 'flow');
  if (!first || others.length + copies.length + 1 < completions.length || !others.every(({ kind, passed }) => kind === 'throw' && passed.length === 1)) return null;
  const { call } = first;
  if (isChanged(call) || call.arguments.at(-1)!.type !== 'Identifier') return null;
  const read = readIn(source, call, isInside);
  const [carried = null, ...more] = read ?? [];
  if (!read || more.length > 0) return null;
  const isCopy = (copy: TSESTree.CallExpression): boolean => {
    const [variable, ...rest] = readIn(source, copy, isInside) ?? [];
    return source.text.slice(...copy.range) === source.text.slice(...call.range) && rest.length === 0 && variable?.variable === carried?.variable && !isChanged(copy);
  };
  return copies.every((each) => isCopy(each.call)) ? { call, carried: carried?.mention ?? null } : null;
}

interface Read {
  readonly variable: unknown;
  readonly mention: TSESTree.Identifier;
}

/** The variables of the async function that a call reads, each with a mention; null where one is a function or a class that is declared there. */
function readIn({ scopeManager }: Source, call: TSESTree.CallExpression, isInside: (node: TSESTree.Node) => boolean): readonly Read[] | null {
  const found: Read[] = [];
  for (const { variables } of scopeManager.scopes) {
    for (const variable of variables) {
      const [definition] = variable.defs;
      const mention = variable.references.find(({ identifier }) => contains(call, identifier))?.identifier;
      if (!definition || !mention || !isInside(definition.name) || contains(call, definition.name)) continue;
      if (definition.type !== 'Parameter' && definition.type !== 'Variable') return null;
      found.push({ variable, mention: mention as TSESTree.Identifier });
    }
  }
  return found;
}

/** The completion by such a call in the async function, which only returns what the call reads: `return path`. */
export function returnsForCall(completion: Completion, source: Source, isInside: (node: TSESTree.Node) => boolean): Completion {
  if (completion.kind !== 'forward') return completion;
  const [carried] = readIn(source, completion.call, isInside) ?? [];
  return { ...completion, kind: 'return', value: carried?.mention ?? null, forwarded: null };
}
