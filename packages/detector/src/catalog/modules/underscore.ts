import { defineModule } from '../define.js';

export const underscore = defineModule(
  { name: 'underscore', documentation: 'https://underscorejs.org', isFamily: true },
  { path: '**', role: 'iterates-collections', kind: 'iteration' },
);
