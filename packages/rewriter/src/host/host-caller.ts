// Finds out who calls a function, where each use of it passes it to a framework that the catalogue of hosts describes.

import { type ApiEntry, type CallbackSite, type Dependencies, type FunctionNode, type HostUse, type Source, hostCallOf, lookupHost } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { ProjectFunctions } from '../conversion/types.js';
import { variableOf } from '../syntax/variables.js';

/** A function that is passed to a framework, which calls it. */
export interface Registration {
  /** The call that passes it; null for one in another file. */
  readonly call: CallbackSite['call'] | null;
  /** What the framework does with the function. */
  readonly entry: ApiEntry;
}

/** What the files of a project and frameworks get from each other. */
export type FrameworkUses = Pick<ProjectFunctions, 'registered' | 'given'>;

/** Nothing is known of other files. */
export const noUses: FrameworkUses = { registered: new Map(), given: new Map() };

/**
 * The calls that pass a function to frameworks, if nothing else uses it: `app.get('/', load)`, `multer({ fileFilter: load })`.
 *
 * @param uses what other files pass to frameworks, and what they give functions of the file
 * @returns null where the function has another use, or where it is not known what is done with a promise of it
 */
export function registrationsOf(source: Source, fn: FunctionNode, dependencies: Dependencies, { registered, given }: FrameworkUses): readonly Registration[] | null {
  const variable = variableOf(source, fn);
  const mentions = variable?.references.filter((reference) => reference.init !== true).map(({ identifier }) => identifier as TSESTree.Node) ?? [];
  // `export function load() {}`
  const uses = variable && !registered.has(fn) ? mentions : [...mentions, fn];
  const found = uses.map((use) => {
    const elsewhere = registered.get(use);
    return elsewhere ? elsewhereOf(elsewhere, dependencies) : here(source, use, dependencies, given);
  });
  return found.length === 0 || found.includes(null) ? null : (found as readonly (readonly Registration[])[]).flat();
}

function here(source: Source, use: TSESTree.Node, dependencies: Dependencies, given: ProjectFunctions['given']): readonly Registration[] | null {
  const found = hostCallOf(source, use, dependencies, (parameter) => given.get(parameter) ?? null);
  const entry = found && entryOf(found, dependencies);
  return found && entry ? [{ call: found.call, entry }] : null;
}

/** A callback may go away only where all users are known, and a call in another file stays as it is. */
function elsewhereOf({ hosts, isClosed }: { readonly hosts: readonly HostUse[]; readonly isClosed: boolean }, dependencies: Dependencies): readonly Registration[] | null {
  const entries = hosts.map((host) => entryOf(host, dependencies));
  const isFitting = entries.every((entry) => entry !== null && (isClosed || entry.asyncForm === 'keeps-callback') && entry.promiseTaker === undefined);
  return isFitting ? (entries as readonly ApiEntry[]).map((entry) => ({ call: null, entry })) : null;
}

function entryOf({ path, literals }: HostUse, dependencies: Dependencies): ApiEntry | null {
  const entry = lookupHost(path, { dependencies });
  return entry && !literals.some((literal) => entry.exceptWith?.includes(literal)) ? entry : null;
}
