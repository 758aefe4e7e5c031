import { defineModule } from '../define.js';

/** The hooks of webpack 4 and later: `compiler.hooks.emit.tapAsync('name', fn)`. */
export const tapableHosts = defineModule(
  { name: 'tapable', documentation: 'https://github.com/webpack/tapable#readme', kind: 'other' },
  { path: '*.tapAsync', caller: 'ignores' },
  { path: '*.tapPromise', caller: 'awaits' },
);
