import { defineModule } from '../define.js';

export const ncp = defineModule(
  { name: 'ncp', documentation: 'https://github.com/AvianFlu/ncp' },
  { path: '' },
  { path: 'ncp' },
);
