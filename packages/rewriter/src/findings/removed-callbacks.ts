import type { RemovedCallback } from '@uncallback/detector';

import type { Finding } from './finding.js';

/** The messages of `no-removed-callback`. */
export const removedCallbackMessages = {
  ignored: '{{name}} {{version}} takes no callback: this function is never called, `{{api}}` returns a promise',
  rejected: '{{name}} {{version}} takes no callback: this function is never called, and the promise of `{{api}}` rejects',
  thrown: '{{name}} {{version}} takes no callback: `{{api}}` throws an error, and this function is never called',
  moved: '{{name}} {{version}} takes no callback: `{{api}}` is no function any more, its export `{{movedTo}}` returns a promise',
  promisified: '{{name}} {{version}} takes no callback: this promise never settles, `{{api}}` returns one itself',
} as const;

type MessageId = keyof typeof removedCallbackMessages;

/** The finding about a callback that nobody calls in the installed version of a package. */
export function describeRemovedCallback({ argument, api, form, removed: { name, version, movedTo, effect } }: RemovedCallback): Finding<MessageId> {
  const messageId: MessageId = movedTo !== null ? 'moved' : form === 'promisified' ? 'promisified' : effect;
  return { node: argument, messageId, data: { name, version, api, ...(movedTo !== null && { movedTo }) }, site: null };
}
