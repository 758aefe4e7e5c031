import { defineModule } from '../define.js';

/** Fastify rejects an async function that also has a `done` parameter. */
export const fastifyHosts = defineModule(
  { name: 'fastify', documentation: 'https://fastify.dev/docs/latest/Reference/Hooks/', kind: 'request-handler', caller: 'awaits' },
  { paths: 'get post put patch delete head options all route' },
  { paths: 'addHook register', kind: 'other' },
);
