import type { CallbackSite } from '@uncallback/detector';
import type { SuggestionReportDescriptor } from '@typescript-eslint/utils/ts-eslint';

import { type Analysis, rewriteOf } from './analysis.js';
import { nameHost } from './wording.js';

/** The title of the suggestion, for a rule's messages. */
export const rewriteMessage = 'Rewrite {{host}} with `await`';

/** What completes the suggestion to rewrite the function that a site stands in. Where the site is refused, it has no edit. */
export function suggestRewrite(analysis: Analysis, site: CallbackSite): Pick<SuggestionReportDescriptor<string>, 'data' | 'fix'> {
  const rewrite = rewriteOf(analysis, site);
  return {
    data: { host: nameHost(rewrite?.sites[0] ?? site) },
    fix: (fixer) => {
      const edit = rewrite?.render();
      return edit ? fixer.replaceTextRange(edit.range, edit.text) : null;
    },
  };
}
