import subset from 'semver/ranges/subset.js';
import validRange from 'semver/ranges/valid.js';

/** The packages that a project depends on, and what its manifest says of their versions. */
export type Dependencies = Readonly<Record<string, string>>;

/** Which versions of a module may be installed. */
export interface Dependency {
  /** The package that is installed under the module's name, if that is another one: `npm:bcryptjs@2`. */
  readonly alias: string | null;
  /** A range of versions; null where the manifest does not say it: a tag, a folder, an address. */
  readonly range: string | null;
}

/** What stands for versions that are not known to be old. */
const newestRange = '>=99999.0.0';

/**
 * Reads what a manifest says of a module.
 *
 * @param module as it is imported
 * @returns the newest version where the manifest does not name it, or takes any: `*`, `latest`, `next`, `workspace:*`
 */
export function readDependency(module: string, dependencies: Dependencies): Dependency {
  const name = packageOf(module);
  const specifier = Object.hasOwn(dependencies, name) ? dependencies[name]!.trim() : '*';
  const [, protocol, rest = ''] = /^(npm|workspace):(.*)$/.exec(specifier) ?? [];
  if (protocol === 'workspace') return { alias: null, range: readRange(rest.replace(/^[~^]$/, '*')) };
  if (protocol !== 'npm') return { alias: null, range: readRange(specifier) };
  // npm:@scope/name@^1.2.3
  const at = rest.lastIndexOf('@');
  const other = at > 0 ? rest.slice(0, at) : rest;
  return { alias: other === name ? null : other, range: readRange(at > 0 ? rest.slice(at + 1) : '*') };
}

function readRange(text: string): string | null {
  const range = text.trim();
  if (range === 'latest' || range === 'next') return newestRange;
  const valid = validRange(range);
  return valid === '*' ? newestRange : valid;
}

/**
 * Whether a fact holds for all versions that may be installed.
 *
 * @param versions those for which it does
 */
export function isInside({ range }: Dependency, versions: string): boolean {
  return range !== null && subset(range, versions);
}

/** Whether a text is a range of versions: `>=1.2`, `<5 || >=7`. */
export function isVersionRange(text: string): boolean {
  return validRange(text) !== null;
}

/** `aws-sdk` of `aws-sdk/clients/s3`, `@scope/name` of `@scope/name/lib`. */
function packageOf(module: string): string {
  return /^(?:@[^/]+\/)?[^/]+/.exec(module)?.[0] ?? module;
}

/**
 * Whether all versions of a range are among others: `>=8.3` is inside of `>=8.2`.
 *
 * @param range what a manifest asks for: `engines.node`; a range that takes any version, or is none, is taken to be of new ones
 */
export function isRangeInside(range: string, versions: string): boolean {
  return subset(readRange(range) ?? newestRange, versions);
}
