import { type Dependencies, isRangeInside } from '@uncallback/detector';

/** Where a project runs, as far as its configuration files say it. Without a statement, the newest version is assumed. */
export interface Target {
  /** The range of Node versions: `>=8.3`, from `engines.node` or Babel; null where none is stated. */
  readonly node: string | null;
  /** The year of the ECMAScript edition that TypeScript compiles to: 2017; null where no `target` is stated. */
  readonly ecmaScript: number | null;
}

/** The target of a project about which nothing is known. */
export const newestTarget: Target = { node: null, ecmaScript: null };

/** Syntax and functions of the output that old versions of Node lack. */
export type Feature = 'await' | 'promisify' | 'callbackify' | 'bare-catch' | PromisesObject | PromisesModule;

/** Objects of Node's modules with functions that return promises. */
type PromisesObject = 'fs.promises' | 'dns.promises' | 'stream.promises';

/** The same as modules. */
export type PromisesModule = 'fs/promises' | 'dns/promises' | 'stream/promises';

const since: Readonly<Record<Feature, string>> = {
  await: '>=7.6.0',
  promisify: '>=8.0.0',
  callbackify: '>=8.2.0',
  // `catch {}`
  'bare-catch': '>=10.0.0',
  // without the warning that it is experimental
  'fs.promises': '>=10.17.0 <11.0.0-0 || >=11.14.0',
  'dns.promises': '>=10.17.0 <11.0.0-0 || >=11.14.0',
  'stream.promises': '>=15.0.0',
  'fs/promises': '>=14.0.0',
  'dns/promises': '>=15.0.0',
  'stream/promises': '>=15.0.0',
};

/** Whether a name is that of a feature: `fs.promises`. */
export function isFeature(name: string): name is Feature {
  return Object.hasOwn(since, name);
}

/** Whether a name is that of a module of Node with functions that return promises: `fs/promises`. */
export function isPromisesModule(name: string): name is PromisesModule {
  return isFeature(name) && name.endsWith('/promises');
}

/** The oldest Node that the output is written for where the project allows versions without `await`. */
const leastVersion = '>=8.2.0';

/**
 * Whether all versions of Node that a target allows have a feature. A target with versions that lack `await` cannot run any output:
 * it is then written for Node 8.2, and the command line prints a note about it.
 */
export function hasFeature({ node }: Target, feature: Feature): boolean {
  if (node === null) return true;
  const hasAwait = isRangeInside(node, since.await);
  return hasAwait || feature === 'await' ? isRangeInside(node, since[feature]) : isRangeInside(leastVersion, since[feature]);
}

/**
 * Whether the project's TypeScript parses a syntax: `f<T>` without a call needs version 4.7.
 *
 * @param version the first version with the syntax
 * @returns false only where the project's range of `typescript` allows an older version
 */
export function parsesTypeScript(dependencies: Dependencies, version: string): boolean {
  const range = Object.hasOwn(dependencies, 'typescript') ? dependencies['typescript'] : undefined;
  return range === undefined || isRangeInside(range, `>=${version}`);
}
