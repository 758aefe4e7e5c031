// Chooses the callback form under the old name of a property or method whose function loses its callback.

import type { Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { coreNameOf } from './candidates.js';
import { needsFunction } from './prologue.js';
import type { Conversion, Edge } from './types.js';
import { isBeforeImport } from './users.js';

/**
 * The edge of a function that is defined as a property or method: wrapped in `callbackify` where that passes exactly what the function
 * passed, else a function beside it.
 *
 * @param isCalledInside whether calls in the file call the async function, so that it needs a name
 * @param isShared whether calls in other files would call it, so that it has a name where that is possible
 * @param takenNames names that other files mention
 * @returns null where neither can be written: the name of the async function is taken, or `callbackify` is imported further down
 */
export function chooseEdge(source: Source, conversion: Conversion, isCalledInside: boolean, isShared: boolean, takenNames: ReadonlySet<string>): Edge | null {
  const { place, results, errorCount, prologue, fn, returnsPromise } = conversion;
  if (place.form === 'variable' || place.form === 'inside' || isBeforeImport(source, fn)) return null;
  const isReachedByCallback = !returnsPromise || place.form === 'property';
  const canBeWrapped = results === 'one' && errorCount === 1 && !isCalledInside && !needsFunction(prologue) && place.form !== 'method' && isReachedByCallback;
  if (canBeWrapped && !isShared) return { form: 'wrapped' };
  return edgeBeside(source, conversion, takenNames) ?? (canBeWrapped ? { form: 'wrapped' } : null);
}

/** The callback form beside or above the async function, which gets a name of its own. */
function edgeBeside(source: Source, conversion: Conversion, takenNames: ReadonlySet<string>): Edge | null {
  const { place, fn } = conversion;
  // `this` of an arrow function is that of the code around it, also where its value is called by itself.
  if (place.form === 'property' || fn.type === 'ArrowFunctionExpression') return null;
  if (place.form === 'module') {
    const core = place.name === null ? null : [place.name, `${place.name}Async`].find((name) => !isVariable(source, name, fn));
    return core ? { form: 'below', core } : null;
  }
  const core = coreNameOf(conversion);
  return isTaken(source, core) || takenNames.has(core) ? null : { form: 'beside', core };
}

/** Whether a file has a variable of a name, or refers to a global one, apart from the name that a function expression has for itself. */
function isVariable({ scopeManager: { scopes } }: Source, name: string, fn: TSESTree.Node): boolean {
  return scopes.some(({ set, references, block, type }) =>
    (set.has(name) && !(block === fn && type === 'function-expression-name')) || references.some(({ identifier, resolved }) => identifier.name === name && resolved === null));
}

/** Whether a file mentions a name anywhere, in a string or a comment, too. */
function isTaken({ text }: Source, name: string): boolean {
  return new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(text);
}
