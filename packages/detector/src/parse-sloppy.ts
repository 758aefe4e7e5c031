import type { TSESTree } from '@typescript-eslint/types';
import { analyze } from 'eslint-scope';
import * as espree from 'espree';

import type * as Scope from './scope.js';
import type { Source, VisitorKeys } from './source.js';

/** Reads sloppy CommonJS the way ESLint's own parser does; null where it is no such thing. */
export function parseSloppy(text: string): Source | null {
  try {
    const ast = espree.parse(text, {
      ecmaVersion: 'latest',
      sourceType: 'commonjs',
      ecmaFeatures: { jsx: true },
      range: true,
      loc: true,
      tokens: true,
      comment: true,
    });
    const visitorKeys = espree.VisitorKeys as unknown as Record<string, string[]>;
    const scopeManager = analyze(ast as never, {
      ecmaVersion: espree.latestEcmaVersion as 2026,
      sourceType: 'commonjs',
      childVisitorKeys: visitorKeys,
      fallback: () => [],
    });
    return {
      text,
      ast: ast as unknown as TSESTree.Program,
      scopeManager: scopeManager as unknown as Scope.ScopeManager,
      visitorKeys: visitorKeys as VisitorKeys,
    };
  } catch {
    return null;
  }
}
