import { defineModule } from '../define.js';

export const username = defineModule(
  {
    name: 'username',
    documentation: 'https://github.com/sindresorhus/username',
    callbackUntil: '<2',
    removal: 'https://github.com/sindresorhus/username/releases/tag/v2.0.0',
  },
  { path: '', results: ['username'] },
);
