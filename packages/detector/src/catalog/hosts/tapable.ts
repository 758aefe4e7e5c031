import { defineModule } from '../define.js';

/** The hooks of webpack 4 and later. */
export const tapableHosts = defineModule(
  { name: 'tapable', documentation: 'https://github.com/webpack/tapable#readme', kind: 'other' },
  { path: '*.tapAsync', caller: 'ignores' },
  { path: '*.tapPromise', caller: 'awaits' },
);
