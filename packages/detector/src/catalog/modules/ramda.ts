import { defineModule } from '../define.js';

export const ramda = defineModule(
  { name: 'ramda', documentation: 'https://ramdajs.com/docs/', isFamily: true },
  { path: '**', role: 'iterates-collections', kind: 'iteration' },
);
