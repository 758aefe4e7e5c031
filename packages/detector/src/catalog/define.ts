import type { ApiEntry, ApiFeatures, ApiGroup, CatalogModule } from './api-entry.js';
import { nodeCatalog, nodeOtherCallbacks } from './node.js';

/** A module as its file writes it down. */
interface ModuleHead extends ApiFeatures {
  readonly name: string;
  readonly documentation: string;
  readonly isFamily?: true;
}

/**
 * Writes down what is known of a package.
 *
 * @param head its name, its documentation, and the facts that all of its functions share
 * @param groups the functions; what a group says overrides the shared facts
 */
export function defineModule(head: ModuleHead, ...groups: readonly ApiGroup[]): CatalogModule {
  const { name, documentation, isFamily = false, ...shared } = head;
  return { name, documentation, isFamily, isNodeCore: false, entries: groups.flatMap((group) => entriesOf(group, shared)) };
}

/**
 * Writes down what is known of a module of Node beside what `node.ts` has of it.
 *
 * @param groups further facts of functions; those of the same path add up, later ones override
 */
export function defineCoreModule(head: ModuleHead, ...groups: readonly ApiGroup[]): CatalogModule {
  const { name, documentation, isFamily = false, ...shared } = head;
  const further = groups.flatMap((group) => entriesOf(group, {}));
  const entries = generatedEntries(name, shared).map((entry) =>
    withVariant(Object.assign({ ...entry }, ...further.filter(({ path }) => path === entry.path)) as ApiEntry),
  );
  return { name, documentation, isFamily, isNodeCore: true, entries };
}

/** The modules of Node with nothing more to say of them than `node.ts` does. */
export function otherCoreModules(described: readonly CatalogModule[]): readonly CatalogModule[] {
  const names = new Set([...Object.keys(nodeCatalog), ...nodeOtherCallbacks].map((path) => path.slice(0, path.indexOf('.'))));
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
    ...[...nodeOtherCallbacks].filter(ofModule).map((path) => ({ path: nameOf(path), kind: 'other' as const })),
  ];
}

function entriesOf(group: ApiGroup, shared: ApiFeatures): ApiEntry[] {
  const { path, paths, ...facts } = group as ApiFeatures & { readonly path?: string; readonly paths?: string };
  const all = paths === undefined ? [path ?? ''] : paths.split(' ');
  return all.map((each) => withVariant({ path: each, ...shared, ...facts }));
}

/** `fs.promises.*` of `stat` is `fs.promises.stat`. */
function withVariant(entry: ApiEntry): ApiEntry {
  const { path, variant } = entry;
  return variant ? { ...entry, variant: variant.replace('*', path.slice(path.lastIndexOf('.') + 1)) } : entry;
}

/**
 * Every path with every name behind it, for `paths`.
 *
 * @param starts `Client Pool`
 * @param ends `query end` gives `Client.query Client.end Pool.query Pool.end`
 */
export function under(starts: string, ends: string): string {
  return starts
    .split(' ')
    .flatMap((start) => ends.split(' ').map((end) => `${start}.${end}`))
    .join(' ');
}

/** Every path with every name behind it and up to four calls in between, for `paths`: `find.toArray`, `find.sort.limit.toArray`. */
export function chained(starts: string, ends: string): string {
  return ['', '*.', '*.*.', '*.*.*.', '*.*.*.*.'].map((between) => under(starts, ends.split(' ').map((end) => between + end).join(' '))).join(' ');
}
