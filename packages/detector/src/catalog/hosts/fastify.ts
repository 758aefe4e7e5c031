import { defineModule } from '../define.js';

/** A function that takes `done` is refused if it is async. */
export const fastifyHosts = defineModule(
  { name: 'fastify', documentation: 'https://fastify.dev/docs/latest/Reference/Hooks/', kind: 'request-handler', caller: 'awaits' },
  { paths: 'get post put patch delete head options all route' },
  { paths: 'addHook register', kind: 'other' },
);
