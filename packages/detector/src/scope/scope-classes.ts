import type { TSESTree } from '@typescript-eslint/types';

import type * as Interface from './scope.js';

/** The types of scopes in JavaScript, with the names that `@typescript-eslint/scope-manager` uses. */
export type ScopeType =
  | 'global'
  | 'module'
  | 'function'
  | 'function-expression-name'
  | 'class'
  | 'class-field-initializer'
  | 'class-static-block'
  | 'block'
  | 'catch'
  | 'for'
  | 'switch'
  | 'with';

/** The scopes that a `var` inside is declared in. */
const takesVar: ReadonlySet<ScopeType> = new Set(['global', 'module', 'function', 'class-field-initializer', 'class-static-block']);

/** The variables of every scope that declares none: most scopes are such blocks, and need no map of their own. */
const nothing: Map<string, Variable> = new Map();

/** A scope that `analyzeScopes` fills. See the interface for its fields. */
export class Scope implements Interface.Scope {
  readonly type: ScopeType;
  readonly block: TSESTree.Node;
  readonly upper: Scope | null;
  readonly variableScope: Scope;
  readonly childScopes: Scope[] = [];
  readonly variables: Variable[] = [];
  readonly references: Reference[] = [];
  set: Map<string, Variable>;
  through: Reference[] = [];
  #unresolved: Reference[] = [];

  constructor(type: ScopeType, block: TSESTree.Node, upper: Scope | null) {
    this.type = type;
    this.block = block;
    this.upper = upper;
    this.set = upper ? nothing : new Map();
    this.variableScope = upper && !takesVar.has(type) ? upper.variableScope : this;
    upper?.childScopes.push(this);
  }

  /** The variable of this scope with a name; it is added if there is none yet. */
  declare(name: string): Variable {
    const known = this.set.get(name);
    if (known) return known;
    const variable = new Variable(name, this);
    if (this.set === nothing) this.set = new Map();
    this.set.set(name, variable);
    this.variables.push(variable);
    return variable;
  }

  /** Adds a reference, which `close` resolves. */
  refer(reference: Reference): void {
    this.references.push(reference);
    this.#unresolved.push(reference);
  }

  /**
   * Resolves the references in this scope and those that the inner scopes, already closed, left unresolved. What remains is passed to
   * the scope around it.
   */
  close(): void {
    const unresolved = this.#unresolved;
    // In `with (a) { b; }` the name `b` may be a property of `a`, so it stays unresolved here.
    this.through = this.set === nothing || this.type === 'with' ? unresolved : unresolved.filter((reference) => !this.#resolve(reference));
    if (this.upper) for (const reference of this.through) this.upper.#unresolved.push(reference);
    this.#unresolved = [];
  }

  #resolve(reference: Reference): boolean {
    const variable = this.set.get(reference.identifier.name);
    if (!variable || (this.type === 'function' && this.#isHidden(variable, reference.identifier))) return false;
    variable.references.push(reference);
    reference.resolved = variable;
    return true;
  }

  /** Whether a reference is in a parameter's default value, and its variable is declared in the body, which the default cannot see. */
  #isHidden({ defs }: Variable, { range }: TSESTree.Node): boolean {
    const { body } = this.block as TSESTree.FunctionExpression;
    return range[0] < body.range[0] && defs.every(({ name }) => name.range[0] >= body.range[0]);
  }
}

/** A variable that `analyzeScopes` or `withGlobals` makes. */
export class Variable implements Interface.Variable {
  readonly name: string;
  readonly scope: Interface.Scope;
  readonly defs: Interface.Definition[] = [];
  readonly identifiers: TSESTree.Identifier[] = [];
  readonly references: Interface.Reference[] = [];

  constructor(name: string, scope: Interface.Scope) {
    this.name = name;
    this.scope = scope;
  }
}

/** A reference that `analyzeScopes` makes. */
export class Reference implements Interface.Reference {
  readonly identifier: TSESTree.Identifier | TSESTree.JSXIdentifier;
  readonly from: Scope;
  readonly init: boolean | undefined;
  readonly writeExpr: TSESTree.Node | null | undefined;
  resolved: Variable | null = null;
  readonly #access: 'read' | 'write' | 'both';

  constructor(
    identifier: Reference['identifier'],
    from: Scope,
    access: 'read' | 'write' | 'both',
    writeExpr?: TSESTree.Node | null,
    init?: boolean,
  ) {
    this.identifier = identifier;
    this.from = from;
    this.#access = access;
    this.writeExpr = writeExpr;
    this.init = init;
  }

  isRead(): boolean {
    return this.#access !== 'write';
  }

  isWrite(): boolean {
    return this.#access !== 'read';
  }

  isWriteOnly(): boolean {
    return this.#access === 'write';
  }
}

/** The scopes of one file, as `analyzeScopes` collects them. */
export class ScopeManager implements Interface.ScopeManager {
  readonly scopes: Scope[] = [];
  readonly #outer = new Map<TSESTree.Node, Scope>();
  /** For nodes with several scopes, the innermost one: a named function expression has one for its name and one for its body. */
  readonly #inner = new Map<TSESTree.Node, Scope>();
  readonly #declared = new Map<TSESTree.Node, Variable[]>();

  get globalScope(): Scope | null {
    return this.scopes[0] ?? null;
  }

  acquire(node: TSESTree.Node, inner = false): Scope | null {
    return (inner ? this.#inner.get(node) : undefined) ?? this.#outer.get(node) ?? null;
  }

  getDeclaredVariables(node: TSESTree.Node): readonly Variable[] {
    return this.#declared.get(node) ?? [];
  }

  /** Adds a scope; of scopes with one node, the outer one comes first. */
  add(scope: Scope): void {
    this.scopes.push(scope);
    (this.#outer.has(scope.block) ? this.#inner : this.#outer).set(scope.block, scope);
  }

  /**
   * Adds a definition to a variable.
   *
   * @param name the identifier in the definition
   * @param declaration a further node that counts as declaring the variable: the `var` statement around a declarator
   */
  define(variable: Variable, name: TSESTree.Identifier, definition: Interface.Definition, declaration?: TSESTree.Node): void {
    variable.defs.push(definition);
    variable.identifiers.push(name);
    this.#declare(definition.node, variable);
    if (declaration) this.#declare(declaration, variable);
  }

  #declare(node: TSESTree.Node, variable: Variable): void {
    const variables = this.#declared.get(node);
    if (!variables) this.#declared.set(node, [variable]);
    else if (!variables.includes(variable)) variables.push(variable);
  }
}
