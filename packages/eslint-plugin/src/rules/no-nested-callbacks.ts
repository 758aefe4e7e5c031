import { findNestedCallbacks, nestedCallbackMessages } from '@uncallback/rewriter';

import { analyse } from '../analysis.js';
import { createRule } from '../create-rule.js';
import { rewriteMessage, suggestRewrite } from '../suggest-rewrite.js';

type Options = readonly [{ readonly max?: number }?];
type MessageIds = 'nested' | 'nestedRefused' | 'rewrite';

/**
 * The rule `no-nested-callbacks`: reports error-first callbacks that are nested deeper than the option `max`, and suggests the
 * rewrite with `await` or says why it is refused. See no-nested-callbacks.md.
 */
export default createRule<Options, MessageIds>({
  name: 'no-nested-callbacks',
  meta: {
    type: 'suggestion',
    docs: { description: 'disallow error-first callbacks nested in error-first callbacks' },
    hasSuggestions: true,
    schema: [
      {
        type: 'object',
        properties: {
          max: { type: 'integer', minimum: 1, description: 'The depth that is still allowed.' },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ max: 1 }],
    messages: {
      ...nestedCallbackMessages,
      rewrite: rewriteMessage,
    },
  },
  create(context) {
    const max = context.options[0]?.max ?? 1;
    return {
      Program() {
        const analysis = analyse(context);
        for (const { node, messageId, data, site } of findNestedCallbacks(analysis.sites, () => analysis.plans, max)) {
          const suggest = messageId === 'nested' && site ? [{ messageId: 'rewrite' as const, ...suggestRewrite(analysis, site) }] : [];
          context.report({ node, messageId, data, suggest });
        }
      },
    };
  },
});
