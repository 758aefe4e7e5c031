import type { TSESTree } from '@typescript-eslint/types';

import type { CallbackSite } from '../site.js';
import type { ApiPaths } from '../bindings/api-paths.js';
import { Bindings } from '../bindings/bindings.js';
import { isAsyncCompletion } from '../catalog/async.js';
import { type ApiFacts, type Catalog, lookupApi } from '../catalog/catalog.js';
import { Functions } from '../functions/functions.js';
import type { PassedArguments } from '../functions/handler/completion-handler.js';
import { passedByApi, passesUnknown } from '../functions/handler/passed-arguments.js';
import type { ImportedFunctions } from '../functions/imported/imported-function.js';
import { functionIndexOf } from '../functions/index/function-index.js';
import type { FunctionNode } from '../syntax/function-node.js';
import { nodesOf } from '../source/file-nodes.js';
import type { Source } from '../source/source.js';

/** What a project may tell the detector in its configuration. */
export interface DetectOptions {
  /** Functions that the catalogue does not have, by module: `{ 'my-db': ['query', { path: 'each', invoked: 'per-item' }] }`. */
  readonly catalog?: Catalog;
  /** Names of error parameters that the detector does not know: `['failure']`. */
  readonly errorNames?: readonly string[];
  /** What the functions of other files do that the file calls, as `@uncallback/project` finds it. */
  readonly imported?: ImportedFunctions;
  /** The functions of the file that have to call back before they return, since a caller in another file depends on it. */
  readonly requiredAtOnce?: readonly FunctionNode[];
}

/** The facts about one file that classification reads: its calls, variables, functions, API paths and types. */
export interface FileContext {
  readonly calls: readonly CallbackSite['call'][];
  readonly bindings: Bindings;
  readonly paths: ApiPaths;
  readonly functions: Functions;
  readonly services: Source['services'];
  readonly visitorKeys: Source['visitorKeys'];
  /** The entry of the catalogue for a path (`fs.readFile`), or null. */
  readonly lookup: (path: string) => ApiFacts | null;
  /** Whether a path is catalogued as an error-first function. */
  readonly isErrorFirstApi: (path: string) => boolean;
}

/** The imported functions of a file that imports none that are known. */
const noneImported: ImportedFunctions = {};

/** The facts by the imported functions, which are compared by identity since they may be many, and by the other options. */
const cache = new WeakMap<TSESTree.Program, WeakMap<ImportedFunctions, Map<string, FileContext>>>();

/** Collects the facts about a file. The result is kept for each `Program` and set of options. */
export function fileContextOf(source: Source, options: DetectOptions): FileContext {
  const { requiredAtOnce = [] } = options;
  const imported = options.imported && Object.keys(options.imported).length > 0 ? options.imported : noneImported;
  const key = JSON.stringify([options.catalog, options.errorNames, requiredAtOnce.map(({ range }) => range)]);
  let ofFile = cache.get(source.ast);
  if (!ofFile) cache.set(source.ast, (ofFile = new WeakMap()));
  let known = ofFile.get(imported);
  if (!known) ofFile.set(imported, (known = new Map()));
  let context = known.get(key);
  if (!context) known.set(key, (context = gather(source, options)));
  return context;
}

function gather(source: Source, { catalog = {}, errorNames = [], imported = noneImported, requiredAtOnce = [] }: DetectOptions): FileContext {
  const { calls } = nodesOf(source);
  const bindings = new Bindings(source, errorNames);
  const index = functionIndexOf(source);
  const known = new Map<string, ApiFacts | null>();
  const lookup = (path: string): ApiFacts | null => {
    let facts = known.get(path);
    if (facts === undefined) known.set(path, (facts = lookupApi(path, { catalog })));
    return facts;
  };
  const isErrorFirstApi = (path: string) => lookup(path)?.kind === 'error-first';
  const timingOf = (path: string) => lookup(path)?.timing ?? 'unknown';
  const passedBy = (path: string): PassedArguments => {
    const facts = lookup(path);
    return facts ? passedByApi(facts) : passesUnknown;
  };
  const passesBoth = (path: string) => (lookup(path)?.alwaysPassed?.length ?? 0) > 0;
  const passesIdleEmitters = (path: string) => lookup(path)?.passedEmitters === 'idle';
  const returnsHandle = (path: string) => lookup(path)?.returns === 'handle';
  const isErrorFirst = (path: string, count: number) => isErrorFirstApi(path) || isAsyncCompletion(path, count - 1, count);
  const functions = new Functions(source, index, bindings, { isErrorFirst, timingOf, passedBy, passesBoth, passesIdleEmitters, returnsHandle }, imported, requiredAtOnce);
  return { calls, bindings, paths: index.paths, functions, services: source.services, visitorKeys: source.visitorKeys, lookup, isErrorFirstApi };
}
