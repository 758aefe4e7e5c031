import { defineModule } from '../define.js';

export const which = defineModule(
  { name: 'which', documentation: 'https://github.com/npm/node-which' },
  { path: '' },
);
