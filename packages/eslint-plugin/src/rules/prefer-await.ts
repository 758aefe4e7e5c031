import { findRewritableCallbacks, preferAwaitMessages } from '@uncallback/rewriter';

import { analyse } from '../analysis.js';
import { createRule } from '../create-rule.js';
import { rewriteMessage, suggestRewrite } from '../suggest-rewrite.js';

/**
 * The rule `prefer-await`: reports each error-first callback that can be rewritten to `await`, and suggests the rewrite. See
 * prefer-await.md.
 */
export default createRule<readonly [], 'preferAwait' | 'rewrite'>({
  name: 'prefer-await',
  meta: {
    type: 'suggestion',
    docs: { description: 'enforce `await` where an error-first callback can be rewritten' },
    hasSuggestions: true,
    schema: [],
    messages: {
      ...preferAwaitMessages,
      rewrite: rewriteMessage,
    },
  },
  create(context) {
    return {
      Program() {
        const analysis = analyse(context);
        if (analysis.sites.length === 0) return;
        for (const { node, messageId, data, site } of findRewritableCallbacks(analysis.sites, analysis.plans)) {
          context.report({ node, messageId, data, suggest: site ? [{ messageId: 'rewrite', ...suggestRewrite(analysis, site) }] : [] });
        }
      },
    };
  },
});
