import { depthOf } from '@uncallback/detector';
import { refusals } from '@uncallback/rewriter';

import { analyse } from '../analysis.js';
import { createRule } from '../create-rule.js';
import { rewriteMessage, suggestRewrite } from '../suggest-rewrite.js';
import { nameChain, pickCallee } from '../wording.js';

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
      nested: '{{depth}} callbacks deep: {{chain}}. uncallback can flatten this',
      nestedRefused: '{{depth}} callbacks deep: {{chain}}. Not rewritten: {{reason}}',
      rewrite: rewriteMessage,
    },
  },
  create(context) {
    const max = context.options[0]?.max ?? 1;
    return {
      Program() {
        const analysis = analyse(context);
        for (const site of analysis.sites) {
          const depth = depthOf(site);
          if (depth <= max) continue;
          const plan = analysis.plans.get(site);
          const data = { depth, chain: nameChain(site) };
          context.report({
            node: pickCallee(site),
            ...(plan?.action === 'refuse'
              ? { messageId: 'nestedRefused', data: { ...data, reason: refusals[plan.reason].sentence } }
              : { messageId: 'nested', data, suggest: [{ messageId: 'rewrite', ...suggestRewrite(analysis, site) }] }),
          });
        }
      },
    };
  },
});
