import type { TSESTree } from '@typescript-eslint/types';

import { analyzeScopes } from '../scope/analyze-scopes.js';
import type { ScopeManager } from '../scope/scope.js';
import type { VisitorKeys } from '../syntax/visitor-keys.js';
import { withGlobals } from './parse-globals.js';

/**
 * Finds the scopes of a JavaScript file, with the globals of CommonJS. Files that contain types need the scope analysis of TypeScript.
 *
 * @param filePath a file `.cjs` is no module, so that its top level is the global scope
 */
export function scopesOfJavaScript(ast: TSESTree.Program, visitorKeys: VisitorKeys, filePath: string): ScopeManager {
  return withGlobals(analyzeScopes(ast, visitorKeys, !filePath.endsWith('.cjs')));
}
