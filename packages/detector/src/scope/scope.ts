import type { TSESTree } from '@typescript-eslint/types';

/**
 * The part of a scope manager that this project uses. Three scope managers have it: ESLint's, typescript-eslint's and that of
 * `analyzeScopes`. The names are theirs.
 *
 * @see https://eslint.org/docs/latest/extend/scope-manager-interface
 */
export interface ScopeManager {
  /** All scopes, outer ones before those inside. */
  readonly scopes: readonly Scope[];
  readonly globalScope: Scope | null;
  /** The outermost scope that a node has, or with `inner` the innermost; null where it has none. */
  acquire(node: TSESTree.Node, inner?: boolean): Scope | null;
  /** The variables that a node declares, in the order of their declarations. */
  getDeclaredVariables(node: TSESTree.Node): readonly Variable[];
}

/** A region of the file in which names are declared: a function, a block, a module. */
export interface Scope {
  readonly type: string;
  /** The node that has the scope. */
  readonly block: TSESTree.Node;
  readonly upper: Scope | null;
  readonly childScopes: readonly Scope[];
  /** The scope that a `var` in this scope is declared in: itself, or the nearest function, module or global scope around it. */
  readonly variableScope: Scope;
  /** The variables of this scope by their names. */
  readonly set: ReadonlyMap<string, Variable>;
  readonly variables: readonly Variable[];
  /** The references in this scope, without those in scopes inside. */
  readonly references: readonly Reference[];
  /** The references in this scope or scopes inside to variables that are declared outside. */
  readonly through: readonly Reference[];
}

/** A name that a scope declares. */
export interface Variable {
  readonly name: string;
  readonly scope: Scope;
  readonly defs: readonly Definition[];
  /** The identifiers in its definitions: `a` of `var a = 1`. */
  readonly identifiers: readonly TSESTree.Identifier[];
  readonly references: readonly Reference[];
}

/** One place that declares a variable; `var a; var a;` has two. */
export interface Definition {
  /** `Parameter`, `FunctionName`, `Variable`, `ClassName`, `ImportBinding`, `CatchClause`, or one of TypeScript. */
  readonly type: string;
  readonly name: TSESTree.Node;
  /** The function, declarator, class, import specifier or `catch`. */
  readonly node: TSESTree.Node;
}

/** One place that reads or writes a variable. */
export interface Reference {
  readonly identifier: TSESTree.Identifier | TSESTree.JSXIdentifier;
  /** The scope that contains the place. */
  readonly from: Scope;
  /** The variable; null for a name that nothing declares. */
  readonly resolved: Variable | null;
  /** For a write: whether it initializes the variable, as in `var a = 1`. */
  readonly init?: boolean | undefined;
  /** For a write: the expression that is assigned. */
  readonly writeExpr?: TSESTree.Node | null | undefined;
  isRead(): boolean;
  isWrite(): boolean;
  isWriteOnly(): boolean;
}
