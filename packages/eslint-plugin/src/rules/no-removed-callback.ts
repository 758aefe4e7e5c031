import type { RemovedCallback } from '@uncallback/detector';

import { analyse } from '../analysis.js';
import { createRule } from '../create-rule.js';
import { promiseMessage, suggestRewrite } from '../suggest-rewrite.js';

/**
 * The rule `no-removed-callback`: reports callbacks that are passed to functions which take none in the installed version of their package. See
 * no-removed-callback.md.
 */
export default createRule<readonly [], 'ignored' | 'rejected' | 'thrown' | 'moved' | 'promisified' | 'rewrite'>({
  name: 'no-removed-callback',
  meta: {
    type: 'problem',
    docs: { description: 'disallow callbacks that the installed version of a package no longer calls' },
    hasSuggestions: true,
    schema: [],
    messages: {
      ignored: '{{name}} {{version}} takes no callback: this function is never called, `{{api}}` returns a promise',
      rejected: '{{name}} {{version}} takes no callback: this function is never called, and the promise of `{{api}}` rejects',
      thrown: '{{name}} {{version}} takes no callback: `{{api}}` throws an error, and this function is never called',
      moved: '{{name}} {{version}} takes no callback: `{{api}}` is no function any more, its export `{{movedTo}}` returns a promise',
      promisified: '{{name}} {{version}} takes no callback: this promise never settles, `{{api}}` returns one itself',
      rewrite: promiseMessage,
    },
  },
  create(context) {
    return {
      Program() {
        const analysis = analyse(context);
        for (const found of analysis.removed) {
          const { name, version, movedTo } = found.removed;
          context.report({
            node: found.argument,
            messageId: messageOf(found),
            data: { name, version, movedTo, api: found.api },
            suggest: [{ messageId: 'rewrite', ...suggestRewrite(analysis, found) }],
          });
        }
      },
    };
  },
});

function messageOf({ form, removed: { effect, movedTo } }: RemovedCallback): 'ignored' | 'rejected' | 'thrown' | 'moved' | 'promisified' {
  if (movedTo !== null) return 'moved';
  return form === 'promisified' ? 'promisified' : effect;
}
