import { defineModule } from '../define.js';

export const mkdirp = defineModule(
  { name: 'mkdirp', documentation: 'https://github.com/isaacs/node-mkdirp', callbackUntil: '<1' },
  { path: '' },
  { paths: 'mkdirp mkdirP' },
);
