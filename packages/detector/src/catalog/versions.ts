import intersects from 'semver/ranges/intersects.js';
import subset from 'semver/ranges/subset.js';
import validRange from 'semver/ranges/valid.js';

/** The packages that a project depends on, with the version specifiers of its manifest: `{ express: '^5.0.0' }`. */
export type Dependencies = Readonly<Record<string, string>>;

/** The versions of a module that may be installed. */
export interface Dependency {
  /** The package that is installed under the module's name, if it is another one: `bcryptjs` for `"bcrypt": "npm:bcryptjs@2"`. */
  readonly alias: string | null;
  /** A range of versions; null if the specifier names none: a tag, a folder, an address. */
  readonly range: string | null;
}

/** The range for packages whose versions are not known: they are taken to be newer than any version that the catalogue mentions. */
const newestRange = '>=99999.0.0';

/**
 * The versions of a module that a manifest allows. Specifiers are described at
 * https://docs.npmjs.com/cli/configuring-npm/package-json#dependencies
 *
 * @param module the name by which it is imported
 * @returns the newest version if the manifest does not name the package or allows any version: `*`, `latest`, `next`, `workspace:*`
 */
export function readDependency(module: string, dependencies: Dependencies): Dependency {
  const name = packageOf(module);
  const specifier = Object.hasOwn(dependencies, name) ? dependencies[name]!.trim() : '*';
  const [, protocol, rest = ''] = /^(npm|workspace):(.*)$/.exec(specifier) ?? [];
  if (protocol === 'workspace') return { alias: null, range: readRange(rest.replace(/^[~^]$/, '*')) };
  if (protocol !== 'npm') return { alias: null, range: readRange(specifier) };
  // `npm:@scope/name@^1.2.3`
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
 * Whether a fact applies to all versions that may be installed. False if these are not known.
 *
 * @param versions the range to which the fact applies: `>=2.0.0`
 */
export function isInside({ range }: Dependency, versions: string): boolean {
  return range !== null && subset(range, versions);
}

/**
 * Whether all versions that may be installed are newer than those of a range.
 *
 * @param versions the range: `<5`
 * @returns false where the project does not state which versions it uses
 */
export function isBeyond({ alias, range }: Dependency, versions: string): boolean {
  return alias === null && range !== null && range !== newestRange && !intersects(range, versions);
}

/** Whether the versions of a module are stated: not by `*`, a tag, a folder or an address, nor for a module that is not named at all. */
export function isStated({ range }: Dependency): boolean {
  return range !== null && range !== newestRange;
}

/** Whether a text is a range of versions as semver defines it: `>=1.2`, `<5 || >=7`. */
export function isVersionRange(text: string): boolean {
  return validRange(text) !== null;
}

/** The package of a module: `aws-sdk` for `aws-sdk/clients/s3`, `@scope/name` for `@scope/name/lib`. */
export function packageOf(module: string): string {
  return /^(?:@[^/]+\/)?[^/]+/.exec(module)?.[0] ?? module;
}

/**
 * Whether one range includes all versions of another: `>=8.3` is inside `>=8.2`.
 *
 * @param range the inner range, `engines.node` of a manifest for example; any version, or no valid range, counts as the newest version
 * @param versions the outer range
 */
export function isRangeInside(range: string, versions: string): boolean {
  return subset(readRange(range) ?? newestRange, versions);
}
