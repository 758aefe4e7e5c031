import { type Scope, contains, hasRole, namesWith } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { typesFromCallee, presentTexts, presentTypes } from '../../callback/callback-annotation.js';
import { handlerOf } from '../../error-forms/questions.js';
import type { CaughtError } from '../../error-forms/unit.js';
import type { Rewrite } from '../../plan/types.js';
import { type RenderContext, nameOf } from '../context.js';
import type { LazyEdit } from '../edits/edit.js';

/** The type of a site's error in TypeScript, which is only `unknown` in a `catch`: its annotation, the type of the callee, or a guess by its use. */
export function errorType({ slices, source }: RenderContext, { site, facts }: Rewrite): string {
  const { error } = site;
  const parameter = error?.variable?.identifiers[0];
  const annotation = parameter?.type === 'Identifier' ? parameter.typeAnnotation?.typeAnnotation : undefined;
  const types = annotation ? presentTypes(annotation).map(({ range }) => slices.textOf(...range)) : presentTexts(typesFromCallee(source, site)?.[0]);
  if (types.length > 0) return types.join(' | ');
  return typeByUse(error?.variable ?? null, facts?.nodeCore === true);
}

/** The plainest type that has all members that the callback reads: `Error`, `NodeJS.ErrnoException` for `err.code`, else `any`. */
function typeByUse(variable: Scope.Variable | null, isNodeCore: boolean): string {
  const members = (variable?.references ?? []).flatMap(({ identifier }) => {
    const { parent } = identifier;
    if (parent.type !== 'MemberExpression' || parent.object !== identifier || parent.property.type !== 'Identifier') return [];
    return parent.computed || hasRole(parent.property.name, 'error-member') ? [] : [parent.property.name];
  });
  if (!members.every((name) => hasRole(name, 'system-error-member'))) return 'any';
  return isNodeCore || members.length > 0 ? 'NodeJS.ErrnoException' : 'Error';
}

/**
 * How a `catch` names its error. In TypeScript, an error that is only forwarded is asserted there, `cb(err as Error)`; any other is
 * declared on the first line: `const err = error as Error;`.
 *
 * @param name the name of the error
 * @param handler the node in the `catch` that reads the error; null where only one call of the form does
 */
export function nameCaught(context: RenderContext, rewrite: Rewrite, name: string, handler: TSESTree.Node | null): CaughtError {
  if (!context.isTypeScript) return { parameter: name, firstLine: null, use: name };
  const type = errorType(context, rewrite);
  // A TypeScript that does not parse `catch (err: any)` infers `any` for the parameter.
  if (type === 'any' || type === 'unknown') return { parameter: rewrite.catchSyntax.typed ? `${name}: ${type}` : name, firstLine: null, use: name };
  if (!handler || isOnlyForwarded(rewrite, handler)) return { parameter: name, firstLine: null, use: `${name} as ${type}` };
  const parameter = otherName(context, rewrite, name);
  return { parameter, firstLine: `const ${name} = ${parameter} as ${type}${context.semicolon}`, use: name };
}

/** TypeScript: the edits that assert the type of an error where the handler forwards it: `cb(err)` becomes `cb(err as Error)`. */
export function editForwardedErrors(context: RenderContext, rewrite: Rewrite): LazyEdit[] {
  const { error, site } = rewrite;
  const variable = site.error?.variable;
  const handler = handlerOf(error);
  if (!context.isTypeScript || !variable || !handler) return [];
  if (!isOnlyForwarded(rewrite, handler)) return [];
  const { use } = nameCaught(context, rewrite, nameOf(context, variable), handler);
  return usesIn(variable, handler).map(({ range }) => ({ start: range[0], end: range[1], render: () => use }));
}

/** A name for the parameter of a `catch` that differs from the error's own name, and that the callback does not use. */
export function otherName({ references }: RenderContext, { site }: Rewrite, name: string): string {
  const isFree = (candidate: string): boolean =>
    candidate !== name && references.within(candidate, site.callback.range).length === 0;
  return namesWith('caught-error').find(isFree) ?? `${name}_`;
}

/** Whether the only use of the error in a handler is as the argument of a call. */
function isOnlyForwarded({ site }: Rewrite, handler: TSESTree.Node): boolean {
  const uses = site.error?.variable ? usesIn(site.error.variable, handler) : [];
  const [use] = uses;
  return uses.length === 1 && use?.parent?.type === 'CallExpression' && use.parent.callee !== use;
}

function usesIn(variable: Scope.Variable, node: TSESTree.Node): TSESTree.Node[] {
  return variable.references.map(({ identifier }) => identifier).filter((identifier) => contains(node, identifier));
}
