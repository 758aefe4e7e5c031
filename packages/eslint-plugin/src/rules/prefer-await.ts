import { analyse } from '../analysis.js';
import { createRule } from '../create-rule.js';
import { rewriteMessage, suggestRewrite } from '../suggest-rewrite.js';
import { nameCallee, pickCallee } from '../wording.js';

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
      preferAwait: 'The callback of `{{callee}}` can be an `await`',
      rewrite: rewriteMessage,
    },
  },
  create(context) {
    return {
      Program() {
        const analysis = analyse(context);
        for (const site of analysis.sites) {
          if (analysis.plans.get(site)?.action !== 'rewrite') continue;
          context.report({
            node: pickCallee(site),
            messageId: 'preferAwait',
            data: { callee: nameCallee(site) },
            suggest: [{ messageId: 'rewrite', ...suggestRewrite(analysis, site) }],
          });
        }
      },
    };
  },
});
