import { type CallbackSite, type FunctionNode, type Scope, type Source, detectCallbacks, nodesOf, someNode } from '@uncallback/detector';
import { parseSource } from '@uncallback/detector/parse';
import type { TSESTree } from '@typescript-eslint/types';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** A parsed snippet. */
export function parse(code: string, path = 'snippet.js'): Source {
  return parseSource(code, path);
}

/** The text of a node. */
export function textOf({ text }: Source, node: TSESTree.Node): string {
  return text.slice(...node.range);
}

/** The first node whose whole text is `text`; the outermost one where several begin at the same place. */
export function nodeAt(source: Source, text: string): TSESTree.Node {
  let found: TSESTree.Node | null = null;
  someNode(source.ast, source.visitorKeys, (node) => {
    if (node.type === 'Program' || textOf(source, node) !== text) return false;
    found = node;
    return true;
  });
  return found ?? fail(source, text);
}

/** The first call whose text begins with `start`; the outermost one where several begin at the same place. */
export function callAt(source: Source, start: string): Call {
  return nodesOf(source).calls.find((call) => textOf(source, call).startsWith(start)) ?? fail(source, start);
}

/** The first function whose text begins with `start`. */
export function functionAt(source: Source, start: string): FunctionNode {
  return nodesOf(source).functions.find((fn) => textOf(source, fn).startsWith(start)) ?? fail(source, start);
}

/** The first error-first callback of a snippet. */
export function siteIn(source: Source): CallbackSite {
  return detectCallbacks(source).find(({ kind }) => kind === 'error-first') ?? fail(source, 'an error-first callback');
}

/** The variable of the error of the first error-first callback. */
export function errorIn(source: Source): Scope.Variable {
  return siteIn(source).error?.variable ?? fail(source, 'an error');
}

function fail({ text }: Source, wanted: string): never {
  throw new Error(`${wanted} is not in ${text}`);
}
