// Finds the functions whose callback may go away, as far as their signature and their own code show.

import { type FunctionNode, type Functions, type Source, insideSameFunction, insideSameThis, isInsideTry, nodesOf, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { referencesToArguments } from '../syntax/arguments-use.js';
import type { Hosts } from '../host/hosts.js';
import { placeOf } from './place.js';
import { prologueOf } from './prologue.js';
import type { Candidate } from './types.js';

/** The functions that may lose their callback, while planning tries which of them can. */
export class Candidates {
  readonly list: readonly Candidate[];
  readonly #byFunction: ReadonlyMap<TSESTree.Node, Candidate>;
  readonly #byMention: ReadonlyMap<TSESTree.Node, Candidate>;

  constructor(list: readonly Candidate[]) {
    this.list = list;
    this.#byFunction = new Map(list.map((candidate) => [candidate.fn, candidate]));
    this.#byMention = new Map(list.flatMap((candidate) => mentionsOf(candidate).map((mention) => [mention, candidate] as const)));
  }

  /** The candidate that a function is; null for another function. */
  of(fn: TSESTree.Node): Candidate | null {
    return this.#byFunction.get(fn) ?? null;
  }

  /** The candidate that a call calls by its variable; null for any other callee. */
  calledBy({ callee, type }: TSESTree.CallExpression | TSESTree.NewExpression): Candidate | null {
    return (type === 'CallExpression' && this.#byMention.get(callee)) || null;
  }
}

/** No function loses its callback. */
export const noCandidates = new Candidates([]);

/** The mentions of the variable that holds a candidate, except for its definition. Empty for a property or method. */
export function mentionsOf({ fn, place }: Candidate): readonly TSESTree.Identifier[] {
  if (place.form !== 'variable') return [];
  return place.variable.references.filter(({ writeExpr }) => writeExpr !== fn).map(({ identifier }) => identifier as TSESTree.Identifier);
}

/**
 * The functions of a file whose callback may go away as far as their signature shows: the callback is their only one, their last
 * parameter and error-first, and nothing depends on when they call it. Whether their body is flat is found later, with the rewrites in it.
 */
export function candidatesOf(source: Source, hosts: Hosts, functions: Functions): readonly Candidate[] {
  return nodesOf(source).functions.flatMap((fn) => candidateOf(source, fn, hosts, functions) ?? []);
}

function candidateOf(source: Source, fn: FunctionNode, hosts: Hosts, functions: Functions): Candidate | null {
  const { body } = fn;
  const last = fn.params.at(-1);
  if (fn.async || fn.generator || body?.type !== 'BlockStatement' || last?.type !== 'Identifier' || last.optional) return null;
  const [callback, ...others] = hosts.factsOf(fn).callbacks;
  if (!callback || others.length > 0 || callback.identifiers[0] !== last || callback.defs.length !== 1) return null;
  const handler = functions.handlerOf(fn, fn.params.length - 1);
  const isErrorFirst = handler?.protocol === 'error-first' || handler?.protocol === 'likely-error-first';
  if (!handler || !isErrorFirst || handler.errorWithResult || handler.usesThis || handler.readsLength || handler.insideTry) return null;
  if (handler.invoked === 'repeated' || handler.invoked === 'per-item') return null;
  if (referencesToArguments(source, fn).length > 0 || functions.throwReaderOf(fn) !== null || functions.isRequiredAtOnce(body)) return null;
  if (!fn.params.every((parameter) => parameter.type === 'Identifier' || parameter.type === 'AssignmentPattern')) return null;
  const place = placeOf(source, fn);
  return place && {
    fn: fn as Candidate['fn'],
    callback,
    prologue: prologueOf(source, body, callback),
    place,
    throwsAtOnce: someNode(body, source.visitorKeys, (node) => node.type === 'ThrowStatement' && !isInsideTry(node), insideSameFunction),
    usesThis: someNode(body, source.visitorKeys, ({ type }) => type === 'ThisExpression' || type === 'Super', insideSameThis),
  };
}
