import { type DetectOptions, type ImportedName, type Source, functionIndexOf, functionsOf, hasRole, nodesOf } from '@uncallback/detector';

import type { FileSummary } from './file-summary.js';
import { readExports } from './read-exports.js';

/**
 * Summarizes a file for the files that import it, and lists which functions of other files it calls itself.
 *
 * @param options those of `detectCallbacks`, without `imported`
 * @returns plain data, which JSON can store
 */
export function summarizeFile(source: Source, options: Omit<DetectOptions, 'imported'> = {}): FileSummary {
  const { exports, functions } = readExports(source);
  const facts = functions.length > 0 ? functionsOf(source, options) : null;
  return { exports, functions: facts ? functions.map((fn) => facts.summaryOf(fn)) : [], uses: readUses(source) };
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
