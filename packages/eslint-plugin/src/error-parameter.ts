import type { CallbackSite, Scope, Source } from '@uncallback/detector';
import type { Edit } from '@uncallback/rewriter';
import type { SourceCode } from '@typescript-eslint/utils/ts-eslint';

/**
 * Renders the edit that adds an error parameter to a callback without parameters: `() => ...` becomes `(err) => ...`.
 *
 * @returns null if the callback has parameters, or already uses the name for another variable
 */
export function renderErrorParameter(
  sourceCode: Readonly<SourceCode>,
  { scopeManager }: Pick<Source, 'scopeManager'>,
  { callback }: CallbackSite,
  name: string,
): Edit | null {
  const scope = scopeManager.acquire(callback);
  const parenthesis = sourceCode.getFirstToken(callback, ({ value }) => value === '(');
  if (!scope || !parenthesis || callback.params.length > 0 || isKnown(scope, name)) return null;
  return { range: [parenthesis.range[1], parenthesis.range[1]], text: name };
}

/** Renders the edits that rename an error parameter and all references to it. @returns null if the new name is taken */
export function renderRename(variable: Scope.Variable, name: string): readonly Edit[] | null {
  if (isKnown(variable.scope, name)) return null;
  const places = [...variable.identifiers, ...variable.references.map(({ identifier }) => identifier)];
  const ranges = new Map(places.map(({ range: [start] }) => [start, start + variable.name.length]));
  return [...ranges].sort(([a], [b]) => a - b).map((range) => ({ range, text: name }));
}

/** Whether a name is declared in a scope or below it, or refers there to a variable from outside. */
function isKnown(scope: Scope.Scope, name: string): boolean {
  return (
    scope.set.has(name) ||
    scope.through.some(({ identifier }) => identifier.name === name) ||
    scope.childScopes.some((child) => isKnown(child, name))
  );
}
