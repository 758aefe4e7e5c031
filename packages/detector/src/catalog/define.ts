import type { ApiEntry, ApiFeatures, ApiGroup, CatalogModule } from './api-entry.js';
import { nodeCatalog, nodeMethods, nodeOtherCallbacks } from './node.js';

/** The first argument of `defineModule`: the module, and the facts that apply to all of its functions. */
interface ModuleHead extends ApiFeatures {
  readonly name: string;
  readonly documentation: string;
  readonly isFamily?: true;
}

/**
 * Defines the catalogue module of a package.
 *
 * @param head its name, the address of its documentation, and the facts that all of its functions share
 * @param groups its functions; the facts of a group override the shared ones
 */
export function defineModule(head: ModuleHead, ...groups: readonly ApiGroup[]): CatalogModule {
  const { name, documentation, isFamily = false, ...shared } = head;
  return { name, documentation, isFamily, isNodeCore: false, entries: groups.flatMap((group) => entriesOf(group, shared)) };
}

/**
 * Defines the catalogue module of a module of Node. Its functions and their results come from the generated file `node.ts`.
 *
 * @param head its name, the address of its documentation, and the facts that all of its error-first functions share
 * @param groups further facts about some functions; of several facts with one name the last applies. A path that is not in `node.ts`, as a
 *   method of an object that a function returns is not, is added
 */
export function defineCoreModule(head: ModuleHead, ...groups: readonly ApiGroup[]): CatalogModule {
  const { name, documentation, isFamily = false, ...shared } = head;
  const further = groups.flatMap((group) => entriesOf(group, {}));
  const entries = generatedEntries(name, shared).map((entry) =>
    withVariant(Object.assign({ ...entry }, ...further.filter(({ path }) => path === entry.path)) as ApiEntry),
  );
  const known = new Set(entries.map(({ path }) => path));
  return { name, documentation, isFamily, isNodeCore: true, entries: [...entries, ...further.filter(({ path }) => !known.has(path))] };
}

/**
 * Defines the modules of Node in `node.ts` that have no file of their own in `modules/`.
 *
 * @param described the modules that have one
 */
export function otherCoreModules(described: readonly CatalogModule[]): readonly CatalogModule[] {
  const names = new Set([...Object.keys(nodeCatalog), ...Object.keys(nodeMethods), ...nodeOtherCallbacks].map((path) => path.slice(0, path.indexOf('.'))));
  for (const { name } of described) names.delete(name);
  return [...names].map((name) => defineCoreModule({ name, documentation: `https://nodejs.org/api/${name.replace(/\/.*/, '')}.html` }));
}

function generatedEntries(module: string, shared: ApiFeatures): ApiEntry[] {
  const ofModule = (path: string): boolean => path.startsWith(`${module}.`);
  const nameOf = (path: string): string => path.slice(module.length + 1);
  return [
    ...Object.entries(nodeCatalog)
      .filter(([path]) => ofModule(path))
      .map(([path, { results, keys }]) => ({ path: nameOf(path), ...shared, results, ...(keys && { promisified: keys }) })),
    ...Object.entries(nodeMethods)
      .filter(([path]) => ofModule(path))
      .map(([path, { results, optional }]) => ({ path: nameOf(path), results, ...(optional && { optional, severity: 'strict' as const }) })),
    ...[...nodeOtherCallbacks].filter(ofModule).map((path) => ({ path: nameOf(path), kind: 'other' as const })),
  ];
}

function entriesOf(group: ApiGroup, shared: ApiFeatures): ApiEntry[] {
  const { path, paths, ...facts } = group as ApiFeatures & { readonly path?: string; readonly paths?: string };
  const all = paths === undefined ? [path ?? ''] : paths.split(' ');
  return all.map((each) => withVariant({ path: each, ...shared, ...facts }));
}

/** Replaces `*` in the variant with the last name of the path: `fs.promises.*` becomes `fs.promises.stat` for `stat`. */
function withVariant(entry: ApiEntry): ApiEntry {
  const { path, variant } = entry;
  return variant ? { ...entry, variant: variant.replace('*', path.slice(path.lastIndexOf('.') + 1)) } : entry;
}

/**
 * Combines each of several paths with each of several names, for `paths`: `under('Client Pool', 'query end')` is
 * `Client.query Client.end Pool.query Pool.end`.
 *
 * @param starts paths, separated by spaces
 * @param ends names, separated by spaces
 */
export function under(starts: string, ends: string): string {
  return starts
    .split(' ')
    .flatMap((start) => ends.split(' ').map((end) => `${start}.${end}`))
    .join(' ');
}

/** As `under`, with zero to four other calls in between: `chained('find', 'toArray')` includes `find.toArray` and `find.*.*.toArray`. */
export function chained(starts: string, ends: string): string {
  return ['', '*.', '*.*.', '*.*.*.', '*.*.*.*.'].map((between) => under(starts, ends.split(' ').map((end) => between + end).join(' '))).join(' ');
}
