import { defineModule } from '../define.js';

export const getPort = defineModule(
  {
    name: 'get-port',
    documentation: 'https://github.com/sindresorhus/get-port',
    callbackUntil: '<2',
    removal: 'https://github.com/sindresorhus/get-port/releases/tag/v2.0.0',
  },
  { path: '', results: ['port'] },
);
