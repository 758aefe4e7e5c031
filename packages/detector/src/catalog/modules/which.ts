import { defineModule } from '../define.js';

export const which = defineModule(
  { name: 'which', documentation: 'https://github.com/npm/node-which', callbackUntil: '<3', removal: 'https://github.com/npm/node-which/blob/main/CHANGELOG.md#300-2022-11-01' },
  { path: '', promise: '>=2.0.0' },
);
