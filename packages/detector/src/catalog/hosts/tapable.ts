import { defineModule } from '../define.js';

/** The hooks of webpack 4 and later: `compiler.hooks.emit.tapAsync('name', fn)`; `Hook` is the base class of all hooks. */
export const tapableHosts = defineModule(
  { name: 'tapable', documentation: 'https://github.com/webpack/tapable#readme', kind: 'other', versions: '>=1.0.0' },
  { path: 'Hook.tapAsync', caller: 'ignores', asyncForm: 'drops-callback', promiseTaker: 'tapPromise' },
  { path: 'Hook.tapPromise', caller: 'awaits' },
);
