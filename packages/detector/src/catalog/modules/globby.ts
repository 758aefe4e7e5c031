import { defineModule } from '../define.js';

export const globby = defineModule(
  {
    name: 'globby',
    documentation: 'https://github.com/sindresorhus/globby',
    callbackUntil: '<3',
    removal: 'https://github.com/sindresorhus/globby/releases/tag/v3.0.0',
  },
  { path: '', results: ['paths'] },
);
