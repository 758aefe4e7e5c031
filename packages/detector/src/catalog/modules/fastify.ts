import { defineModule } from '../define.js';

export const fastify = defineModule(
  { name: 'fastify', documentation: 'https://fastify.dev/docs/latest/Reference/Server/' },
  { paths: 'listen inject close' },
  // The error goes to the next function, or to the caller of `listen`: https://github.com/fastify/avvio#appreadyfunc
  { path: 'ready', severity: 'strict', optional: true, fails: 'a callback without a parameter leaves the error to the next one' },
);
