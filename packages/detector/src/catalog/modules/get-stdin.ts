import { defineModule } from '../define.js';

export const getStdin = defineModule(
  {
    name: 'get-stdin',
    documentation: 'https://github.com/sindresorhus/get-stdin',
    callbackUntil: '<5',
    removal: 'https://github.com/sindresorhus/get-stdin/releases/tag/v5.0.0',
  },
  // Its callback takes the text only.
  { paths: ' buffer', kind: 'other' },
);
