// Removes the import of a control-flow library that nobody uses any more.

import { type Scope, type Source, isAsyncLibrary, nodesOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { LazyEdit } from '../render/edits/edit.js';
import type { Slices } from '../render/text/slices.js';

/** The edits that remove `const async = require('async');` and `import async from 'async';` where no name of them is used. */
export function removeUnusedModules(source: Source, slices: Slices): LazyEdit[] {
  const required = nodesOf(source).declarators.flatMap((declarator) => {
    const { init, parent } = declarator;
    const isRequired = init?.type === 'CallExpression' && init.callee.type === 'Identifier' && init.callee.name === 'require' && isLibrary(init.arguments[0]);
    return isRequired && isUnused(source.scopeManager.getDeclaredVariables(declarator), declarator) ? removeDeclarator(slices, parent, declarator) : [];
  });
  const imported = source.ast.body.flatMap((statement) => {
    if (statement.type !== 'ImportDeclaration' || !isLibrary(statement.source) || statement.specifiers.length === 0) return [];
    return isUnused(source.scopeManager.getDeclaredVariables(statement), statement) ? removeLine(slices, statement) : [];
  });
  return [...required, ...imported];
}

function isLibrary(node: TSESTree.Node | undefined): boolean {
  return node?.type === 'Literal' && typeof node.value === 'string' && isAsyncLibrary(node.value);
}

/** Whether nothing mentions some variables but their declaration. */
function isUnused(variables: readonly Scope.Variable[], { range: [start, end] }: TSESTree.Node): boolean {
  return variables.every(({ references }) => references.every(({ identifier: { range } }) => start <= range[0] && range[1] <= end));
}

function removeDeclarator(slices: Slices, declaration: TSESTree.VariableDeclaration, declarator: TSESTree.VariableDeclarator): LazyEdit[] {
  const { declarations } = declaration;
  if (declaration.parent.type !== 'Program') return [];
  if (declarations.length === 1) return removeLine(slices, declaration);
  const index = declarations.findIndex((each) => each === declarator);
  const [before, after] = [declarations[index - 1], declarations[index + 1]];
  const [start, end] = before ? [before.range[1], declarator.range[1]] : [declarator.range[0], after!.range[0]];
  return slices.hasComments(start, end) ? [] : [{ start, end, render: () => '' }];
}

/** Removes a statement with its line; a comment on the line or right above it stays. */
function removeLine(slices: Slices, statement: TSESTree.Node): LazyEdit[] {
  const end = slices.endOf(statement);
  const gap = /^[ \t]*(?:\r?\n)?/.exec(slices.text.slice(end))?.[0].length ?? 0;
  return [{ start: statement.range[0], end: end + gap, render: () => '' }];
}
