import { type DetectOptions, type FunctionNode, type ImportedName, type Source, functionIndexOf, functionsOf, hasRole, nodesOf } from '@uncallback/detector';

import { readImportMentions } from '../users/import-mentions.js';
import { readExportMentions } from '../users/export-mentions.js';
import { readInstances } from '../users/instances.js';
import { readMemberCalls, readUncertainMembers } from '../users/member-calls.js';
import { readOffers } from '../users/offers.js';
import { readOverriddenNames } from '../users/overridden-names.js';
import { readReplacedNames } from '../users/replaced-names.js';
import type { ClassSummary, ExportedValue, FileSummary, UserSummary } from './file-summary.js';
import { readExports } from './read-exports.js';
import { nothing } from './values.js';

/**
 * Summarizes a file for the files that import it, and lists which functions of other files it calls itself.
 *
 * @param options those of `detectCallbacks`, without `imported`
 * @param withUsers whether to list who uses which exports, for whole functions
 * @returns plain data, which JSON can store
 */
export function summarizeFile(source: Source, options: Omit<DetectOptions, 'imported'> = {}, withUsers = false): FileSummary {
  const { exports, functions } = readExports(source);
  const facts = functions.length > 0 ? functionsOf(source, options) : null;
  return {
    exports,
    functions: facts ? functions.map((fn) => facts.summaryOf(fn)) : [],
    uses: readUses(source),
    ...(withUsers && { users: readUsers(source, exports, functions) }),
  };
}

/** The part of a file's summary that lists which functions of other files it calls. It takes no analysis of the file's own functions. */
export function summarizeImports(source: Source): FileSummary {
  return { exports: nothing, functions: [], uses: readUses(source) };
}

function readUsers(source: Source, exports: ExportedValue, functions: readonly FunctionNode[]): UserSummary {
  const { mentions, computed, names, inPackages } = readImportMentions(source, functions);
  const imports = new Map<string, UserSummary['imports'][number]>();
  for (const { name, role, hosts, given } of mentions) {
    const key = JSON.stringify([name, role, hosts, given]);
    imports.set(key, { name, role, hosts, given, times: (imports.get(key)?.times ?? 0) + 1 });
  }
  const offers = readOffers(source, exports, functions).map(({ fn, path, isCalled }) => ({ fn: functions.indexOf(fn), path, isCalled }));
  const { classes, aliases, defined, passed, holders } = readInstances(source, readExportMentions(source, new Set(functions)).definitions);
  const memberCalls = new Map(readMemberCalls(source).map(({ name, holders }) => [JSON.stringify([name, holders]), { name, holders }]));
  return {
    offers,
    imports: [...imports.values()],
    computed: [...new Set(computed)],
    names: [...names],
    asyncNames: [...new Set(source.text.match(/[\w$]+Async(?![\w$])/g))],
    inPackages: [...inPackages],
    classes: classes.map(({ methods, ...own }): ClassSummary => ({
      ...own,
      methods: [...methods].flatMap(([name, fn]) => (functions.includes(fn) ? [{ name, fn: functions.indexOf(fn) }] : [])),
    })),
    aliases,
    defined,
    passed,
    holders,
    memberCalls: [...memberCalls.values()],
    uncertain: readUncertainMembers(source),
    replaced: readReplacedNames(source),
    overridden: readOverriddenNames(source),
  };
}

/** The functions of other files that a file calls, each once: `store.load` for `store.load(cb)` and for `store.load.call(store, cb)`. */
function readUses(source: Source): readonly ImportedName[] {
  const index = functionIndexOf(source);
  const names = new Map<string, ImportedName>();
  for (const { callee } of nodesOf(source).calls) {
    const name = index.importedCalleeOf(callee);
    if (!name) continue;
    const isInvoked = hasRole(name.path.at(-1) ?? '', 'invokes-function');
    const called = isInvoked ? { ...name, path: name.path.slice(0, -1) } : name;
    names.set(JSON.stringify(called), called);
  }
  return [...names.values()];
}
