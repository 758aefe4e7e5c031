import type { TSESTree } from '@typescript-eslint/types';

import type * as Interface from './scope.js';

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

const takesVar: ReadonlySet<ScopeType> = new Set(['global', 'module', 'function', 'class-field-initializer', 'class-static-block']);

/** Most scopes are blocks that declare nothing. */
const nothing: Map<string, Variable> = new Map();

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

  /** The variable of a name, made where there is none yet. */
  declare(name: string): Variable {
    const known = this.set.get(name);
    if (known) return known;
    const variable = new Variable(name, this);
    if (this.set === nothing) this.set = new Map();
    this.set.set(name, variable);
    this.variables.push(variable);
    return variable;
  }

  refer(reference: Reference): void {
    this.references.push(reference);
    this.#unresolved.push(reference);
  }

  /** Resolves what stands in it and the scopes further in, which are closed already; the rest is left to the scope around. */
  close(): void {
    const unresolved = this.#unresolved;
    // `with` may have any name.
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

  /** The default value of a parameter does not see what the body declares. */
  #isHidden({ defs }: Variable, { range }: TSESTree.Node): boolean {
    const { body } = this.block as TSESTree.FunctionExpression;
    return range[0] < body.range[0] && defs.every(({ name }) => name.range[0] >= body.range[0]);
  }
}

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

/** The scopes of one file. */
export class ScopeManager implements Interface.ScopeManager {
  readonly scopes: Scope[] = [];
  readonly #outer = new Map<TSESTree.Node, Scope>();
  /** The innermost scopes of nodes that have several. */
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

  add(scope: Scope): void {
    this.scopes.push(scope);
    (this.#outer.has(scope.block) ? this.#inner : this.#outer).set(scope.block, scope);
  }

  /** @param declaration what declares the variable, beside the node of the definition */
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
