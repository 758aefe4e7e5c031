import type { TSESTree } from '@typescript-eslint/types';

// What of a scope manager is asked for: those of ESLint and typescript-eslint have it, and that of `analyze-scopes.ts`.

export interface ScopeManager {
  /** All scopes, outer ones first. */
  readonly scopes: readonly Scope[];
  readonly globalScope: Scope | null;
  /** The scope of a node: the outermost one, or the innermost; null where it has none. */
  acquire(node: TSESTree.Node, inner?: boolean): Scope | null;
  /** The variables that a node declares, in the order of their declarations. */
  getDeclaredVariables(node: TSESTree.Node): readonly Variable[];
}

export interface Scope {
  readonly type: string;
  /** The node whose scope it is. */
  readonly block: TSESTree.Node;
  readonly upper: Scope | null;
  readonly childScopes: readonly Scope[];
  /** Itself or the nearest scope around it where `var` goes. */
  readonly variableScope: Scope;
  readonly set: ReadonlyMap<string, Variable>;
  readonly variables: readonly Variable[];
  /** What stands in the scope, and in none further in. */
  readonly references: readonly Reference[];
  /** What stands in the scope or further in and means something from outside. */
  readonly through: readonly Reference[];
}

export interface Variable {
  readonly name: string;
  readonly scope: Scope;
  readonly defs: readonly Definition[];
  /** Where its definitions name it. */
  readonly identifiers: readonly TSESTree.Identifier[];
  readonly references: readonly Reference[];
}

export interface Definition {
  /** `Parameter`, `FunctionName`, `Variable`, `ClassName`, `ImportBinding`, `CatchClause`, or one of TypeScript. */
  readonly type: string;
  readonly name: TSESTree.Node;
  /** The function, declarator, class, import specifier or `catch`. */
  readonly node: TSESTree.Node;
}

export interface Reference {
  readonly identifier: TSESTree.Identifier | TSESTree.JSXIdentifier;
  /** The scope that it stands in. */
  readonly from: Scope;
  readonly resolved: Variable | null;
  /** Of a write: whether it gives a variable its first value. */
  readonly init?: boolean | undefined;
  /** Of a write: the value. */
  readonly writeExpr?: TSESTree.Node | null | undefined;
  isRead(): boolean;
  isWrite(): boolean;
  isWriteOnly(): boolean;
}
