import { defineModule } from '../define.js';

export const bluebird = defineModule(
  { name: 'bluebird', documentation: 'http://bluebirdjs.com/docs/api-reference.html', isFamily: true },
  { path: '**', role: 'iterates-collections', kind: 'iteration' },
);
