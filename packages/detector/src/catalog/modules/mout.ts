import { defineModule } from '../define.js';

export const mout = defineModule(
  { name: 'mout', documentation: 'https://moutjs.com', isFamily: true },
  { path: '**', role: 'iterates-collections', kind: 'iteration' },
);
