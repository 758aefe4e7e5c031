import { defineModule } from '../define.js';

/**
 * Fastify rejects an async hook that also has a `done` parameter, and so does version 5 with a plugin. `onRoute` and `onRegister` are
 * synchronous. A handler has no callback, but replies: an async one must not resolve before.
 */
export const fastifyHosts = defineModule(
  { name: 'fastify', documentation: 'https://fastify.dev/docs/latest/Reference/Hooks/', kind: 'request-handler', caller: 'awaits' },
  { paths: 'get post put patch delete head options all route' },
  { path: 'addHook', kind: 'other', asyncForm: 'drops-callback', exceptWith: ['onRoute', 'onRegister'], versions: '>=2.0.0' },
  { path: 'register', kind: 'other', asyncForm: 'drops-callback', parameterCounts: [3], documentation: 'https://fastify.dev/docs/latest/Reference/Plugins/', versions: '>=2.0.0' },
);
