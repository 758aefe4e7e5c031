import { describeRemovedCallback, removedCallbackMessages } from '@uncallback/rewriter';

import { analyse } from '../analysis.js';
import { createRule } from '../create-rule.js';
import { promiseMessage, suggestRewrite } from '../suggest-rewrite.js';

/**
 * The rule `no-removed-callback`: reports callbacks that are passed to functions which take none in the installed version of their package. See
 * no-removed-callback.md.
 */
export default createRule<readonly [], keyof typeof removedCallbackMessages | 'rewrite'>({
  name: 'no-removed-callback',
  meta: {
    type: 'problem',
    docs: { description: 'disallow callbacks that the installed version of a package no longer calls' },
    hasSuggestions: true,
    schema: [],
    messages: {
      ...removedCallbackMessages,
      rewrite: promiseMessage,
    },
  },
  create(context) {
    return {
      Program() {
        const analysis = analyse(context);
        for (const found of analysis.removed) {
          const { node, messageId, data } = describeRemovedCallback(found);
          context.report({ node, messageId, data, suggest: [{ messageId: 'rewrite', ...suggestRewrite(analysis, found) }] });
        }
      },
    };
  },
});
