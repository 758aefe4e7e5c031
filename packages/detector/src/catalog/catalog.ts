import type { ApiEntry, CallbackEffect } from './api-entry.js';
import { hosts } from './hosts.js';
import { modules } from './modules.js';
import { CatalogTable, lastName, matchesPath, splitPath } from './table.js';
import { type Dependencies, type Dependency, isBeyond, isInside, isStated, packageOf, readDependency } from './versions.js';

/** The known facts about a function that takes a callback: its entry with defaults filled in. A fact that is left out is not known. */
export interface ApiFacts extends ApiEntry {
  readonly kind: NonNullable<ApiEntry['kind']>;
  readonly callback: NonNullable<ApiEntry['callback']>;
  readonly results: readonly string[];
  readonly promisified: NonNullable<ApiEntry['promisified']>;
  /** Whether it is a function of a Node core module. */
  readonly nodeCore: boolean;
  /** Whether a call without a callback returns a promise, in all versions that the project may use. With `promiseMethod`, only that method does. */
  readonly returnsPromise: boolean;
  /** What becomes of a callback, where no version that the project may use takes one. Null where they do, or where the versions are not stated. */
  readonly removed: RemovedApi | null;
}

/** A function that takes no callback any more, in the versions that a project uses. */
export interface RemovedApi {
  /** The package, and its version as the project states it: `5.0.1`, `^5.0.0`. */
  readonly name: string;
  readonly version: string;
  readonly effect: CallbackEffect;
  /** As `ApiEntry.movedTo`; null where the function is where it was. */
  readonly movedTo: string | null;
}

/** Entries of the user, by module: the path of an error-first function, or an entry with further facts. `{ 'my-db': ['query'] }`. */
export type Catalog = Readonly<Record<string, readonly (string | ApiEntry)[]>>;

/** What a lookup depends on apart from the path. */
export interface LookupContext {
  /** The user's own entries. Their facts override those of the built-in catalogue. */
  readonly catalog?: Catalog | undefined;
  /** The dependencies in the manifest. A package that it does not name is taken to be of the newest version. */
  readonly dependencies?: Dependencies | undefined;
}

const apiTable = new CatalogTable(modules);
const hostTable = new CatalogTable(hosts);

/**
 * Looks up a function in the catalogue. The facts come from the documentation that the entry or its module names, for Node's core modules
 * also from @types/node and a running Node, and from the user.
 *
 * @param api its path, as in `CallbackSite.api`: `fs.readFile`, `mysql.createPool.query`
 * @returns the facts; null if the function is not catalogued
 */
export function lookupApi(api: string, { catalog = {}, dependencies = {} }: LookupContext = {}): ApiFacts | null {
  const [module, path] = splitPath(api, (name) => Object.hasOwn(catalog, name) || apiTable.moduleNamed(name) !== null);
  const dependency = readDependency(module, dependencies);
  const known = chooseEntry(apiTable.entriesOf(module, path), dependency);
  const own = chooseEntry(ownEntries(module, catalog).filter((entry) => matchesPath(entry, path)), dependency);
  if (!known && !own) return null;
  const promise = own?.promise ?? promiseOf(dependency, path, known?.promise);
  const entry: ApiEntry = { path, ...known, ...own };
  const isRemoved = entry.callbackUntil !== undefined && isBeyond(dependency, entry.callbackUntil);
  const removed = isRemoved ? removalOf(entry, packageOf(module), dependencies) : null;
  const { returns, promiseMethod, ...facts } = complete(entry);
  const isPromising = promise !== undefined && isInside(dependency, promise);
  return {
    ...facts,
    ...(promiseMethod !== undefined && isPromising && { promiseMethod }),
    // A child process or a request is what a call with a callback returned.
    ...(returns && !removed && { returns }),
    nodeCore: apiTable.moduleNamed(module)?.isNodeCore === true,
    returnsPromise: removed !== null || (isPromising && promiseMethod === undefined),
    removed,
  };
}

function removalOf({ withCallback = 'ignored', movedTo }: ApiEntry, name: string, dependencies: Dependencies): RemovedApi {
  return { name, version: dependencies[name] ?? '', effect: withCallback, movedTo: movedTo ?? null };
}

/**
 * The package of a function that takes a callback in some versions only, where the project does not state which version it uses.
 *
 * @param api the path of the function, as for `lookupApi`
 * @returns null for a function that takes a callback in all versions, and where the version is stated
 */
export function unknownVersionOf(api: string, { catalog = {}, dependencies = {} }: LookupContext): { readonly name: string; readonly callbackUntil: string } | null {
  const callbackUntil = lookupApi(api, { catalog, dependencies })?.callbackUntil;
  if (callbackUntil === undefined) return null;
  const [module] = splitPath(api, (name) => Object.hasOwn(catalog, name) || apiTable.moduleNamed(name) !== null);
  return isStated(readDependency(module, dependencies)) ? null : { name: packageOf(module), callbackUntil };
}

/** The packages that have functions which take no callback any more in later versions. */
export const packagesWithRemovals: ReadonlySet<string> = new Set(
  modules.filter(({ entries }) => entries.some(({ callbackUntil }) => callbackUntil !== undefined)).map(({ name }) => packageOf(name)),
);

