import type { Catalog } from '@uncallback/detector';
import * as v from 'valibot';

import { catalogEntry } from './catalog-entry.js';
import type { RewriteOptions } from '../plan/types.js';

const names = v.array(v.pipe(v.string(), v.nonEmpty()));

/** The schema of a project's settings. An editor shows the descriptions, as they are in the JSON schema that is made of it. */
export const schema = v.strictObject({
  idiomatic: v.optional(v.pipe(v.boolean(), v.description('Accept four small, documented changes of behaviour for plainer output.'))),
  promisify: v.optional(v.pipe(v.picklist(['inline', 'hoisted', 'native']), v.description('How the call of a callee becomes a promise: promisify(fs.stat)(file), a constant for it, or fs.promises.stat(file).'))),
  catalog: v.optional(
    v.pipe(
      v.record(v.string(), v.array(v.lazy((entry) => (isObject(entry) ? catalogEntry : v.string())))),
      v.description('Functions that are not known, by module: { "my-db": ["query", "Client.find"] }. An object instead of a path can state more.'),
    ),
  ),
  errorNames: v.optional(v.pipe(names, v.description('Names of error parameters that are not known.'))),
  ignore: v.optional(v.pipe(names, v.description('Files to leave out, in the syntax of a .gitignore.'))),
  project: v.optional(v.pipe(v.boolean(), v.description('Whether the linter reads the files that a file imports.'))),
});

/** A project's settings: the content of `uncallback.config.json` for the command line, and of `settings.uncallback` for the linter. */
export interface Settings {
  /** As `RewriteOptions.idiomatic`. */
  readonly idiomatic?: boolean | undefined;
  /** As `RewriteOptions.functions`. Set by the command line; the linter rewrites single callbacks. */
  readonly functions?: boolean | undefined;
  /** As `RewriteOptions.publicForm`. Set by the command line. */
  readonly publicForm?: RewriteOptions['publicForm'] | undefined;
  /** As `RewriteOptions.promisify`; the default depends on the form, see `toRewriteOptions`. */
  readonly promisify?: 'inline' | 'hoisted' | 'native' | undefined;
  /** As `DetectOptions.catalog`. */
  readonly catalog?: Catalog | undefined;
  /** As `DetectOptions.errorNames`. */
  readonly errorNames?: readonly string[] | undefined;
  /** Files to leave out, in the syntax of a `.gitignore`. */
  readonly ignore?: readonly string[] | undefined;
  /** Whether the linter reads the files that a file imports. The command line always does. */
  readonly project?: boolean | undefined;
}

/**
 * Checks settings that a user has written.
 *
 * @param value the parsed settings
 * @param origin where they come from, for the message: `uncallback.config.json`, `settings.uncallback`
 * @returns the value, which is valid
 * @throws {TypeError} naming the first key that is unknown, missing or has a wrong value; an ignored setting would go unnoticed
 */
export function parseSettings(value: unknown, origin: string): Settings {
  if (Array.isArray(value)) throw new TypeError(`${origin} must be an object, not a list`);
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  if (path === null) throw new TypeError(`${origin} must be an object, not ${issue.received}`);
  if (issue.expected === 'never') {
    const { entries } = issue.path?.length === 1 ? schema : catalogEntry;
    throw new TypeError(`${origin}: unknown key ${path}, known are ${Object.keys(entries).join(', ')}`);
  }
  if (issue.type === 'strict_object' && issue.input === undefined) throw new TypeError(`${origin}: ${path} is missing`);
  const isRange = issue.type === 'check';
  throw new TypeError(`${origin}: ${path} must be ${isRange ? issue.message : describe(issue.expected ?? issue.type)}, not ${isRange ? JSON.stringify(issue.input) : issue.received}`);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** The words for what the schema expected at a key: `a list` for `Array`, `"a", "b" or "c"` for a choice. */
function describe(expected: string): string {
  if (expected.startsWith('(')) return expected.slice(1, -1).replaceAll(' |', ',').replace(/, (?!.*, )/, ' or ');
  return { Array: 'a list', Object: 'an object', boolean: 'true or false', string: 'a string', '!0': 'a string that is not empty', integer: 'a whole number' }[expected] ?? expected;
}

/** The options of `rewrite` for some settings. The default of `promisify` is `inline` for the exact form, and else `native`. */
export function toRewriteOptions({ idiomatic = false, functions = false, publicForm = 'callback', promisify = idiomatic || functions ? 'native' : 'inline', catalog, errorNames }: Settings): RewriteOptions {
  return { idiomatic, functions, publicForm, promisify, detect: { ...(catalog && { catalog }), ...(errorNames && { errorNames }) } };
}
