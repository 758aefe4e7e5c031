// Whether the variables of an async function in place mean the same where its statements move: into the block around it.

import { type FunctionNode, type Scope, type Source, contains, hostOf, isFunction, isLoop } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { factsOf } from '../file/file-facts.js';
import type { LazyEdit } from '../render/edits/edit.js';

/** What becomes of the variables. */
export interface MovedVariables {
  /** Turns `var` into `const` or `let`, so that each round of a loop has its own. */
  readonly edits: readonly LazyEdit[];
  /** The statements need a block of their own, since a name is taken around them. */
  readonly needsBlock: boolean;
}

/**
 * Decides whether statements can move, by the variables that they declare.
 *
 * @param fn the function that loses its statements
 * @param statement the statement in the place of which they come
 * @param bound the name that the statement itself declares and the last statement of the function returns; null for none
 * @returns null where a `var` could not be told from one around the statement, or would be shared by the rounds of a loop
 */
export function moveVariables(source: Source, fn: FunctionNode, statement: TSESTree.Node, bound: string | null): MovedVariables | null {
  const host = hostOf(statement);
  const variables = variablesIn(source, fn);
  const needsBlock = variables.some((variable) => variable.name !== bound && isTaken(source, variable.name, fn, statement));
  if (!needsBlock && !isInLoop(statement, host)) return { edits: [], needsBlock };
  const edits = declareInBlock(source, fn);
  return edits && { edits, needsBlock };
}

/** Turns each `var` of a function into `const` or `let`, so that its statements can be in a block; null where one has to be visible in the whole function. */
export function declareInBlock(source: Source, fn: FunctionNode): readonly LazyEdit[] | null {
  const declared = new Set(variablesIn(source, fn).flatMap(({ defs }) => defs.map(({ node }) => node as TSESTree.Node)));
  const declarations = [...new Set([...declared].flatMap((node) => (node.type === 'VariableDeclarator' && node.parent.kind === 'var' ? [node.parent] : [])))];
  const edits: LazyEdit[] = [];
  for (const declaration of declarations) {
    const keyword = keywordFor(source, declaration, fn);
    if (keyword === null) return null;
    const [start] = declaration.range;
    edits.push({ start, end: start + 'var'.length, render: () => keyword });
  }
  return edits;
}

/** The variables that the statements of a function declare for all of it. */
export function variablesIn({ scopeManager }: Source, fn: FunctionNode): readonly Scope.Variable[] {
  return scopeManager.acquire(fn, true)?.variables.filter(({ name }) => name !== 'arguments') ?? [];
}

/** Whether a name is declared around a statement, up to its function, or means a variable from there in code of that function. */
function isTaken(source: Source, name: string, fn: FunctionNode, statement: TSESTree.Node): boolean {
  const { references } = factsOf(source);
  const host = hostOf(statement);
  const isAround = (variable: Scope.Variable): boolean => {
    const block = variable.scope.block as TSESTree.Node;
    return contains(host, block) && contains(block, statement);
  };
  if (references.variablesOf(name).some(isAround)) return true;
  return references.within(name, host.range).some(({ identifier, resolved }) => {
    if (contains(fn, identifier)) return false;
    return !resolved || !contains(host, resolved.scope.block as TSESTree.Node);
  });
}

function isInLoop(statement: TSESTree.Node, host: TSESTree.Node): boolean {
  for (let node: TSESTree.Node | undefined = statement; node && node !== host; node = node.parent) if (isLoop(node)) return true;
  return false;
}

/** The keyword for variables that need not be visible in the whole function; null where they must be. */
function keywordFor(source: Source, declaration: TSESTree.VariableDeclaration, fn: FunctionNode): 'const' | 'let' | null {
  const { parent } = declaration;
  const variables = source.scopeManager.getDeclaredVariables(declaration);
  const isTop = parent === fn.body;
  const isHead = parent.type === 'ForStatement' || parent.type === 'ForInStatement' || parent.type === 'ForOfStatement';
  if (!isTop && !isHead && parent.type !== 'BlockStatement') return null;
  const isRepeated = !isTop && (isHead || isInLoop(declaration, fn));
  const isLocal = variables.every(({ defs, references }) =>
    defs.length === 1 &&
    references.every(({ identifier, init }) => {
      // `var name = name + '.js'` reads the variable before it has a value, which a `let` does not allow.
      const isEarly = identifier.range[0] < declaration.range[0] || (init !== true && !isHead && contains(declaration, identifier));
      if (!contains(parent, identifier) || isEarly) return false;
      const user = hostOf(identifier);
      return user === fn || (!isRepeated && isFunction(user) && !isHoisted(user, fn));
    }),
  );
  const hasValues = isHead || declaration.declarations.every(({ init }) => init !== null);
  if (!isLocal || (isRepeated && !hasValues)) return null;
  const isWritten = variables.some(({ references }) => references.some((reference) => reference.isWrite() && reference.init !== true && !isHeadWrite(reference, declaration)));
  return isWritten || !hasValues || parent.type === 'ForStatement' ? 'let' : 'const';
}

/** `key` of `for (var key in files)`, which each round declares anew. */
function isHeadWrite({ identifier }: Scope.Reference, declaration: TSESTree.VariableDeclaration): boolean {
  return contains(declaration, identifier);
}

/** Whether a function, or one around it, is declared so that it can be called before its line. */
function isHoisted(user: FunctionNode, fn: FunctionNode): boolean {
  for (let node: ReturnType<typeof hostOf> = user; isFunction(node) && node !== fn; node = hostOf(node)) if (node.type === 'FunctionDeclaration') return true;
  return false;
}
