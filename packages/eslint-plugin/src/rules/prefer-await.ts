import { depthOf } from '@uncallback/detector';
import { findRewritableCallbacks, preferAwaitMessages } from '@uncallback/rewriter';

import { analyse } from '../analysis.js';
import { createRule } from '../create-rule.js';
import { rewriteMessage, suggestRewrite } from '../suggest-rewrite.js';

type Options = readonly [{ readonly nested?: 'allow' | 'report' }?];

/**
 * The rule `prefer-await`: reports each error-first callback that can be rewritten to `await`, and suggests the rewrite. See
 * prefer-await.md.
 */
export default createRule<Options, 'preferAwait' | 'rewrite'>({
  name: 'prefer-await',
  meta: {
    type: 'suggestion',
    docs: { description: 'enforce `await` where an error-first callback can be rewritten' },
    hasSuggestions: true,
    schema: [
      {
        type: 'object',
        properties: {
          nested: {
            type: 'string',
            enum: ['allow', 'report'],
            description: 'Whether to report callbacks that are nested in others, which `no-nested-callbacks` reports, too.',
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ nested: 'report' }],
    messages: {
      ...preferAwaitMessages,
      rewrite: rewriteMessage,
    },
  },
  create(context) {
    const { nested } = context.options[0] ?? {};
    return {
      Program() {
        const analysis = analyse(context);
        const sites = nested === 'allow' ? analysis.sites.filter((site) => depthOf(site) === 1) : analysis.sites;
        if (sites.length === 0) return;
        for (const { node, messageId, data, site } of findRewritableCallbacks(sites, analysis.plans)) {
          context.report({ node, messageId, data, suggest: site ? [{ messageId: 'rewrite', ...suggestRewrite(analysis, site) }] : [] });
        }
      },
    };
  },
});
