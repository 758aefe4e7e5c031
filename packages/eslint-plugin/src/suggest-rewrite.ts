import type { CallbackSite } from '@uncallback/detector';
import { nameHost } from '@uncallback/rewriter';
import type { SuggestionReportDescriptor } from '@typescript-eslint/utils/ts-eslint';

import { type Analysis, rewriteOf } from './analysis.js';

/** The title of the suggestion, for the `messages` of a rule. */
export const rewriteMessage = 'Rewrite {{host}} with `await`';
/** The title where the rewrite may also call a callback again. */
export const promiseMessage = 'Use the promise in {{host}}';

/**
 * Returns the data and the fix of the suggestion to rewrite the function that contains a call with a callback. For a call that is left as it is, the
 * fix is null, which makes ESLint drop the suggestion.
 */
export function suggestRewrite(analysis: Analysis, site: Pick<CallbackSite, 'call'>): Pick<SuggestionReportDescriptor<string>, 'data' | 'fix'> {
  const rewrite = rewriteOf(analysis, site);
  return {
    data: { host: nameHost(rewrite?.sites[0] ?? site) },
    fix: (fixer) => {
      const edit = rewrite?.render();
      return edit ? fixer.replaceTextRange(edit.range, edit.text) : null;
    },
  };
}
