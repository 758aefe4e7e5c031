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
export type Feature = 'await' | 'promisify' | 'callbackify' | 'bare-catch' | 'core-promises';

const since: Readonly<Record<Feature, string>> = {
  await: '>=7.6.0',
  promisify: '>=8.0.0',
  callbackify: '>=8.2.0',
  // `catch {}`
  'bare-catch': '>=10.0.0',
  // `fs.promises` without the warning that it is experimental
  'core-promises': '>=10.17.0 <11.0.0-0 || >=11.14.0',
};

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