/** The packages about which the catalogue states facts for some versions only. */
export const versionedPackages: ReadonlySet<string> = new Set(
  [...modules, ...hosts]
    .filter(({ isNodeCore, entries }) => !isNodeCore && entries.some(({ versions, promise, callbackUntil }) => versions ?? promise ?? callbackUntil))
    .map(({ name }) => packageOf(name)),
);

/** The packages to which functions with a callback are passed that may be `async`. */
export const frameworks: ReadonlySet<string> = new Set([...hosts, ...modules].filter(({ entries }) => entries.some(({ asyncForm }) => asyncForm !== undefined)).map(({ name }) => packageOf(name)));

/**
 * Looks up what a function does with the promise that a function of the project returns to it: a handler in `fastify.get('/', handler)`.
 *
 * @param api the path of the function that calls the handler: `fastify.get`, `express.Router.use`
 * @returns null if that is not known
 */
export function lookupCaller(api: string, context: Pick<LookupContext, 'dependencies'> = {}): ApiEntry['caller'] | null {
  return lookupHost(api, context)?.caller ?? null;
}

/** Looks up a function that calls functions of the project, as `lookupCaller` does. @returns its entry; null if it is not known what it does with a promise */
export function lookupHost(api: string, { dependencies = {} }: Pick<LookupContext, 'dependencies'> = {}): ApiEntry | null {
  for (const table of [hostTable, apiTable]) {
    const [module, path] = table.split(api);
    const entry = chooseEntry(table.entriesOf(module, path), readDependency(module, dependencies));
    if (entry?.caller) return entry;
  }
  return null;
}

/** The facts of an entry, with defaults for those that it leaves out. */
function complete(entry: ApiEntry): Omit<ApiFacts, 'nodeCore' | 'returnsPromise' | 'removed'> {
  const { kind = 'error-first', callback = 'last', results, promisified = results?.length === 0 ? 'none' : 'first' } = entry;
  return { ...entry, kind, callback, results: results ?? [], promisified };
}

/** The versions in which a function returns a promise. If another package is installed under the module's name, those of that package. */
function promiseOf({ alias }: Dependency, path: string, promise: string | undefined): string | undefined {
  return alias === null ? promise : apiTable.entriesOf(alias, path)[0]?.promise;
}

/**
 * The entry that applies to every version of the module that the project may use. If the project allows versions with different entries
 * (`express` 4 or 5, say), only the facts about which arguments are callbacks, since these are needed to find a site at all.
 */
function chooseEntry(entries: readonly ApiEntry[], dependency: Dependency): ApiEntry | null {
  const fitting = entries.find(({ versions }) => versions === undefined || isInside(dependency, versions));
  if (fitting) return fitting;
  const [first] = entries;
  if (!first) return null;
  return Object.fromEntries(Object.entries(first).filter(([fact]) => ofArguments.has(fact))) as unknown as ApiEntry;
}

const ofArguments: ReadonlySet<string> = new Set<keyof ApiEntry>(['path', 'kind', 'callback', 'iteratee', 'takesTasks', 'mayLackError']);

/** Whether a name is that of a module of Node that has functions with callbacks: `fs`, `http`. */
export function isNodeModule(name: string): boolean {
  return apiTable.moduleNamed(name)?.isNodeCore === true;
}

/** The last names of a module's error-first functions: `readFile`; `''` for the module itself, `*` for any method. */
export function catalogedNames(module: string, catalog: Catalog): readonly string[] {
  const known = apiTable.errorFirstNames(module);
  const own = ownEntries(module, catalog);
  return own.length > 0 ? [...known, ...own.map(lastName)] : known;
}

/**
 * Whether a path names a known function, or all below it: `fs.readFile`, `fs`, `mysql.createPool`.
 *
 * @param catalog the user's own entries
 * @returns with the paths of the module's functions, among which a mistyped one is; none if the module is not known
 */
export function findKnownApi(api: string, catalog: Catalog): { readonly isKnown: boolean; readonly siblings: readonly string[] } {
  const tables = [apiTable, hostTable];
  const [module, path] = splitPath(api, (name) => Object.hasOwn(catalog, name) || tables.some((table) => table.moduleNamed(name) !== null));
  const own = ownEntries(module, catalog);
  const isOwn = own.some((entry) => path === '' || matchesPath(entry, path) || entry.path.startsWith(`${path}.`));
  const isKnown = isOwn || tables.some((table) => table.has(module, path));
  return { isKnown, siblings: [...apiTable.errorFirstNames(module), ...own.map(({ path: name }) => name)].map((name) => `${module}.${name}`) };
}

function ownEntries(module: string, catalog: Catalog): readonly ApiEntry[] {
  return Object.hasOwn(catalog, module) ? catalog[module]!.map(toEntry) : [];
}

function toEntry(entry: string | ApiEntry): ApiEntry {
  return typeof entry === 'string' ? { path: entry, kind: 'error-first' } : { kind: 'error-first', ...entry };
}
