import { depthOf } from '@uncallback/detector';

import { analyse } from '../analysis.js';
import { createRule } from '../create-rule.js';
import { rewriteMessage, suggestRewrite } from '../suggest-rewrite.js';
import { nameCallee, pickCallee } from '../wording.js';

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
      preferAwait: 'The callback of `{{callee}}` can be an `await`',
      rewrite: rewriteMessage,
    },
  },
  create(context) {
    const { nested } = context.options[0] ?? {};
    return {
      Program() {
        const analysis = analyse(context);
        for (const site of analysis.sites) {
          if ((nested === 'allow' && depthOf(site) > 1) || analysis.plans.get(site)?.action !== 'rewrite') continue;
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
