import { defineModule } from '../define.js';

/**
 * Hooks. Exceptions that the entry does not cover: hooks of `init` are synchronous, and parallel ones, `pre(name, true, fn)`, take a
 * callback. In version 9, functions passed to `pre` get no `next`.
 */
export const mongooseHosts = defineModule(
  { name: 'mongoose', documentation: 'https://mongoosejs.com/docs/middleware.html', kind: 'other', caller: 'awaits' },
  { paths: 'Schema.pre Schema.post', versions: '>=5.0.0' },
);
