import type { TSESTree } from '@typescript-eslint/types';

import { type RemovedApi, lookupApi, packagesWithRemovals } from '../catalog/catalog.js';
import type { Dependencies } from '../catalog/versions.js';
import { isCallbackLike } from '../classify/classify.js';
import { type DetectOptions, type FileContext, fileContextOf } from '../classify/file-context.js';
import type { CallbackSite } from '../site.js';
import type { Source } from '../source/source.js';

/** A callback that is passed to a function which takes none in the version that the project uses. */
export interface RemovedCallback {
  readonly call: CallbackSite['call'];
  /** The callback; of `promisify(rimraf)`, which passes one at each call, the function. */
  readonly argument: TSESTree.Expression;
  /** `passed`: `rimraf(dir, done)`. `promisified`: `promisify(rimraf)`, whose promise never settles. */
  readonly form: 'passed' | 'promisified';
  /** The path of the function: `rimraf`, `mongodb.MongoClient.connect`. */
  readonly api: string;
  readonly removed: RemovedApi;
}

/**
 * Finds the callbacks that nobody calls, since the function that they are passed to takes none in the installed version: `rimraf(dir, done)` in a
 * project with rimraf 5. A callback is a function, or a name of one, or a name by which callbacks go.
 *
 * @param options those of `detectCallbacks`
 * @param dependencies the versions of the project's packages; a package whose version is not stated is left out
 * @returns the callbacks in the order of the text
 */
export function detectRemovedCallbacks(source: Source, options: DetectOptions, dependencies: Dependencies): readonly RemovedCallback[] {
  if (!Object.keys(dependencies).some((name) => packagesWithRemovals.has(name) && source.text.includes(name)) && !options.catalog) return [];
  const context = fileContextOf(source, options);
  const removedAt = (callee: TSESTree.Node): Pick<RemovedCallback, 'api' | 'removed'> | null => {
    const api = context.paths.pathOf(callee)?.replaceAll('()', '') ?? null;
    const removed = api !== null && context.lookup(api)?.callbackUntil !== undefined ? lookupApi(api, { catalog: options.catalog, dependencies })?.removed : null;
    return api !== null && removed ? { api, removed } : null;
  };
  return context.calls.flatMap((call): RemovedCallback[] => {
    const promisified = promisifiedBy(call, context);
    const argument = promisified ?? callbackOf(call, context);
    const found = argument && removedAt(promisified ?? call.callee);
    return found ? [{ call, argument, form: promisified ? 'promisified' : 'passed', ...found }] : [];
  });
}

/** The last argument of a call where that is a function, or named like a callback. */
function callbackOf({ arguments: args }: CallbackSite['call'], { bindings }: FileContext): TSESTree.Expression | null {
  const last = args.at(-1);
  return last && last.type !== 'SpreadElement' && isCallbackLike(last, bindings) ? last : null;
}

/** The function of `promisify(rimraf)` and `util.promisify(rimraf)`. */
function promisifiedBy({ callee, arguments: [first, ...others] }: CallbackSite['call'], { paths }: FileContext): TSESTree.Expression | null {
  if (!first || first.type === 'SpreadElement' || others.length > 0) return null;
  return paths.pathOf(callee)?.endsWith('.promisify') ? first : null;
}
