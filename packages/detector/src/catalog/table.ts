import { hasRole } from '../vocabulary/vocabulary.js';
import type { ApiEntry, CatalogModule } from './api-entry.js';

/** The entries of a module, indexed for lookups. */
interface ModuleIndex {
  /** The entries without a wildcard, by their paths. */
  readonly exact: ReadonlyMap<string, readonly ApiEntry[]>;
  /** The entries with a wildcard. */
  readonly patterns: readonly ApiEntry[];
  /** The last names of the error-first functions. */
  readonly errorFirstNames: readonly string[];
}

/** Finds the modules of a list by name, and their entries by path. The entries of a module are indexed at the first lookup. */
export class CatalogTable {
  readonly #byName: ReadonlyMap<string, CatalogModule>;
  readonly #families: readonly CatalogModule[];
  readonly #indexes = new Map<CatalogModule, ModuleIndex>();

  constructor(modules: readonly CatalogModule[]) {
    this.#byName = new Map(modules.map((module) => [module.name, module]));
    this.#families = modules.filter(({ isFamily }) => isFamily);
  }

  /** The module with a name, or the family that the name belongs to: `lodash` for `lodash-es`, `lodash/each` and `lodash.each`. Null if unknown. */
  moduleNamed(name: string): CatalogModule | null {
    const isOf = (family: CatalogModule): boolean => name.startsWith(family.name) && /^\W/.test(name.slice(family.name.length));
    return this.#byName.get(name) ?? this.#families.find(isOf) ?? null;
  }

  /** The entries of a path; several if versions differ, none if it is not known. */
  entriesOf(moduleName: string, path: string): readonly ApiEntry[] {
    const index = this.#indexOf(moduleName);
    return index ? (index.exact.get(path) ?? index.patterns.filter((entry) => matchesPath(entry, path)).slice(0, 1)) : [];
  }

  /** Whether a path is known, or the beginning of one that is; an empty one is where the module is known. */
  has(moduleName: string, path: string): boolean {
    const index = this.#indexOf(moduleName);
    if (!index) return false;
    return path === '' || this.entriesOf(moduleName, path).length > 0 || [...index.exact.keys()].some((each) => each.startsWith(`${path}.`));
  }

  /** The last names of a module's error-first functions, without duplicates. */
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

  /** Splits the path of an API, as `splitPath` does, by the modules of this table. */
  split(api: string): readonly [module: string, path: string] {
    return splitPath(api, (name) => this.moduleNamed(name) !== null);
  }
}

/**
 * Splits the path of an API into the module and the rest: `fs-extra.readFile` into `fs-extra` and `readFile`. Since names of modules may
 * contain dots (`socket.io`), the longest known one is taken; if none is known, all of the path is the module.
 *
 * @param isModule whether a name is that of a known module
 */
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

/** The last name in the path of an entry: `query` of `createPool.query`. */
export function lastName({ path }: ApiEntry): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** Whether an entry applies to a path; `*` and `**` in the entry match names. */
export function matchesPath({ path, role }: ApiEntry, name: string): boolean {
  const names = name.split('.');
  const last = names.at(-1)!;
  if (role && !hasRole(last, role)) return false;
  if (path === '**') return name !== '';
  const parts = path.split('.');
  return parts.length === names.length && parts.every((part, i) => (part === '*' ? isOperation(names[i]!) : part === names[i]));
}

/** Whether `*` matches a name: the methods of emitters and promises are left out. */
function isOperation(name: string): boolean {
  return name !== '' && !hasRole(name, 'emits-or-settles');
}
