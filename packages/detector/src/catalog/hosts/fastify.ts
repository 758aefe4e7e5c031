import { defineModule, under } from '../define.js';

const methods = 'get post put patch delete head options all route';
const handlers = `${methods} ${under(methods, 'handler')}`;

/**
 * Fastify rejects an async hook that also has a `done` parameter, and so does version 5 with a plugin. `onRoute` and `onRegister` are
 * synchronous. A handler has no callback, but replies: an async one must not resolve before, and returns the reply, for which version 3 and later wait.
 */
export const fastifyHosts = defineModule(
  { name: 'fastify', documentation: 'https://fastify.dev/docs/latest/Reference/Hooks/', kind: 'request-handler', caller: 'awaits' },
  { paths: handlers, versions: '<3' },
  { paths: handlers, asyncForm: 'returns-reply', documentation: 'https://fastify.dev/docs/latest/Reference/Routes/#async-await', versions: '>=3.0.0' },
  { path: 'addHook', kind: 'other', asyncForm: 'drops-callback', exceptWith: ['onRoute', 'onRegister'], versions: '>=2.0.0' },
  { path: 'register', kind: 'other', asyncForm: 'drops-callback', parameterCounts: [3], documentation: 'https://fastify.dev/docs/latest/Reference/Plugins/', versions: '>=2.0.0' },
);
