import { type Scope, nodesOf, scopesOfJavaScript } from '@uncallback/detector';
import type { SourceCode } from '@typescript-eslint/utils/ts-eslint';

import { stepsOf } from './traversed-nodes.js';

/**
 * The scopes of a file. ESLint's parser has found them by then. oxlint would find them now, with the analysis of TypeScript, which takes several
 * times as long as ours; for files with types there is no other.
 *
 * @throws {Error} where ESLint's parser provides no scopes
 */
export function scopesOf(sourceCode: Readonly<SourceCode>, filename: string): Scope.ScopeManager {
  if (!stepsOf(sourceCode) && !nodesOf(sourceCode).hasTypes) return scopesOfJavaScript(sourceCode.ast, sourceCode.visitorKeys, filename);
  const { scopeManager } = sourceCode;
  if (!scopeManager) throw new Error('uncallback needs a parser that provides scopes');
  return scopeManager;
}
