import { defineModule } from '../define.js';

export const glob = defineModule(
  { name: 'glob', documentation: 'https://github.com/isaacs/node-glob', returns: 'handle', callbackUntil: '<9' },
  { path: '' },
  { paths: 'glob Glob' },
);
