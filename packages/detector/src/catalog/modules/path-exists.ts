import { defineModule } from '../define.js';

export const pathExists = defineModule(
  {
    name: 'path-exists',
    documentation: 'https://github.com/sindresorhus/path-exists',
    callbackUntil: '<2',
    removal: 'https://github.com/sindresorhus/path-exists/releases/tag/v2.0.0',
  },
  { path: '', results: ['exists'] },
);
