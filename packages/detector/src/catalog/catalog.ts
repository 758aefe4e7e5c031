import { fsModules, libraryCatalog } from './libraries.js';
import { nodeCatalog } from './node.js';

/** What is known of a function that takes an error-first callback as its last argument. */
export interface ApiFacts {
  readonly errorFirst: boolean;
  /** The documented names of the results; empty where there are none or they are not known. */
  readonly results: readonly string[];
  /** What the promise of `util.promisify` resolves to: the first result, nothing, or an object with these keys. */
  readonly promisified: 'first' | 'none' | readonly string[];
  /** A function of a Node core module: it needs no receiver. */
  readonly nodeCore: boolean;
}

/** Error-first functions by module; a path is relative to the module, `*` is any method, `''` the module itself. */
export type Catalog = Readonly<Record<string, readonly string[]>>;

/**
 * Looks an API up in the catalogue.
 *
 * @param api its path, as in `CallbackSite.api`: `fs.readFile`, `mysql.createPool.query`
 * @returns the facts, from @types/node, the running Node, or a library's documentation; null where it is not catalogued
 */
export function lookupApi(api: string): ApiFacts | null {
  const [module, name] = split(api, (candidate) => fsModules.has(candidate));
  const core = Object.hasOwn(nodeCatalog, api) ? nodeCatalog[api] : undefined;
  if (core) return nodeFacts(core, true);
  const fs = fsModules.has(module) ? `fs.${name}` : '';
  const likeFs = Object.hasOwn(nodeCatalog, fs) ? nodeCatalog[fs] : undefined;
  if (likeFs) return nodeFacts(likeFs, false);
  if (!matchesCatalog(api, libraryCatalog)) return null;
  return { errorFirst: true, results: [], promisified: 'first', nodeCore: false };
}

function nodeFacts(
  { results, keys }: { results: readonly string[]; keys?: readonly string[] },
  nodeCore: boolean,
): ApiFacts {
  return { errorFirst: true, results, promisified: keys ?? (results.length > 0 ? 'first' : 'none'), nodeCore };
}

/** Whether a catalogue has a path: `{ 'my-db': ['query', 'Client.find'] }` has `my-db.query`. */
export function matchesCatalog(api: string, catalog: Catalog): boolean {
  const [module, name] = split(api, (candidate) => Object.hasOwn(catalog, candidate));
  const patterns = Object.hasOwn(catalog, module) ? catalog[module] : undefined;
  return patterns?.some((pattern) => matchesPattern(pattern, name)) ?? false;
}

/** The names at the end of a module's catalogued paths: `readFile`, `''` for the module itself, `*` for any method. Undefined where it has none. */
export function catalogedNames(module: string, catalog: Catalog): readonly string[] | undefined {
  const own = Object.hasOwn(catalog, module) ? catalog[module]?.map(nameOf) : undefined;
  const known = (namesOfModules ??= listNames()).get(module);
  return own && known ? [...known, ...own] : (own ?? known);
}

let namesOfModules: ReadonlyMap<string, readonly string[]> | null = null;

function listNames(): ReadonlyMap<string, readonly string[]> {
  const names = new Map(Object.entries(libraryCatalog).map(([module, paths]) => [module, paths.map(nameOf)]));
  const add = (module: string, name: string) => names.set(module, [...(names.get(module) ?? []), name]);
  for (const path of Object.keys(nodeCatalog)) {
    const module = path.slice(0, path.indexOf('.'));
    for (const each of module === 'fs' ? [module, ...fsModules] : [module]) add(each, nameOf(path));
  }
  return names;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** `fs-extra.readFile` gives `fs-extra` and `readFile`; a module's name itself may hold dots (`socket.io`). */
function split(api: string, isModule: (name: string) => boolean): [string, string] {
  for (let dot = api.lastIndexOf('.'); dot > 0; dot = api.lastIndexOf('.', dot - 1)) {
    const module = api.slice(0, dot);
    if (isModule(module)) return [module, api.slice(dot + 1)];
  }
  return [api, ''];
}

function matchesPattern(pattern: string, name: string): boolean {
  const parts = pattern.split('.');
  const names = name.split('.');
  return (
    parts.length === names.length &&
    parts.every((part, i) => (part === '*' ? isOperation(names[i] ?? '') : part === names[i]))
  );
}

function isOperation(name: string): boolean {
  return (
    name !== '' &&
    !/^(?:on|once|off|(?:add|prepend|remove)\w*Listener|emit|pipe|then|catch|finally|promise)$/.test(name)
  );
}
