import { type AwaitedError, type CallbackSite, type ErrorGap, type Source, Positions, gradeAwaitedError, gradeUncheckedError } from '@uncallback/detector';

import type { Finding } from './finding.js';
import { nameCallee, nameConsequence, nameExpression, nameFailure, pickCallee } from './wording.js';

type MessageId = ErrorGap['how'] | 'ignored' | 'rejection';

/** The messages of `no-unchecked-error`. */
export const uncheckedErrorMessages = {
  missing: '`{{callee}}` may fail, but its callback takes no error',
  'never-looked-at': '{{error}} is never checked: {{consequence}}',
  overwritten: '{{error}} is overwritten before it is checked: {{consequence}}',
  logged: '{{error}} is logged but not handled: {{consequence}}',
  'tested-one-branch': '{{error}} is checked on some paths only: {{consequence}}',
  'not-left': '{{error}} is checked, but the work goes on: {{consequence}}',
  ignored: '{{error}} is ignored: {{consequence}}, and nothing here depends on it',
  rejection: 'The error of `{{callee}}` is still ignored, as its callback ignored it: handle it, or say why not',
} as const satisfies Record<MessageId, string>;

/** What `findUncheckedErrors` reads of a file. */
export interface UncheckedErrorFacts {
  readonly source: Source;
  /** The error-first callbacks. */
  readonly sites: readonly CallbackSite[];
  /** The awaited calls whose error is not checked on every path. */
  readonly awaitedErrors: readonly AwaitedError[];
}

/** What counts as unchecked. */
export interface UncheckedErrorOptions {
  /** Whether a parameter name marks an error as ignored on purpose; by default names such as `_err` do. */
  readonly isIgnored?: ((name: string) => boolean) | undefined;
  /** Whether errors are reported on which nothing that follows depends. */
  readonly reportsIgnored: boolean;
}

/** Finds the error-first callbacks that go on, on some path, although their error may be set, and the awaited calls behind which they still do. */
export function findUncheckedErrors({ source, sites, awaitedErrors }: UncheckedErrorFacts, { isIgnored, reportsIgnored }: UncheckedErrorOptions): readonly Finding<MessageId>[] {
  const positions = new Positions(source.text);
  // A function that is passed to several calls is reported once.
  const reported = new Set<CallbackSite['callback']>();
  const found = sites.flatMap((site): Finding<MessageId>[] => {
    const { error, callback } = site;
    if (!error?.gap || reported.has(callback)) return [];
    reported.add(callback);
    const grade = gradeUncheckedError(source, site, ...(isIgnored ? [isIgnored] : []));
    if (grade === null || (grade === 'ignored' && !reportsIgnored)) return [];
    const { variable, gap } = error;
    const data = {
      callee: nameCallee(site),
      error: variable ? `\`${variable.name}\`` : 'The error',
      consequence: grade === 'ignored' ? nameFailure(nameCallee(site), error) : nameConsequence(nameCallee(site), error, positions),
    };
    return [{ node: variable?.identifiers[0] ?? pickCallee(site), messageId: grade === 'ignored' ? 'ignored' : gap.how, data, site }];
  });
  const awaited = awaitedErrors.flatMap((each): Finding<MessageId>[] => {
    const grade = gradeAwaitedError(source, each, ...(isIgnored ? [isIgnored] : []));
    if (grade === null || (grade === 'ignored' && !reportsIgnored)) return [];
    const { node, name, error } = each;
    const callee = nameExpression(each.callee);
    if (name === null || error.handling === 'unchecked') return [{ node, messageId: 'rejection', data: { callee }, site: null }];
    const consequence = nameConsequence(callee, error, positions);
    return [{ node: name, messageId: error.gap!.how, data: { callee, error: `\`${name.name}\``, consequence }, site: null }];
  });
  return [...found, ...awaited];
}
