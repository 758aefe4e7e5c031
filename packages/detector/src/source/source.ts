import type { ParserServices } from '@typescript-eslint/typescript-estree';
import type { TSESTree } from '@typescript-eslint/types';

import type * as Scope from '../scope/scope.js';
import type { VisitorKeys } from '../syntax/visitor-keys.js';

/**
 * One parsed file: all that a host (ESLint, jscodeshift, the CLI, a browser) has to bring.
 * Every node of `ast` has its `parent` and `range`, and may lack `loc`; the scope manager knows the globals of CommonJS.
 */
export interface Source {
  readonly text: string;
  readonly ast: TSESTree.Program;
  readonly scopeManager: Scope.ScopeManager;
  readonly visitorKeys: VisitorKeys;
  /** The file is an ES module by its name (`.mjs`), whatever stands in it. */
  readonly isModule?: boolean;
  /** The file is TypeScript by its name (`.ts`), even where no types stand in it. */
  readonly isTypeScript?: boolean;
  /** Type information, where the parser has it. */
  readonly services?: Partial<ParserServices>;
}
