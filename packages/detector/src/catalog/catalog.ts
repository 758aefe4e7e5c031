import { hasRole } from '../vocabulary.js';
import type { ApiEntry, ApiFeatures, CatalogModule } from './api-entry.js';
import { modules } from './modules.js';
import { type Dependencies, type Dependency, isInside, readDependency } from './versions.js';

/** What is known of a function that takes a callback. What is left out is not known. */
export interface ApiFacts extends Omit<ApiFeatures, 'versions' | 'role' | 'promise'> {
  readonly kind: NonNullable<ApiEntry['kind']>;
  readonly callback: NonNullable<ApiEntry['callback']>;
  readonly results: readonly string[];
  readonly promisified: NonNullable<ApiEntry['promisified']>;
  /** A function of a Node core module. */
  readonly nodeCore: boolean;
  /** Whether a call without a callback returns a promise, in all versions that may be in use. */
  readonly returnsPromise: boolean;
}

/** Functions that a user knows, by module: the path of an error-first function, or an entry with further facts. */
export type Catalog = Readonly<Record<string, readonly (string | ApiEntry)[]>>;

/** What a look at the catalogue depends on. */
export interface LookupContext {
  /** The user's own entries. What they say of a function goes before what is known of it. */
  readonly catalog?: Catalog | undefined;
  /** What the manifest says of versions. A package that it does not name is taken to be new. */
  readonly dependencies?: Dependencies | undefined;
}

/**
 * Looks an API up in the catalogue.
 *
 * @param api its path, as in `CallbackSite.api`: `fs.readFile`, `mysql.createPool.query`
 * @returns the facts, from @types/node, the running Node, a library's documentation or the user; null where it is not catalogued
 */
export function lookupApi(api: string, { catalog = {}, dependencies = {} }: LookupContext = {}): ApiFacts | null {
  const [module, name] = split(api, (candidate) => moduleNamed(candidate) !== null);
  const dependency = readDependency(module, dependencies);
  const entries = entriesOf(module, name);
  const known = entries.length > 0 ? chooseEntry(entries, dependency) : null;
  const own = findOwn(api, catalog);
  if (!known && !own) return null;
  const { path: _path, role: _role, versions: _versions, promise, ...facts } = { path: name, ...known, ...own };
  const { results, promisified = results?.length === 0 ? 'none' : 'first' } = facts;
  return {
    ...facts,
    kind: facts.kind ?? 'error-first',
    callback: facts.callback ?? 'last',
    results: results ?? [],
    promisified,
    nodeCore: moduleNamed(module)?.isNodeCore === true,
    returnsPromise: isHeld(own?.promise ?? promiseOf(dependency, name, promise), dependency),
  };
}

/** Since when a function returns a promise: the package that is installed under the name of another has facts of its own. */
function promiseOf({ alias }: Dependency, name: string, promise: string | undefined): string | undefined {
  return alias === null ? promise : entriesOf(alias, name)[0]?.promise;
}

function isHeld(versions: string | undefined, dependency: Dependency): boolean {
  return versions !== undefined && isInside(dependency, versions);
}

/** The entry for the versions in use; where they are not known, what all entries say alike. */
function chooseEntry(entries: readonly ApiEntry[], dependency: Dependency): ApiEntry {
  const [first, ...others] = entries as [ApiEntry, ...ApiEntry[]];
  const fitting = entries.find(({ versions }) => versions === undefined || isInside(dependency, versions));
  const isCommon = ([key, value]: [string, unknown]): boolean => others.every((other) => other[key as keyof ApiEntry] === value);
  return fitting ?? (Object.fromEntries(Object.entries(first).filter(isCommon)) as unknown as ApiEntry);
}

/** The names at the end of a module's error-first functions: `readFile`, `''` for the module itself, `*` for any method. */
export function catalogedNames(module: string, catalog: Catalog): readonly string[] {
  const own = Object.hasOwn(catalog, module) ? catalog[module]!.map(toEntry) : [];
  const known = moduleNamed(module)?.entries ?? [];
  return [...known, ...own].filter(({ kind = 'error-first' }) => kind === 'error-first').map(({ path }) => path.slice(path.lastIndexOf('.') + 1));
}

/** `fs-extra.readFile` gives `fs-extra` and `readFile`; a module's name itself may hold dots (`socket.io`). */
function split(api: string, isModule: (name: string) => boolean): readonly [module: string, name: string] {
  for (let dot = api.lastIndexOf('.'); dot > 0; dot = api.lastIndexOf('.', dot - 1)) {
    const module = api.slice(0, dot);
    if (isModule(module)) return [module, api.slice(dot + 1)];
  }
  return [api, ''];
}

function findOwn(api: string, catalog: Catalog): ApiEntry | null {
  const [module, name] = split(api, (candidate) => Object.hasOwn(catalog, candidate));
  const entries = Object.hasOwn(catalog, module) ? catalog[module]!.map(toEntry) : [];
  return entries.find((entry) => matchesPath(entry, name)) ?? null;
}

function toEntry(entry: string | ApiEntry): ApiEntry {
  return typeof entry === 'string' ? { path: entry, kind: 'error-first' } : { kind: 'error-first', ...entry };
}

/** A module's entries, ready to be looked up. */
interface IndexedModule extends CatalogModule {
  /** Those without a wildcard, by their paths. */
  readonly exact: ReadonlyMap<string, readonly ApiEntry[]>;
  readonly patterns: readonly ApiEntry[];
}

const byName: ReadonlyMap<string, CatalogModule> = new Map(modules.map((module) => [module.name, module]));
const families = modules.filter(({ isFamily }) => isFamily);
const indexes = new Map<CatalogModule, IndexedModule>();

/** `lodash-es`, `lodash/each` and `lodash.each` are of the family of `lodash`. */
function moduleNamed(name: string): CatalogModule | null {
  return byName.get(name) ?? families.find((family) => name.startsWith(family.name) && /^\W/.test(name.slice(family.name.length))) ?? null;
}

/** What is known of a path, if it is something: of versions one after the other. */
function entriesOf(moduleName: string, path: string): readonly ApiEntry[] {
  const module = moduleNamed(moduleName);
  if (!module) return [];
  let index = indexes.get(module);
  if (!index) indexes.set(module, (index = indexModule(module)));
  return index.exact.get(path) ?? index.patterns.filter((entry) => matchesPath(entry, path)).slice(0, 1);
}

function indexModule(module: CatalogModule): IndexedModule {
  const exact = new Map<string, ApiEntry[]>();
  const patterns = module.entries.filter(({ path }) => path.includes('*'));
  for (const entry of module.entries) {
    if (!patterns.includes(entry)) exact.set(entry.path, [...(exact.get(entry.path) ?? []), entry]);
  }
  return { ...module, exact, patterns };
}

function matchesPath({ path, role }: ApiEntry, name: string): boolean {
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
