import type { Scope, SourceCode } from '@typescript-eslint/utils/ts-eslint';
import type { ParserServices, TSESTree } from '@typescript-eslint/utils';

/**
 * One parsed file: all that a host (ESLint, jscodeshift, the CLI, a browser) has to bring.
 * Every node of `ast` has its `parent`; the scope manager knows the globals of CommonJS.
 */
export interface Source {
  readonly text: string;
  readonly ast: TSESTree.Program;
  readonly scopeManager: Scope.ScopeManager;
  readonly visitorKeys: SourceCode.VisitorKeys;
  /** The file is an ES module by its name (`.mjs`), whatever stands in it. */
  readonly isModule?: boolean;
  /** Type information, where the parser has it. */
  readonly services?: Partial<ParserServices>;
}
