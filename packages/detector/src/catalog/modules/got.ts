import { defineModule } from '../define.js';

export const got = defineModule(
  {
    name: 'got',
    documentation: 'https://github.com/sindresorhus/got',
    callbackUntil: '<6',
    removal: 'https://github.com/sindresorhus/got/releases/tag/v6.0.0',
  },
  // The promise resolves to the response, which has the body.
  { paths: ' get post put patch head delete', results: ['body', 'response'], promisified: ['body'] },
);
