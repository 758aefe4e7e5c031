import { defineModule } from '../define.js';

export const del = defineModule(
  { name: 'del', documentation: 'https://github.com/sindresorhus/del', callbackUntil: '<2', removal: 'https://github.com/sindresorhus/del/releases/tag/v2.0.0' },
  { path: '' },
);
