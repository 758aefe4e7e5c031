import { callbackOnceMessages, describeCompletionFaults } from '@uncallback/rewriter';

import { analyse } from '../analysis.js';
import { createRule } from '../create-rule.js';
import { findStatementToReturn } from '../return-statement.js';

type MessageIds = keyof typeof callbackOnceMessages | 'return';

/**
 * The rule `callback-once`: reports functions that call an error-first callback parameter twice or not at all on some path. A
 * missing `return` is suggested. See callback-once.md.
 */
export default createRule<readonly [], MessageIds>({
  name: 'callback-once',
  meta: {
    type: 'problem',
    docs: { description: 'require an error-first callback to be called once on every path' },
    hasSuggestions: true,
    schema: [],
    messages: {
      ...callbackOnceMessages,
      return: 'Insert `return`',
    },
  },
  create(context) {
    return {
      Program() {
        const { source, completionFaults } = analyse(context);
        for (const { node, messageId, data, repetitions } of describeCompletionFaults(source, completionFaults)) {
          const first = repetitions[0]?.first;
          const statement = !first || repetitions.some(({ isThrown }) => isThrown) ? null : findStatementToReturn(first, repetitions.map(({ again }) => again));
          context.report({ node, messageId, data, suggest: statement ? [{ messageId: 'return', fix: (fixer) => fixer.insertTextBefore(statement, 'return ') }] : [] });
        }
      },
    };
  },
});
