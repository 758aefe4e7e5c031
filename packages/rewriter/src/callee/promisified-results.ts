// Says what a promisified callee resolves to: its first result, nothing, or an object with all results.

import { type ApiFacts, type CallbackSite, coreFunctionsNamed, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Promisified } from '../plan/types.js';

/**
 * What the promise of a promisified callee resolves to. `util.promisify` resolves to the first result, except for functions with a
 * version of their own: `exec` resolves to `{ stdout, stderr }`.
 *
 * @param facts the catalogue's facts of the callee, null for an unknown callee
 * @returns null where it may be either the first result or an object with all of them
 */
export function promisifiedResults({ api, call }: CallbackSite, facts: ApiFacts | null): Promisified | null {
  if (api === 'dns.lookup') return lookupResults(call, facts?.promisified ?? 'first');
  // A replacement of a module of Node, such as fs-extra for `fs`, may have its own function, which resolves to the first result.
  if (facts?.nodeCore !== true && facts?.returnsPromise !== true && mayBeCustom(call)) return null;
  return facts?.promisified ?? 'first';
}

/** `dns.lookup` passes an address and its family, but a single list with `{ all: true }`. Null where the options are not known. */
function lookupResults({ arguments: [, options, callback] }: CallbackSite['call'], single: Promisified): Promisified | null {
  if (callback === undefined || options?.type === 'Literal') return single;
  if (options?.type !== 'ObjectExpression') return null;
  const names = options.properties.map((property) =>
    property.type === 'Property' && !property.computed && property.key.type === 'Identifier' ? property.key.name : null,
  );
  if (names.includes(null)) return null;
  const all = options.properties[names.indexOf('all')] as TSESTree.Property | undefined;
  if (all === undefined) return single;
  return all.value.type === 'Literal' && all.value.value === true ? 'first' : null;
}

/**
 * Whether the callee may be a function of Node whose promisified version resolves to an object, by its name and the number of arguments.
 * It need not come from Node: `shell.exec(...)` may be the `exec` of Node or another one.
 */
function mayBeCustom(call: CallbackSite['call']): boolean {
  return coreFunctionsNamed(verbOf(call.callee) ?? '').some(
    ({ promisified, minimumArguments = 0 }) => Array.isArray(promisified) && call.arguments.length >= minimumArguments,
  );
}
