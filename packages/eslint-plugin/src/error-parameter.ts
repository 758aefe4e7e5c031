import type { CallbackSite, Scope } from '@uncallback/detector';
import type { Edit } from '@uncallback/rewriter';
import type { SourceCode } from '@typescript-eslint/utils/ts-eslint';

/**
 * The edit that gives a callback without parameters an error parameter; null where the callback's body means
 * something else by that name.
 */
export function renderErrorParameter(
  sourceCode: Readonly<SourceCode>,
  { callback }: CallbackSite,
  name: string,
): Edit | null {
  const scope = sourceCode.scopeManager?.acquire(callback);
  const parenthesis = sourceCode.getFirstToken(callback, ({ value }) => value === '(');
  if (!scope || !parenthesis || callback.params.length > 0 || isKnown(scope, name)) return null;
  return { range: [parenthesis.range[1], parenthesis.range[1]], text: name };
}

/** The edits that rename an error parameter and all that refers to it; null where the new name is taken. */
export function renderRename(variable: Scope.Variable, name: string): readonly Edit[] | null {
  if (isKnown(variable.scope, name)) return null;
  const places = [...variable.identifiers, ...variable.references.map(({ identifier }) => identifier)];
  const ranges = new Map(places.map(({ range: [start] }) => [start, start + variable.name.length]));
  return [...ranges].sort(([a], [b]) => a - b).map((range) => ({ range, text: name }));
}

/** Whether a name is declared in a function or means something from outside it. */
function isKnown(scope: Scope.Scope, name: string): boolean {
  return (
    scope.set.has(name) ||
    scope.through.some(({ identifier }) => identifier.name === name) ||
    scope.childScopes.some((child) => isKnown(child, name))
  );
}
