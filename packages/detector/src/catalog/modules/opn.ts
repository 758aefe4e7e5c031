import { defineModule } from '../define.js';

export const opn = defineModule(
  {
    name: 'opn',
    documentation: 'https://github.com/sindresorhus/open',
    callbackUntil: '<4',
    removal: 'https://github.com/sindresorhus/open/releases/tag/v4.0.0',
  },
  { path: '', results: [] },
);
