import { analyse } from '../analysis.js';
import { createRule } from '../create-rule.js';

/** The rule `no-async-with-callback`: reports async functions that call a callback. See no-async-with-callback.md. */
export default createRule<readonly [], 'called'>({
  name: 'no-async-with-callback',
  meta: {
    type: 'problem',
    docs: { description: 'disallow async functions that call a callback' },
    schema: [],
    messages: {
      called: '`{{callback}}` is called in an async function: what it throws rejects the promise of the function, and who awaits that gets no result',
    },
  },
  create(context) {
    return {
      Program() {
        for (const { callback, calls } of analyse(context).asyncWithCallback) {
          for (const node of calls) context.report({ node, messageId: 'called', data: { callback: callback.name } });
        }
      },
    };
  },
});
