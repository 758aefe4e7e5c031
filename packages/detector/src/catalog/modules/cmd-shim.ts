import { defineModule } from '../define.js';

export const cmdShim = defineModule(
  {
    name: 'cmd-shim',
    documentation: 'https://github.com/npm/cmd-shim',
    callbackUntil: '<4',
    removal: 'https://github.com/npm/cmd-shim/releases/tag/v4.0.0',
  },
  { paths: ' ifExists', results: [] },
);
