import type { Scope, Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/** All variables and references of a file by name, for the question whether a name is used in some range of the text. */
export class References {
  readonly #byName = new Map<string, Scope.Reference[]>();
  readonly #declared = new Map<string, Scope.Variable[]>();

  constructor(source: Source) {
    for (const scope of source.scopeManager.scopes) {
      for (const variable of scope.variables) {
        const list = this.#declared.get(variable.name);
        if (list) list.push(variable);
        else this.#declared.set(variable.name, [variable]);
      }
      for (const reference of scope.references) {
        const { name } = reference.identifier as { name: string };
        const list = this.#byName.get(name);
        if (list) list.push(reference);
        else this.#byName.set(name, [reference]);
      }
    }
    for (const list of this.#byName.values()) list.sort((a, b) => a.identifier.range[0] - b.identifier.range[0]);
  }

  /** Whether a name is declared or referenced anywhere in the file. */
  has(name: string): boolean {
    return this.#declared.has(name) || this.#byName.has(name);
  }

  /** The variables with a name, in any scope; those of the global scope have no declaration in the file. */
  variablesOf(name: string): readonly Scope.Variable[] {
    return this.#declared.get(name) ?? [];
  }

  /** Whether a scope of the file has a variable with a name. */
  isDeclared(name: string): boolean {
    return this.#declared.has(name);
  }

  /** Whether a name is declared or referenced between two offsets. */
  hasWithin(name: string, [start, end]: readonly [number, number]): boolean {
    const isInside = ({ range }: TSESTree.Node): boolean => start <= range[0] && range[1] <= end;
    const isDeclared = this.#declared.get(name)?.some(({ identifiers }) => identifiers.some(isInside));
    return isDeclared === true || this.within(name, [start, end]).length > 0;
  }

  /** The references to a name between two offsets, sorted. Declarations without a value are no references. */
  within(name: string, [start, end]: readonly [number, number]): Scope.Reference[] {
    const list = this.#byName.get(name) ?? [];
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((list[middle] as Scope.Reference).identifier.range[0] < start) low = middle + 1;
      else high = middle;
    }
    const result: Scope.Reference[] = [];
    for (let reference = list[low]; reference && reference.identifier.range[1] <= end; reference = list[++low]) {
      result.push(reference);
    }
    return result;
  }
}
