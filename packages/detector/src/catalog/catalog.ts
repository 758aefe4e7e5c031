import type { ApiEntry } from './api-entry.js';
import { hosts } from './hosts.js';
import { modules } from './modules.js';
import { CatalogTable, lastName, matchesPath, splitPath } from './table.js';
import { type Dependencies, type Dependency, isInside, readDependency } from './versions.js';

/** What is known of a function that takes a callback. What is left out is not known. */
export interface ApiFacts extends ApiEntry {
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

const apiTable = new CatalogTable(modules);
const hostTable = new CatalogTable(hosts);

/**
 * Looks an API up in the catalogue.
 *
 * @param api its path, as in `CallbackSite.api`: `fs.readFile`, `mysql.createPool.query`
 * @returns the facts, from @types/node, the running Node, a library's documentation or the user; null where it is not catalogued
 */
export function lookupApi(api: string, { catalog = {}, dependencies = {} }: LookupContext = {}): ApiFacts | null {
  const [module, path] = splitPath(api, (name) => Object.hasOwn(catalog, name) || apiTable.moduleNamed(name) !== null);
  const dependency = readDependency(module, dependencies);
  const known = chooseEntry(apiTable.entriesOf(module, path), dependency);
  const own = chooseEntry(ownEntries(module, catalog).filter((entry) => matchesPath(entry, path)), dependency);
  if (!known && !own) return null;
  const promise = own?.promise ?? promiseOf(dependency, path, known?.promise);
  return {
    ...complete({ path, ...known, ...own }),
    nodeCore: apiTable.moduleNamed(module)?.isNodeCore === true,
    returnsPromise: promise !== undefined && isInside(dependency, promise),
  };
}

/**
 * Looks up who calls a function of the project.
 *
 * @param api the path of the function that it is given to: `fastify.get`, `express.Router.use`
 * @returns what that one does with a promise; null where it is not known
 */
export function lookupCaller(api: string, { dependencies = {} }: Pick<LookupContext, 'dependencies'> = {}): ApiEntry['caller'] | null {
  for (const table of [hostTable, apiTable]) {
    const [module, path] = table.split(api);
    const entry = chooseEntry(table.entriesOf(module, path), readDependency(module, dependencies));
    if (entry?.caller) return entry.caller;
  }
  return null;
}

/** The facts of an entry, with what holds where it does not say it. */
function complete(entry: ApiEntry): Omit<ApiFacts, 'nodeCore' | 'returnsPromise'> {
  const { kind = 'error-first', callback = 'last', results, promisified = results?.length === 0 ? 'none' : 'first' } = entry;
  return { ...entry, kind, callback, results: results ?? [], promisified };
}

/** Since when a function returns a promise: the package that is installed under the name of another has facts of its own. */
function promiseOf({ alias }: Dependency, path: string, promise: string | undefined): string | undefined {
  return alias === null ? promise : apiTable.entriesOf(alias, path)[0]?.promise;
}

/**
 * The entry that holds for every version of the module that the project may use. Where there is none (`mongodb` 3 to 5, say), only the
 * facts that say which arguments are callbacks, since they are needed to find a site at all.
 */
function chooseEntry(entries: readonly ApiEntry[], dependency: Dependency): ApiEntry | null {
  const fitting = entries.find(({ versions }) => versions === undefined || isInside(dependency, versions));
  if (fitting) return fitting;
  const [first] = entries;
  if (!first) return null;
  return Object.fromEntries(Object.entries(first).filter(([fact]) => ofArguments.has(fact))) as unknown as ApiEntry;
}

const ofArguments: ReadonlySet<string> = new Set<keyof ApiEntry>(['path', 'kind', 'callback', 'iteratee', 'takesTasks', 'mayLackError']);

/** Whether a module is one of Node itself that has functions with callbacks: `fs`, `node:http`. */
export function isNodeModule(name: string): boolean {
  return apiTable.moduleNamed(name)?.isNodeCore === true;
}

/** The names at the end of a module's error-first functions: `readFile`, `''` for the module itself, `*` for any method. */
export function catalogedNames(module: string, catalog: Catalog): readonly string[] {
  const known = apiTable.errorFirstNames(module);
  const own = ownEntries(module, catalog);
  return own.length > 0 ? [...known, ...own.map(lastName)] : known;
}

function ownEntries(module: string, catalog: Catalog): readonly ApiEntry[] {
  return Object.hasOwn(catalog, module) ? catalog[module]!.map(toEntry) : [];
}

function toEntry(entry: string | ApiEntry): ApiEntry {
  return typeof entry === 'string' ? { path: entry, kind: 'error-first' } : { kind: 'error-first', ...entry };
}
