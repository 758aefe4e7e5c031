import { defineModule } from '../define.js';

/**
 * Hooks. A hook of `pre` gets `next` first, one of `post` behind the document; a third parameter makes a handler of errors of it. Hooks of
 * `init` are synchronous, and parallel ones, `pre(name, true, fn)`, take a second callback. In version 9, functions passed to `pre` get no `next`.
 */
export const mongooseHosts = defineModule(
  {
    name: 'mongoose',
    documentation: 'https://mongoosejs.com/docs/middleware.html',
    kind: 'other',
    caller: 'awaits',
    asyncForm: 'drops-callback',
    exceptWith: ['init', true],
    versions: '>=5.0.0',
  },
  { path: 'Schema.pre', parameterCounts: [1] },
  { path: 'Schema.post', parameterCounts: [2] },
);
