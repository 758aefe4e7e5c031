type Kind = 'var' | 'let' | 'const' | 'counter' | 'callback';

/** The names of one block or function of a program that is being written. */
export class NameScope {
  readonly #variables = new Map<string, Kind>();
  readonly #reads = new Set<string>();

  constructor(
    readonly parent: NameScope | null,
    readonly isFunction: boolean,
  ) {}

  /** All names that may be read here. */
  visibleNames(): string[] {
    const outer = this.parent?.visibleNames() ?? [];
    return [...new Set([...this.#variables.keys(), ...outer])];
  }

  /** The names that may be assigned here. */
  assignableNames(): string[] {
    return this.visibleNames().filter((name) => /^(?:var|let)$/.test(this.#lookUp(name) ?? 'var'));
  }

  #lookUp(name: string): Kind | undefined {
    return this.#variables.get(name) ?? (this.parent ? this.parent.#lookUp(name) : undefined);
  }

  read(name: string): void {
    this.#reads.add(name);
    if (!this.#variables.has(name)) this.parent?.read(name);
  }

  /** Declares a parameter or a function of this scope. A host's callback stays a function. */
  declare(name: string, kind: 'var' | 'callback' = 'var'): void {
    this.#variables.set(name, kind);
  }

  /** Declares a `var`, hoisted to the function; false where a `let` or a callback of that name forbids it. Only its loop assigns a counter. */
  declareVar(name: string, kind: 'var' | 'counter' = 'var'): boolean {
    const path = this.#pathToFunction();
    if (path.some((scope) => scope.#isFixed(name))) return false;
    for (const scope of path) scope.#variables.set(name, kind);
    return true;
  }

  #isFixed(name: string): boolean {
    const kind = this.#variables.get(name);
    return kind === 'let' || kind === 'const' || kind === 'callback';
  }

  #pathToFunction(): readonly NameScope[] {
    return this.isFunction || this.parent === null ? [this] : [this, ...this.parent.#pathToFunction()];
  }

  /** Declares a `let` or `const`; false where the name is taken, or was read here as a variable of an outer scope. */
  declareLexical(name: string, kind: 'let' | 'const'): boolean {
    if (this.#variables.has(name) || this.#reads.has(name)) return false;
    this.#variables.set(name, kind);
    return true;
  }
}
