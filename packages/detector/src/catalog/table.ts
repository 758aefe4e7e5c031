import { hasRole } from '../vocabulary/vocabulary.js';
import type { ApiEntry, CatalogModule } from './api-entry.js';

/** A module's entries, ready to be looked up. */
interface ModuleIndex {
  /** Those without a wildcard, by their paths. */
  readonly exact: ReadonlyMap<string, readonly ApiEntry[]>;
  readonly patterns: readonly ApiEntry[];
  /** The last names of the error-first ones. */
  readonly errorFirstNames: readonly string[];
}

/** Modules with their entries, looked up by name and path. */
export class CatalogTable {
  readonly #byName: ReadonlyMap<string, CatalogModule>;
  readonly #families: readonly CatalogModule[];
  readonly #indexes = new Map<CatalogModule, ModuleIndex>();

  constructor(modules: readonly CatalogModule[]) {
    this.#byName = new Map(modules.map((module) => [module.name, module]));
    this.#families = modules.filter(({ isFamily }) => isFamily);
  }

  /** `lodash-es`, `lodash/each` and `lodash.each` are of the family of `lodash`. */
  moduleNamed(name: string): CatalogModule | null {
    const isOf = (family: CatalogModule): boolean => name.startsWith(family.name) && /^\W/.test(name.slice(family.name.length));
    return this.#byName.get(name) ?? this.#families.find(isOf) ?? null;
  }

  /** The entries of a path; several where versions differ. None where it is not known. */
  entriesOf(moduleName: string, path: string): readonly ApiEntry[] {
    const index = this.#indexOf(moduleName);
    return index ? (index.exact.get(path) ?? index.patterns.filter((entry) => matchesPath(entry, path)).slice(0, 1)) : [];
  }

  /** The names at the end of the paths of a module's error-first functions. */
  errorFirstNames(moduleName: string): readonly string[] {
    return this.#indexOf(moduleName)?.errorFirstNames ?? [];
  }

  #indexOf(moduleName: string): ModuleIndex | null {
    const module = this.moduleNamed(moduleName);
    if (!module) return null;
    let index = this.#indexes.get(module);
    if (!index) this.#indexes.set(module, (index = indexEntries(module.entries)));
    return index;
  }

  /** `fs-extra.readFile` gives `fs-extra` and `readFile`; where no module is known, all of it is a module's name. */
  split(api: string): readonly [module: string, path: string] {
    return splitPath(api, (name) => this.moduleNamed(name) !== null);
  }
}

/** A module's name itself may hold dots (`socket.io`). */
export function splitPath(api: string, isModule: (name: string) => boolean): readonly [module: string, path: string] {
  for (let dot = api.lastIndexOf('.'); dot > 0; dot = api.lastIndexOf('.', dot - 1)) {
    const module = api.slice(0, dot);
    if (isModule(module)) return [module, api.slice(dot + 1)];
  }
  return [api, ''];
}

function indexEntries(entries: readonly ApiEntry[]): ModuleIndex {
  const exact = new Map<string, ApiEntry[]>();
  const patterns = entries.filter(({ path }) => path.includes('*'));
  for (const entry of entries) {
    if (!patterns.includes(entry)) exact.set(entry.path, [...(exact.get(entry.path) ?? []), entry]);
  }
  const errorFirst = entries.filter(({ kind = 'error-first' }) => kind === 'error-first');
  return { exact, patterns, errorFirstNames: [...new Set(errorFirst.map(lastName))] };
}

/** `readFile` of the path of `fs.readFile`. */
export function lastName({ path }: ApiEntry): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** Whether an entry is one of a path, wildcards included. */
export function matchesPath({ path, role }: ApiEntry, name: string): boolean {
  const names = name.split('.');
  const last = names.at(-1)!;
  if (role && !hasRole(last, role)) return false;
  if (path === '**') return name !== '';
  const parts = path.split('.');
  return parts.length === names.length && parts.every((part, i) => (part === '*' ? isOperation(names[i]!) : part === names[i]));
}

function isOperation(name: string): boolean {
  return name !== '' && !hasRole(name, 'emits-or-settles');
}
