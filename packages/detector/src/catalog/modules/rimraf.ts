import { defineModule } from '../define.js';

export const rimraf = defineModule(
  { name: 'rimraf', documentation: 'https://github.com/isaacs/rimraf', callbackUntil: '<4' },
  { path: '' },
);
