// Finds the callback site that a function belongs to, and what its callee does with the value that the callback returns.

import { type CallbackKind, type CallbackSite, isFunction, isRegistration } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { ResultUse } from './host-facts.js';

/** The sites of a file by the argument that passes the callback. */
export type SitesByArgument = ReadonlyMap<TSESTree.Node, CallbackSite>;

/** The kinds of callbacks whose callee does not read what the callback returns. */
const kindsWithIgnoredResult: ReadonlySet<CallbackKind> = new Set([
  'error-first',
  'event-listener',
  'timer',
  'request-handler',
  'async-iteratee',
]);

/**
 * The site whose callback an expression is, passed as it is or bound: `load(path, fn)`, `load(path, fn.bind(this))`.
 *
 * @returns undefined where the expression is not passed as a callback
 */
export function siteOf(sites: SitesByArgument, expression: TSESTree.Node): CallbackSite | undefined {
  const { parent } = expression;
  const bound =
    parent?.type === 'MemberExpression' && parent.object === expression && parent.parent.type === 'CallExpression'
      ? parent.parent
      : null;
  return sites.get(expression) ?? (bound ? sites.get(bound) : undefined);
}

/** Whether the callee of a kind of callback does not read what the callback returns, as `setTimeout` does not. */
export function ignoresResult(kind: CallbackKind): boolean {
  return kindsWithIgnoredResult.has(kind);
}

/**
 * Who reads what the callback of a site returns.
 *
 * @returns `unknown` for a callback of kind `other`, whose callee is not known
 */
export function resultUseOf(site: CallbackSite): ResultUse {
  if (ignoresResult(site.kind) || (site.kind === 'iteration' && isForEach(site.call))) return 'ignored';
  // A test that takes `done` is not asked for a promise.
  if (site.kind === 'test' && isFunction(site.argument) && site.argument.params.length > 0) return 'ignored';
  return site.kind === 'other' ? 'unknown' : 'used';
}

/**
 * Whether the callee of a site may read what the callback returns: it reads the value of such a callback, `list.map(fn)`; or it is not known,
 * and it registers the callback, `registry.before('save', fn)`, or the callback by its own code is no completion callback, but one for a value.
 */
export function mayReadResult(site: CallbackSite): boolean {
  const use = resultUseOf(site);
  return use === 'used' || (use === 'unknown' && (site.evidence === 'shape' || isRegistration(site.call, site.argument)));
}

function isForEach({ callee }: CallbackSite['call']): boolean {
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && callee.property.name === 'forEach';
}
