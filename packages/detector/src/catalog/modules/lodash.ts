import { defineModule } from '../define.js';

export const lodash = defineModule(
  { name: 'lodash', documentation: 'https://lodash.com/docs', isFamily: true },
  { path: '**', role: 'iterates-collections', kind: 'iteration' },
);
