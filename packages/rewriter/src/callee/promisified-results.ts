import { type ApiFacts, type CallbackSite, coreFunctionsNamed, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Promisified } from '../plan/types.js';

/**
 * What the promise of a promisified callee resolves to.
 *
 * @param facts those of the catalogue, null for an unknown callee
 * @returns null where it may be the first result or an object with all of them
 */
export function promisifiedResults({ api, call }: CallbackSite, facts: ApiFacts | null): Promisified | null {
  if (api === 'dns.lookup') return lookupResults(call, facts?.promisified ?? 'first');
  // What stands in for `fs`, such as fs-extra, may have a function of its own, which hands on the first result.
  if (facts?.nodeCore !== true && mayBeCustom(call)) return null;
  return facts?.promisified ?? 'first';
}

/** `dns.lookup(host, { all: true })` gives a list instead of an address and its family. */
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
 * Whether the callee may be a function of Node whose promisified version gives an object, by its name and the number of arguments:
 * under another name it is not known, but must not be taken for a plain one.
 */
function mayBeCustom(call: CallbackSite['call']): boolean {
  return coreFunctionsNamed(verbOf(call.callee) ?? '').some(
    ({ promisified, minimumArguments = 0 }) => Array.isArray(promisified) && call.arguments.length >= minimumArguments,
  );
}
