import type { ParserServices } from '@typescript-eslint/typescript-estree';
import type { TSESTree } from '@typescript-eslint/types';

import type * as Scope from '../scope/scope.js';
import type { VisitorKeys } from '../syntax/visitor-keys.js';

/**
 * One parsed file: everything that a host (ESLint, jscodeshift, the command line, a browser) has to provide.
 * Every node of `ast` needs `parent` and `range`; `loc` may be missing. The scope manager has to declare the globals of CommonJS.
 */
export interface Source {
  readonly text: string;
  readonly ast: TSESTree.Program;
  readonly scopeManager: Scope.ScopeManager;
  readonly visitorKeys: VisitorKeys;
  /** The path of the file, as it was given to the parser. */
  readonly path?: string;
  /** The file is an ES module because of its extension (`.mjs`), even without imports or exports. */
  readonly isModule?: boolean;
  /** The file is TypeScript because of its extension (`.ts`), even if it contains no types. */
  readonly isTypeScript?: boolean;
  /** Type information, if the parser has it: https://typescript-eslint.io/developers/custom-rules#typed-rules */
  readonly services?: Partial<ParserServices>;
}
