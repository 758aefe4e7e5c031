import { type Dependencies, isRangeInside } from '@uncallback/detector';

/** Where a project runs, as far as its files say it. What they do not say is taken to be new. */
export interface Target {
  /** The versions of Node, as `engines.node` of the manifest has them: `>=8.3`; null where it has none. */
  readonly node: string | null;
  /** The year of the language that the TypeScript compiler writes, `target` of `tsconfig.json`: 2017; null where nothing says it. */
  readonly ecmaScript: number | null;
}

export const newestTarget: Target = { node: null, ecmaScript: null };

/** A part of the output that not every version of Node has. */
export type Feature = 'await' | 'promisify' | 'callbackify' | 'bare-catch' | 'core-promises';

const since: Readonly<Record<Feature, string>> = {
  await: '>=7.6.0',
  promisify: '>=8.0.0',
  callbackify: '>=8.2.0',
  // `catch {}`
  'bare-catch': '>=10.0.0',
  // `fs.promises`, no longer an experiment.
  'core-promises': '>=10.17.0 <11.0.0-0 || >=11.14.0',
};

/** What the output needs where it has to be raised to anything: nothing of it runs without `await`. */
const leastVersion = '>=8.2.0';

/**
 * Whether all versions of Node in use have a feature. Where they do not even have `await`, the output runs on none of them: it is
 * written for the oldest one that it is of use for, and a note says so.
 */
export function hasFeature({ node }: Target, feature: Feature): boolean {
  if (node === null) return true;
  const hasAwait = isRangeInside(node, since.await);
  return hasAwait || feature === 'await' ? isRangeInside(node, since[feature]) : isRangeInside(leastVersion, since[feature]);
}

/** Whether a TypeScript in use may be too old for a syntax: `f<T>` without a call came with 4.7. */
export function parsesTypeScript(dependencies: Dependencies, version: string): boolean {
  const range = Object.hasOwn(dependencies, 'typescript') ? dependencies['typescript'] : undefined;
  return range === undefined || isRangeInside(range, `>=${version}`);
}
